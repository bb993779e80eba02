"""Debian's Chromium, driven by playwright, on two built sites served from this machine."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from building import Built
from page_kinds import OTHER, TOWN
from watched import Watched

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update"]
TEXTS = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A static host with `gzip_static`, as nginx would be set up."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_head(self):
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if "gzip" not in self.headers.get("Accept-Encoding", "") or not file.is_file() or file.suffix not in TEXTS:
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        data = _zipped(file)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)
        return None


@functools.cache
def _zipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)


@pytest.fixture(scope="session")
def host(built: Built, official: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Both sites under sub-paths, as on most static hosts: links must not assume the root."""
    parent = tmp_path_factory.mktemp("served")
    for name, site in ((TOWN, built.site), (OTHER, official.site)):
        assert site.is_dir(), (built.output, official.output)
        (parent / name).symlink_to(site, target_is_directory=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(host: str) -> str:
    """The shipped site."""
    return f"{host}{TOWN}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("没有 Chromium：浏览器测试跳过")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator:
    """`visit(width, scheme, scripts)` gives a watched page of a fresh visitor."""
    contexts: list[BrowserContext] = []

    def start(width: int = 1280, scheme: str = "light", scripts: bool = True) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts)
        contexts.append(context)
        return Watched(context.new_page(), address)

    yield start
    for context in contexts:
        context.close()
