"""Live preview around MkDocs' own server: a mistake is said in the terminal and on the page, and the last good site stays.

MkDocs by itself empties the folder before it builds, and after a failed build it answers nobody until the next good one.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from posixpath import normpath
from typing import Any

from ..release.on_demand import OnDemand

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
MOST = 20  # lines on a page; all of them are in the terminal
_BOX = ("position:sticky;top:0;z-index:1000;max-height:60vh;overflow:auto;padding:1rem;border-bottom:4px solid #fff;"
        "background:#8b0000;color:#fff;font:16px/1.6 sans-serif;overflow-wrap:anywhere")


class Preview:
    """What MkDocs' server shows: the folder of the last good build, and what was wrong with the one after it."""

    def __init__(self) -> None:
        self._good: Path | None = None
        self._pages: OnDemand | None = None
        self._next: Path | None = None
        self._lines: list[str] = []
        self._server: Any = None

    def folder(self, within: Path) -> Path:
        """A new folder for the build that begins; the one before it stays until this one is good."""
        if self._next:
            shutil.rmtree(self._next, ignore_errors=True)
        self._next = Path(tempfile.mkdtemp(prefix="site-", dir=within))
        return self._next

    def good(self, pages: OnDemand | None = None) -> None:
        """The build has ended well: its site is shown from now on; `pages` makes what is not there yet."""
        before, self._good, self._next, self._lines, self._pages = self._good, self._next, None, [], pages
        if self._server:
            self._server.root = str(self._good)
        if before:
            shutil.rmtree(before, ignore_errors=True)

    def wrong(self, lines: Sequence[str]) -> None:
        """What the build that is going on must be mended for."""
        self._lines = list(lines)

    def attach(self, server: Any) -> None:
        """Takes MkDocs' server over: its folder, its builds and its pages."""
        self._server = server
        server.root = str(self._good)
        server.builder = self._guarded(server.builder)
        server.error_handler = self._error_page
        server.set_app(self._with_notice(server.get_app()))

    def _error_page(self, code: int) -> bytes | None:
        page = self._good / f"{code}.html" if self._good else None
        return page.read_bytes() if page and page.is_file() else None

    def _guarded(self, builder: Callable[[], None]) -> Callable[[], None]:
        """A build that fails ends like any other, so that pages are answered and reloaded; they say what is wrong."""
        def build() -> None:
            self._lines = []
            gc.disable()  # looking for cycles among thousands of records would take a third of the time
            try:
                builder()
            except (Exception, SystemExit) as error:
                said = str(error).strip() or type(error).__name__
                self._lines = self._lines or [f"没有生成：{said}"]
                print(said, "页面还是上一次的样子；改好并保存以后，会自动再试。", sep="\n", file=sys.stderr)
            finally:
                gc.enable()
        return build

    def _prepare(self, address: str) -> None:
        """Makes what is asked for, when the build that may be going on has ended."""
        path = address.encode("latin-1").decode("utf-8", "ignore")
        mount = self._server.mount_path
        if path.startswith("/livereload/") or not path.startswith(mount):
            return
        with self._server._epoch_cond:  # as MkDocs' own answer waits
            self._server._epoch_cond.wait_for(lambda: self._server._visible_epoch == self._server._wanted_epoch)
        if self._pages:
            relative = normpath("/" + path[len(mount):]).lstrip("/")
            self._pages.prepare(f"{relative}/index.html".lstrip("/") if path.endswith("/") else relative)

    def _with_notice(self, inner: Application) -> Application:
        def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
            self._prepare(environ["PATH_INFO"])
            if not self._lines:
                return inner(environ, start_response)
            begun: list[Any] = []
            body = inner(environ, lambda *words: begun.extend(words))
            status, headers = begun[:2]
            if not any(name.lower() == "content-type" and value.startswith("text/html") for name, value in headers):
                start_response(status, headers)
                return body
            page = with_notice(b"".join(body), self._lines)
            kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
            start_response(status, [*kept, ("Content-Length", str(len(page)))])
            return [page]
        return application


def with_notice(page: bytes, lines: Sequence[str]) -> bytes:
    """The page with what is wrong on top of it."""
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines[:MOST])
    more = f"<p>还有 {len(lines) - MOST} 处，见终端。</p>" if len(lines) > MOST else ""
    notice = (f'<div role="alert" style="{_BOX}"><strong>有错误，下面是上一次的页面。改好并保存以后，会自动刷新。</strong>'
              f"<ul>{listed}</ul>{more}</div>")
    body = page.find(b"<body")
    at = page.find(b">", body) + 1 if body >= 0 else 0
    return page[:at] + notice.encode() + page[at:]
