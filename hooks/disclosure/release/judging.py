"""Reading and checking a whole repository, its items in parts that several processes share.

The result is that of `load` and `run` on the whole, whatever the number of processes and the size of the parts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..checks import waivers
from ..checks.registry import PartVerdict, context_of, run_part, run_whole
from ..model.catalog import Catalog
from ..model.context import Context, History
from ..model.loading import Plan, ReadItems, assemble, id_of, plan, read_items
from ..model.parts import TreePart, attachments_by_id, owned, part_of, rest_of
from ..source.problems import Problem, in_order
from ..source.tree import Tree
from . import progress, workers
from .cache import FEW, NOTHING_KEPT, Cache, ground, key

SMALLEST_PART = 64  # serials; a smaller part costs more to hand over than it saves


@dataclass(frozen=True, slots=True)
class Judged:
    """The catalog, None where the vocabulary cannot be read, and every problem in the order of printing."""

    catalog: Catalog | None
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _Part:
    """What was read and found in some files of items, which ids it was asked about (id → whether it has a file), and what
    stands for the content of each file. `key` is empty where it is not kept."""

    read: ReadItems
    verdict: PartVerdict
    asked: dict[str, bool]
    sources: dict[str, str]
    key: str


def judge(tree: Tree, today: dt.date, history: History | None = None, cache: Cache | None = None) -> Judged:
    """Reads everything and runs every rule; `history` is what git says, for the rules that need it.

    What earlier runs found in files that have not changed is taken from `cache`.
    """
    many = cache and cache.is_used and len(tree.files("data/items")) >= FEW
    before = ground(tree) if many else ""
    found = plan(tree)
    if before and ground(tree) != before:
        before = ""  # somebody has saved a register meanwhile: nothing is taken from earlier runs, nothing kept for later ones
    kept = cache if cache and before else NOTHING_KEPT
    judging = _Judging(found, context_of(found.catalog, today, history), attachments_by_id(tree), kept, before)
    parts = judging.parts()
    kept.tidy()
    read = ReadItems(tuple(item for part in parts for item in part.read.items), sum(part.read.unread for part in parts),
                     [problem for part in parts for problem in part.read.problems])
    loaded = assemble(found, read)
    catalog = loaded.catalog
    if catalog is None:
        return Judged(None, in_order(loaded.problems))
    catalog = replace(catalog, sources={path: digest for part in parts for path, digest in part.sources.items()}, ground=before)
    rest = run_part(rest_of(catalog, found.paths, judging.attachments), judging.context)
    verdicts = [*(part.verdict for part in parts), rest]
    problems = [*loaded.problems, *(problem for verdict in verdicts for problem in verdict.problems),
                *run_whole(catalog, judging.context, verdicts)]
    return Judged(catalog, waivers.apply(catalog, in_order(problems), today))


class _Judging:
    """The items of a repository, part by part."""

    def __init__(self, found: Plan, context: Context, attachments: Mapping[str, Sequence[str]], cache: Cache,
                 before: str) -> None:
        self._found, self.context, self.attachments, self._cache = found, context, attachments, cache
        self._tree = found.catalog.tree
        self._foundation = key(before, context.today.isoformat())

    def parts(self) -> list[_Part]:
        """Every part, in the order of the files."""
        tasks = parts_of(self._found.paths)
        kept = [None if self._cache.is_empty else self._kept(paths) for paths in tasks]
        missing = [paths for paths, part in zip(tasks, kept, strict=True) if part is None]
        with progress.stage("检查", sum(map(len, missing))) as more:
            made = workers.share(self._judge, missing)
            found = []
            for paths, part in zip(tasks, kept, strict=True):
                found.append(part or next(made))
                if part is None:
                    self._cache.used(found[-1].key)
                    more(len(paths))
        for _ in made:  # there is nothing left: the workers take their leave
            pass
        return found

    def _kept(self, paths: Sequence[str]) -> _Part | None:
        """What an earlier run found, if every id that it was asked about still has a file, or still has none."""
        part: _Part | None = self._cache.get(self._key(self._sources(paths, {})))
        known = self._found.catalog.known_ids
        return part if part and all((name in known) is there for name, there in part.asked.items()) else None

    def _judge(self, paths: Sequence[str]) -> _Part:
        """The items of some files and what the rules say about each; nothing while there is no vocabulary to judge by."""
        contents = {path: data for path in paths if (data := self._tree.read(path)) is not None}
        sources = self._sources(paths, contents)
        tree = TreePart(self._tree, sources, contents)
        read = read_items(tree, paths)
        if not self._found.vocabulary_read:
            return _Part(read, PartVerdict([], (), []), {}, sources, "")
        catalog, asked = part_of(self._found.catalog, read.items, tree)
        verdict = run_part(catalog, self.context)
        # attachments are too large to hold: what was found belongs to them only if they are still what they were
        is_kept = self._cache.is_used and all(self._digest(path) == sources[path] for path in sources if path not in contents)
        part = _Part(read, verdict, asked.answers, sources, self._key(sources) if is_kept else "")
        if is_kept:
            self._cache.put(part.key, part)
        return part

    def _sources(self, paths: Sequence[str], contents: Mapping[str, bytes]) -> dict[str, str]:
        """What stands for each of the item files and their attachments; `contents` are those that have been read."""
        return {path: key(contents[path]) if path in contents else self._digest(path) for path in owned(paths, self.attachments)}

    def _digest(self, path: str) -> str:
        return key(self._tree.read(path) or b"")

    def _key(self, sources: Mapping[str, str]) -> str:
        return key(self._foundation, *(part for row in sources.items() for part in row))


def parts_of(paths: Sequence[str]) -> list[list[str]]:
    """The item files in parts by year and serial, so that a new item changes no part but its own; few enough to be tasks.

    Files of one id are in one part.
    """
    size = SMALLEST_PART
    while True:
        parts: dict[tuple[str, int], list[str]] = defaultdict(list)
        for path in paths:
            year, _, serial = id_of(path).partition("-")
            parts[year, int(serial) // size].append(path)
        if len(parts) <= workers.MOST_TASKS:
            return list(parts.values())
        size *= 2
