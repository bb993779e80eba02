"""Results of earlier runs by key. A key is made of everything a result depends on, so that an entry is right or not found.

The folder may be deleted at any time, also in part, and a run may be killed at any moment: an entry appears under its name
only when it is whole, and one that was damaged afterwards does not agree with the hash that it begins with.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import sysconfig
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ..model.attachment_contents import FOLDER
from ..source.tree import Tree

PACKAGE = Path(__file__).resolve().parents[1]
FEW = 500  # items; what is made of fewer is made in the time that looking it up would take
KEPT = 7 * 86_400  # seconds
_HASH = 32
_ENDING = ".entry"
# what an entry may hold: an entry that names anything else is not read, because reading it could run it
_MODULES = ("disclosure.", "datetime", "decimal", "collections")
_BUILTINS = {"set", "frozenset", "bytearray", "complex", "range", "slice"}


class Cache:
    """Entries in a folder; nothing is kept where the folder is None or cannot be written."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._asked: set[str] = set()

    @property
    def is_used(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be found, so that looking is not worth it."""
        return self._folder is None or not self._folder.is_dir() or next(self._folder.iterdir(), None) is None

    def get(self, key: str) -> Any:
        """The result that was kept, None if there is none."""
        self._asked.add(key)
        if self._folder is None:
            return None
        try:
            data = (self._folder / f"{key}{_ENDING}").read_bytes()
        except OSError:
            return None
        if hashlib.blake2b(memoryview(data)[_HASH:], digest_size=_HASH).digest() != data[:_HASH]:
            return None
        try:
            return _Reader(io.BytesIO(memoryview(data)[_HASH:])).load()
        except Exception:  # whatever it is, it is not ours
            return None

    def put(self, key: str, result: object) -> None:
        """Keeps a result. None cannot be kept."""
        if self._folder is None:
            return
        data = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        new = self._folder / f"{key}.{os.getpid()}"
        with contextlib.suppress(OSError):  # a full or locked disk: the next run does the work again
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(hashlib.blake2b(data, digest_size=_HASH).digest() + data)
            new.replace(self._folder / f"{key}{_ENDING}")

    def used(self, key: str) -> None:
        """Says that another process has made this entry in this run."""
        self._asked.add(key)

    def tidy(self) -> None:
        """Removes old entries that this run has not asked for, and what killed runs left.

        Younger ones stay: `check` and `build` judge by different days and take turns.
        """
        if self._folder is None or not self._folder.is_dir():
            return
        before = time.time() - KEPT
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path.name.removesuffix(_ENDING) not in self._asked and path.stat().st_mtime < before:
                    path.unlink(missing_ok=True)


NOTHING_KEPT = Cache(None)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in _BUILTINS or module.startswith(_MODULES):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def key(*parts: bytes | str) -> str:
    """A key for what depends on these parts, in this order."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


@cache
def code() -> str:
    """The state of the program: this package, Python, and the packages it is installed with."""
    files: Iterable[Path] = sorted(PACKAGE.rglob("*.py"))
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return key(sys.version, *installed, *(part for path in files for part in (path.name, path.read_bytes())))


def ground(tree: Tree) -> str:
    """What everything made of a repository depends on: the program, the registers, and which pages there are."""
    registers = [path for path in tree.files("data") if not path.startswith(("data/items/", f"{FOLDER}/"))]
    return key(code(), *(part for path in registers for part in (path, tree.read(path) or b"")), *tree.files("docs"))
