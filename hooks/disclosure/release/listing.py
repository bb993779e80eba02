"""manifest.json as it is read back: what a site says about its own files. What it says is not trusted before it is looked at."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .manifest import NAME

MANIFEST_LIMIT = 256 * 1024 * 1024  # bytes; a site of 100,000 items needs a sixth of it
_HASH = re.compile(r"[0-9a-f]{64}")


class Failure(Exception):
    """What went wrong, as one line in Chinese. `code` is the exit code of the command."""

    code = 1


class WrongUse(Failure):
    """The command cannot mean this: a site that is not there, a target that cannot be one."""

    code = 2


@dataclass(frozen=True)
class Row:
    """One file of a site: its path below the web root, its size in bytes, its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Listing:
    """A whole manifest. `data` is the file itself, byte for byte."""

    data: bytes
    commit: str | None
    item_count: int
    files: tuple[Row, ...]

    @property
    def digest(self) -> str:
        """The first ten digits of the manifest's own SHA-256: they name the state of the whole site."""
        return hashlib.sha256(self.data).hexdigest()[:10]

    @cached_property
    def by_path(self) -> Mapping[str, Row]:
        return {row.path: row for row in self.files}


@dataclass(frozen=True)
class Site:
    """A built site: its folder and what its manifest says."""

    folder: Path
    listing: Listing


def listing_of(folder: Path) -> Listing:
    """The manifest of a site's folder; Failure where there is none or it cannot be right."""
    try:
        path = folder / NAME
        if path.stat().st_size > MANIFEST_LIMIT:
            raise Failure(f"{NAME} 太大，不像是网站的清单")
        return parsed(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Failure(f"{shown(folder)} 里没有 {NAME}，不是生成好的网站；请先运行 ./disclosure build") from None


def parsed(data: bytes) -> Listing:
    """The manifest that the bytes hold; Failure where they hold none, or a path that leads out of the site."""
    try:
        content = json.loads(data)
        rows = tuple(Row(row["path"], row["size"], row["sha256"]) for row in content["files"])
        commit, count = content["commit"], content["item_count"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Failure(f"{NAME} 读不懂，不是生成网站时写的清单") from None
    if not (isinstance(count, int) and isinstance(commit, str | None)):
        raise Failure(f"{NAME} 读不懂，不是生成网站时写的清单")
    paths: set[str] = set()
    for row in rows:
        if not _is_right(row):
            raise Failure(f"{NAME} 里有不能用的一行：{shown(row.path)}")
        if row.path in paths:
            raise Failure(f"{NAME} 里有重复的一行：{shown(row.path)}")
        paths.add(row.path)
    return Listing(data, commit, count, rows)


def _is_right(row: Row) -> bool:
    return (is_inside(row.path) and row.path != NAME and type(row.size) is int and row.size >= 0
            and isinstance(row.sha256, str) and _HASH.fullmatch(row.sha256) is not None)


def is_inside(path: Any) -> bool:
    """Whether a listed path is plain, relative and stays below the folder it is joined to."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path.split("/")[0] or not path.isprintable():
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def shown(value: object) -> str:
    """A path as a message may show it: one line, no control characters, not endless."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(value))
    return text if len(text) <= 200 else text[:200] + "…"
