"""A site on the web against its own manifest, several files at a time. What it has beyond the manifest cannot be seen from outside."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from .comparing import CHANGED, MISSING, UNREADABLE, Difference, Progress, side_by_side, silent
from .durable import CHUNK, fingerprint
from .listing import MANIFEST_LIMIT, Failure, Listing, Row, WrongUse, parsed, shown
from .manifest import NAME

TIMEOUT = 30.0  # seconds without an answer
TRIES = 3
_GONE = (404, 410)
# the file itself, neither compressed on the way nor out of somebody's store
_HEADERS = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "disclosure-verify"}


class Unreachable(Exception):
    """No answer that says anything about the file; the note says why."""


class Gone(Exception):
    """The server says that there is no such file."""


def is_address(text: str) -> bool:
    return urlsplit(text).scheme in ("http", "https")


def verify_url(address: str, progress: Progress = silent) -> tuple[Listing, list[Difference]]:
    """The manifest at the address and every file that is missing there or differs, by path. Failure where there is no manifest.

    A site that was switched meanwhile is looked at again.
    """
    base = base_of(address)
    listing = _manifest(base)
    for _ in range(TRIES):
        faults = side_by_side(lambda row: _compared(base, row), listing.files, progress)
        found = sorted(fault for fault in faults if fault)
        if not found:
            break
        newer = _manifest(base)
        if newer.data == listing.data:
            break
        listing = newer
    return listing, found


def base_of(address: str) -> str:
    parts = urlsplit(address)
    if not parts.netloc or parts.query or parts.fragment:
        raise WrongUse(f"“{shown(address)}”不是网站的网址；请写成 https://例子.中国/ 这样，后面不带 ? 和 #")
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path = quote(parts.path.removesuffix(NAME), safe="/%")
    return f"{parts.scheme}://{host}{path.rstrip('/')}/"


def _manifest(base: str) -> Listing:
    try:
        data = b"".join(fetched(base + NAME, MANIFEST_LIMIT))
    except Gone:
        raise Failure(f"{base}{NAME} 不存在：这里没有用本程序生成的网站") from None
    except Unreachable as error:
        raise Failure(f"{base}{NAME} 取不到：{error}") from None
    return parsed(data)


def _compared(base: str, row: Row) -> Difference | None:
    """How one file differs from its row; None where it does not."""
    for tries_left in reversed(range(TRIES)):
        try:
            size, digest = fingerprint(fetched(base + quote(row.path), row.size))
            if size == row.size:
                return None if digest == row.sha256 else Difference(row.path, CHANGED, "内容不同")
            return Difference(row.path, CHANGED, f"应为 {row.size} 字节，实为 {'更多' if size > row.size else f'{size} 字节'}")
        except Gone:
            return Difference(row.path, MISSING)
        except Unreachable as error:
            if not tries_left:
                return Difference(row.path, UNREADABLE, str(error))
    return None


def fetched(address: str, limit: int) -> Iterator[bytes]:
    """The content there; where it is longer than `limit` bytes, a little more than that and no further."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=_HEADERS), timeout=TIMEOUT) as answer:
            left = limit + 1
            while left > 0 and (chunk := answer.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
            if left > 0 and answer.length:  # a line that is cut ends like a file does
                raise ConnectionError
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in _GONE:
            raise Gone from None
        raise Unreachable(f"服务器答复 {error.code}") from None
    except urllib.error.URLError as error:
        raise Unreachable(_said(error.reason)) from None
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(_said(error)) from None


def _said(error: object) -> str:
    """Why nothing came, in Chinese where it is a usual cause."""
    if isinstance(error, TimeoutError):
        return f"{TIMEOUT:.0f} 秒没有答复"
    if isinstance(error, ConnectionRefusedError):
        return "没有服务器在听"
    if isinstance(error, http.client.IncompleteRead | ConnectionError):
        return "连接中断"
    return shown(error) or "没有答复"
