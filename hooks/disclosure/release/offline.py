"""The site for a folder, a USB stick or a CD: every link names the file it opens, so that no server is needed.

One step over finished pages; nothing else of the build knows of it. Feeds and data files stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

INDEX = "index.html"
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r'(?<=\s)((?:href|action|formaction)=")([^"]*)(?=")')
_PARTS = re.compile(r"([^?#]*)(.*)", re.S)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
_CANONICAL = re.compile(r'<link rel="canonical"[^>]*>\n?')
_ROOT = re.compile(r"<html(?=[\s>])")


def make_offline(site: Path) -> None:
    """Rewrites every page below `site` in place."""
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    for name in sorted(pages):
        path = site / name
        path.write_bytes(offline_page(path.read_text(encoding="utf-8"), name, pages.__contains__).encode())


def offline_page(html: str, name: str, is_page: Callable[[str], bool]) -> str:
    """The page `name` (a file such as `items/index.html`) with explicit links and without a canonical address.

    Its root element says `data-offline`, so that scripts which write links know. `is_page` tells the site's files.
    """
    folder = PurePosixPath(name).parent.as_posix()

    def address(found: re.Match[str]) -> str:
        old = unescape(found.group(2))
        new = explicit(old, folder, is_page)
        return found.group() if new == old else found.group(1) + escape(new)

    marked = _ROOT.sub("<html data-offline", _CANONICAL.sub("", html), count=1)
    return _TAG.sub(lambda tag: _ADDRESS.sub(address, tag.group()), marked)


def explicit(address: str, folder: str, is_page: Callable[[str], bool]) -> str:
    """A link of a page in `folder`: one to a folder with a page gets its `index.html`, any other stays as it is."""
    path, rest = _PARTS.fullmatch(address).groups()  # type: ignore[union-attr]  # the pattern fits every text
    if not path or _ELSEWHERE.match(path):
        return address
    target = normpath(f"{folder}/{unquote(path)}")
    if not is_page(normpath(f"{target}/{INDEX}")):
        return address
    return f"{'' if path in ('.', './') else path.rstrip('/') + '/'}{INDEX}{rest}"
