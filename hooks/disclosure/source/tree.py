"""Where files come from: a folder on disk, or a mapping in memory (tests, a git commit)."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

# a link as the last step, a pipe that waits, line ends that Windows would change: none of them where the system knows it
_NOFOLLOW, _NONBLOCK, _BINARY = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_ENDINGS = (".yml", ".md")
_HIDDEN_ITEM = re.compile(r"\.20[0-9]{2}-[0-9]{5}\.(?:ya?ml|md)")


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
    """The tree of a folder on disk. Hidden files (a leading dot) are not part of it, but a hidden item is listed.

    Listed too, so that nobody takes them for read, are links, folders that cannot be entered and folders named like a
    file of ours. Only plain files are read: a pipe would wait for ever.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        # both looked at once: a tree is what was there when it was first asked
        self._listed: dict[str, list[str]] = {}
        self._plain_folders: dict[str, bool] = {}

    def files(self, folder: str) -> list[str]:
        folder = folder.rstrip("/")
        top = folder.split("/")[0]
        if top not in self._listed:
            self._listed[top] = self._walk(top)
        listed = self._listed[top]
        return listed[bisect_left(listed, f"{folder}/"):bisect_left(listed, f"{folder}0")]  # 0 comes right behind the slash

    def _walk(self, folder: str) -> list[str]:
        found: list[str] = []
        closed: list[str] = []
        for where, folders, names in os.walk(self.root / folder, onerror=lambda error: _note(error, closed)):
            folders[:] = [name for name in folders if not name.startswith(".")]
            names += [name for name in folders if name.endswith(_ENDINGS) or _is_link(Path(where) / name)]
            inside = Path(where).relative_to(self.root).as_posix()
            found += [f"{inside}/{name}" for name in names if not name.startswith(".") or _HIDDEN_ITEM.fullmatch(name)]
        found += [Path(path).relative_to(self.root).as_posix() for path in closed]
        return sorted(set(found))

    def read(self, path: str) -> bytes | None:
        folder, _, _ = path.rpartition("/")
        if folder not in self._plain_folders:
            self._plain_folders[folder] = self._is_unlinked(folder)
        full = f"{self.root}/{path}"
        if not self._plain_folders[folder] or (not _NOFOLLOW and _is_link(Path(full))):
            return None
        try:
            descriptor = os.open(full, os.O_RDONLY | _NOFOLLOW | _NONBLOCK | _BINARY)
        except OSError:
            return None
        try:
            return _content(descriptor)
        except OSError:
            return None
        finally:
            os.close(descriptor)

    def size(self, path: str) -> int | None:
        try:
            return (self.root / path).stat().st_size if self._is_plain(path) else None
        except OSError:
            return None

    def _is_plain(self, path: str) -> bool:
        """Whether a file stands there, and no link leads there: it could publish any file of the machine."""
        full = self.root / path
        return full.is_file() and os.access(full, os.R_OK) and self._is_unlinked(path)

    def _is_unlinked(self, path: str) -> bool:
        full = self.root / path
        return not any(step.is_symlink() for step in (full, *full.parents) if step != self.root and step.is_relative_to(self.root))


def _content(descriptor: int) -> bytes | None:
    """Everything of an open file; None for what is no plain file."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return None
    data = os.read(descriptor, status.st_size + 1)
    pieces = [data]
    while data:  # the system may give less than it has
        data = os.read(descriptor, 1 << 20)
        pieces.append(data)
    return b"".join(pieces)


def _note(error: OSError, closed: list[str]) -> None:
    """Notes a folder that is there and cannot be entered."""
    if isinstance(error, PermissionError):
        closed.append(error.filename)


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # in a folder whose names may be read, but nothing else
        return False


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
