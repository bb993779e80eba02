"""What an earlier build made of the same: its results from the cache, its files from the site that it left.

A file is taken over as a second name of the same content (a hard link), and only if it is still the very file that the
build wrote, by size and time. Whatever is missing or altered is made again, so the cache and the site may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..search.index import LATER
from . import workers
from .cache import NOTHING_KEPT, Cache, key
from .manifest import Fact
from .output import Output

Stamped = tuple[int, str, int]  # size, SHA-256, time of writing in nanoseconds
# the folder of the search index, which has another name in each build
_INDEX = re.compile(rf"\A(?:{LATER}|search/[0-9a-f]{{10}}/)")


def steady(path: str) -> str:
    """The path of a file under the name that it has in every build."""
    return _INDEX.sub(LATER, path)


@dataclass(frozen=True, slots=True)
class _Made:
    result: Any
    written: dict[str, Fact]


class Reuse:
    """`former` is the folder of the site that the last build left, `ground` what every result depends on.

    Nothing is taken over or kept where `former` is None.
    """

    def __init__(self, output: Output, cache: Cache = NOTHING_KEPT, former: Path | None = None, ground: str = "") -> None:
        self._output, self._ground = output, ground
        self._cache = cache if former else NOTHING_KEPT
        self._former = os.fspath(former) if former else ""
        self._index = _index_folder(former) if former else LATER

    def share(self, work: Callable[[Any], Any], tasks: Sequence[Any], keys: Sequence[str] | None = None) -> Iterator[Any]:
        """Results of tasks that also write files, in their order. `keys` say what each depends on; without them all are done."""
        names = [key(self._ground, work.__qualname__, own) for own in keys] if keys and self.is_used else [""] * len(tasks)
        taken = [self._linked(name) if name else None for name in names]

        def make(pair: tuple[Any, str]) -> _Made:
            return self._make(work, *pair)
        made = workers.share(make, [pair for pair, files in zip(zip(tasks, names, strict=True), taken, strict=True) if files is None])
        for task, name, files in zip(tasks, names, taken, strict=True):
            one = self._earlier(name, files) if files is not None else next(made)
            if one is None:
                self._forget(files or ())
                one = make((task, name))
            self._output.add(one.written)
            if name:
                self._cache.used(_files(name))
                self._cache.used(name)
            yield one.result
        for _ in made:  # there is nothing left: the workers take their leave
            pass

    @property
    def is_used(self) -> bool:
        """Whether anything is taken over or kept."""
        return self._cache.is_used

    def recall(self, what: str) -> Any:
        """What an earlier build kept under this name; None where there is nothing."""
        return self._cache.get(key(self._ground, what))

    def keep(self, what: str, value: object) -> None:
        """Keeps something for the next build."""
        self._cache.put(key(self._ground, what), value)

    def take(self, files: Mapping[str, Stamped]) -> dict[str, Fact] | None:
        """The facts of some files of the former site, when all of them are in their places now; else none of them is."""
        linked: list[str] = []
        for path, (size, _, time) in files.items():
            if not self._link(path, size, time):
                self._forget(linked)
                return None
            linked.append(path)
        return {path: (size, digest) for path, (size, digest, _) in files.items()}

    def stamped(self, written: Mapping[str, Fact]) -> dict[str, Stamped]:
        """Files of this site as the next build wants them."""
        return {path: (*fact, os.stat(self._output.place(path)).st_mtime_ns) for path, fact in written.items()}  # noqa: PTH116

    def tidy(self) -> None:
        """Removes what has not been asked for in a long time."""
        self._cache.tidy()

    def _make(self, work: Callable[[Any], Any], task: Any, name: str) -> _Made:
        with self._output.apart() as written:
            made = _Made(work(task), written)
        if name:
            self._cache.put(name, (made.result,))
            self._cache.put(_files(name), self.stamped(written))
        return made

    def _linked(self, name: str) -> dict[str, Fact] | None:
        files: dict[str, Stamped] | None = self._cache.get(_files(name))
        return None if files is None else self.take(files)

    def _link(self, path: str, size: int, time: int) -> bool:
        """Whether the former file is in its place here, and is the one that is meant."""
        place = self._output.place(path)
        try:
            os.link(f"{self._former}/{_INDEX.sub(self._index, path)}", place)
        except OSError:
            return False
        facts = os.stat(place)  # noqa: PTH116
        if facts.st_size == size and facts.st_mtime_ns == time:
            return True
        self._forget([path])
        return False

    def _earlier(self, name: str, files: dict[str, Fact]) -> _Made | None:
        found = self._cache.get(name)
        return None if found is None else _Made(found[0], files)

    def _forget(self, files: Iterable[str]) -> None:
        """Takes links away: what is written to one of them would be written to the former site, too."""
        for path in files:
            with contextlib.suppress(OSError):
                os.unlink(self._output.place(path))  # noqa: PTH108


def _files(name: str) -> str:
    return f"{name}-files"


def _index_folder(former: Path) -> str:
    """Where the former site has its search index."""
    found = sorted(path.parent.name for path in former.glob("search/*/meta.js"))
    return f"search/{found[0]}/" if found else LATER
