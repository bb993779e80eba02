"""The files of one site as they are written; each is hashed on the way, so that the manifest need not read them again."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .manifest import NAME, Fact, manifest

_STEPS = {"", ".", ".."}  # that no path inside the site has


class Incomplete(Exception):
    """The built site lacks pages that the data has, or would leave its folder; nothing may be published."""


class Growing:
    """A file that is written in pieces and hashed on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def digest(self) -> str:
        return self._hash.hexdigest()


class Output:
    """A folder that is filled with a site. What is written here is hashed on the way and not read again; what is there
    already is part of the site."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._site = os.fspath(site)
        self._folders: set[str] = set()
        self._written: dict[str, Fact] = {}
        self._others = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())

    def write(self, path: str, data: bytes) -> None:
        """Writes one file. `path` is relative to the site, with forward slashes."""
        with open(self.place(path), "wb", buffering=0) as file:  # noqa: PTH123 - a large site has a hundred thousand
            file.write(data)
        self._written[path] = (len(data), hashlib.sha256(data).hexdigest())

    @contextmanager
    def open(self, path: str) -> Iterator[Growing]:
        """One file that is written in pieces."""
        with Path(self.place(path)).open("wb") as file:
            growing = Growing(file)
            yield growing
        self._written[path] = (growing.size, growing.digest())

    def place(self, path: str) -> str:
        """Where a file lies; its folder is made."""
        if "\\" in path or ":" in path or not _STEPS.isdisjoint(path.split("/")):
            raise Incomplete(f"“{path}”会写到网站文件夹外面")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.site / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._site}/{path}"

    @contextmanager
    def apart(self) -> Iterator[dict[str, Fact]]:
        """What is written meanwhile, path → size and SHA-256, and not yet part of the rest: `add` makes it so."""
        before, self._written = self._written, {}
        try:
            yield self._written
        finally:
            self._written = before

    def add(self, written: Mapping[str, Fact]) -> None:
        """What was written apart, maybe by another process."""
        self._written.update(written)

    def change(self, path: str, change: Callable[[bytes], bytes]) -> None:
        """Writes a file anew that is there already."""
        self.write(path, change((self.site / path).read_bytes()))

    def remove(self, folder: str) -> None:
        """A folder that was there before is not part of the site."""
        shutil.rmtree(self.site / folder)
        self._others = [path for path in self._others if not path.startswith(f"{folder.rstrip('/')}/")]

    def rename(self, old: str, new: str) -> None:
        """A folder gets another name. Both end with a slash."""
        (self.site / old).rename(self.site / new)
        self._written = {new + path.removeprefix(old) if path.startswith(old) else path: fact for path, fact in self._written.items()}
        self._folders.clear()

    def write_manifest(self, commit: str | None, item_count: int, version: str) -> None:
        """Lists every file of the folder but the manifest itself, whoever wrote it."""
        (self.site / NAME).write_bytes(manifest(self.facts(), commit, item_count, version))

    def forget_pages(self) -> None:
        """Says that somebody else has changed the pages meanwhile."""
        self._others += [path for path in self._written if path.endswith(".html")]
        self._written = {path: fact for path, fact in self._written.items() if not path.endswith(".html")}

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every file of the site but the manifest, with size and SHA-256."""
        yield from self._written.items()
        for path in self._others:
            if path not in self._written and path != NAME:
                data = (self.site / path).read_bytes()
                yield path, (len(data), hashlib.sha256(data).hexdigest())
