"""Reading and checking a whole repository, its items in parts that several processes share.

The result is that of `load` and `run` on the whole, whatever the number of processes and the size of the parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..checks import waivers
from ..checks.registry import PartVerdict, context_of, run_part, run_whole
from ..model.catalog import Catalog
from ..model.context import Context, History
from ..model.loading import Plan, ReadItems, assemble, id_of, plan, read_items
from ..model.parts import attachments_by_id, owned, part_of, rest_of
from ..source.problems import Problem, in_order
from ..source.tree import Tree
from . import progress, workers

SMALLEST_PART = 64  # items; a smaller part costs more to hand over than it saves


@dataclass(frozen=True, slots=True)
class Judged:
    """The catalog, None where the vocabulary cannot be read, and every problem in the order of printing."""

    catalog: Catalog | None
    problems: list[Problem]


def judge(tree: Tree, today: dt.date, history: History | None = None) -> Judged:
    """Reads everything and runs every rule; `history` is what git says, for the rules that need it."""
    found = plan(tree)
    context = context_of(found.catalog, today, history)
    attachments = attachments_by_id(tree)
    parts = []
    with progress.stage("检查", len(found.paths)) as more:
        tasks = _parts_of(found.paths)
        for task, part in zip(tasks, workers.share(lambda paths: _judge_part(found, paths, attachments, context), tasks), strict=True):
            parts.append(part)
            more(len(task))
    read = ReadItems(tuple(item for part, _ in parts for item in part.items), sum(part.unread for part, _ in parts),
                     [problem for part, _ in parts for problem in part.problems])
    loaded = assemble(found, read)
    catalog = loaded.catalog
    if catalog is None:
        return Judged(None, in_order(loaded.problems))
    verdicts = [*(verdict for _, verdict in parts), run_part(rest_of(catalog, found.paths, attachments), context)]
    problems = [*loaded.problems, *(problem for verdict in verdicts for problem in verdict.problems),
                *run_whole(catalog, context, verdicts)]
    return Judged(catalog, waivers.apply(catalog, in_order(problems), today))


def _judge_part(found: Plan, paths: Sequence[str], attachments: Mapping[str, Sequence[str]],
                context: Context) -> tuple[ReadItems, PartVerdict]:
    """The items of some files and what the rules say about each; nothing while there is no vocabulary to judge by."""
    read = read_items(found.catalog.tree, paths)
    if not found.vocabulary_read:
        return read, PartVerdict([], (), [])
    return read, run_part(part_of(found.catalog, read.items, owned(paths, attachments)), context)


def _parts_of(paths: Sequence[str]) -> list[list[str]]:
    """The item files in parts; files of one id stay together."""
    together = [list(group) for _, group in groupby(paths, key=id_of)]
    return [[path for group in piece for path in group] for piece in workers.pieces(together, SMALLEST_PART)]
