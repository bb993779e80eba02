"""Where files come from: a folder on disk, or a mapping in memory (tests, a git commit)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class Tree(Protocol):
    """A repository's files by path relative to its root, with forward slashes."""

    def files(self, folder: str) -> list[str]:
        """Every file at any depth below `folder`, sorted; nothing for a folder that does not exist."""
        ...

    def read(self, path: str) -> bytes | None:
        """The file's bytes, None where there is no such file."""
        ...

    def size(self, path: str) -> int | None:
        """The file's size in bytes, None where there is no such file."""
        ...


class Folder:
    """The tree of a folder on disk. Hidden files (a leading dot) are not part of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self, folder: str) -> list[str]:
        found = []
        for where, folders, names in os.walk(self.root / folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            # a link to a folder is not followed; it is listed, so that it is not skipped silently
            names += [name for name in folders if (Path(where) / name).is_symlink()]
            inside = Path(where).relative_to(self.root).as_posix()
            found += [f"{inside}/{name}" for name in names if not name.startswith(".")]
        return sorted(found)

    def read(self, path: str) -> bytes | None:
        try:
            return None if self._is_link(path) else (self.root / path).read_bytes()
        except OSError:
            return None

    def size(self, path: str) -> int | None:
        try:
            return None if self._is_link(path) else (self.root / path).stat().st_size
        except OSError:
            return None

    def _is_link(self, path: str) -> bool:
        """Whether the path leads through a link: it could publish any file of the machine."""
        full = self.root / path
        return any(step.is_symlink() for step in (full, *full.parents) if step != self.root and step.is_relative_to(self.root))


class Memory:
    """The tree of a mapping from path to bytes."""

    def __init__(self, content: Mapping[str, bytes]) -> None:
        self.content = content

    def files(self, folder: str) -> list[str]:
        return sorted(path for path in self.content if path.startswith(folder.rstrip("/") + "/"))

    def read(self, path: str) -> bytes | None:
        return self.content.get(path)

    def size(self, path: str) -> int | None:
        data = self.content.get(path)
        return None if data is None else len(data)
