"""The repository's past as the site tells it: the publication ledger and each item's story, from one pass over git's log.

What was public is the main line: each commit on the chain of first parents is one step, a merge together with all that it
brought in. What is not committed is not in it.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..exports import ledger
from ..model.attachment_contents import FOLDER as ATTACHMENTS
from ..model.catalog import Catalog
from ..model.loading import ITEM_NAME, read_items
from ..model.past import NO_STORY, Story
from ..model.records import Item
from ..source import git_log
from ..source.git_log import Step
from ..source.git_tree import GitError
from ..source.tree import Memory
from . import former, progress, workers
from .former import Refused
from .main_line import ITEMS, MainLine, State
from .stories import story

_AT_ONCE, _PIECE = 4_000, 64  # item files


@dataclass(frozen=True)
class Past:
    """The lines of the ledger (none: there is no ledger) and the stories of the items that have one."""

    lines: tuple[bytes, ...] = ()
    stories: Mapping[str, Story] = field(default_factory=dict)

    @property
    def ledger(self) -> bytes:
        """ledger.jsonl as it is published."""
        return b"".join(line + b"\n" for line in self.lines)


NO_PAST = Past()


def read(root: Path, catalog: Catalog, today: dt.date, previous: str | None = None) -> Past:
    """The past up to the commit that is checked out; none, with a notice, without git or without commits.

    `previous` says where the site or the ledger is that was published before: its lines must be the beginning of this one.
    Raises `Refused` where they are not, where that ledger cannot be had, and in a shallow clone.
    """
    before = former.lines(previous) if previous else None
    try:
        shallow = git_log.is_shallow(root)
        if shallow:
            raise Refused("这是浅克隆，看不到完整的提交历史，公开台账会不完整；请先运行 git fetch --unshallow，"
                          "在 GitHub Actions 里给 actions/checkout 写上 fetch-depth: 0")
        past = NO_PAST if shallow is None else _read(root, catalog, today)
    except GitError as error:
        raise Refused(f"读不了 git 历史：{error}") from error
    if shallow is None:
        print("提示：这里没有 git 提交记录，网站没有公开台账，也没有改动对照。", file=sys.stderr)
    if previous and before is None:
        print(f"提示：{previous} 那里还没有公开台账，当作第一次发布。", file=sys.stderr)
    difference = former.difference(before or (), past.lines)
    if difference:
        raise Refused(f"{difference}{former.advice(root, before or ())}")
    return past


def _read(root: Path, catalog: Catalog, today: dt.date) -> Past:
    steps = git_log.steps(root, (ITEMS, ATTACHMENTS))
    line = MainLine(_records(root, catalog, steps))
    events = [event for step in steps for event in line.events(step)]
    committed = [item for item in catalog.items if line.reads_like(item)]
    if events and len(committed) < len(catalog.items):
        print(f"提示：{len(catalog.items) - len(committed)} 条条目有还没提交的改动，不在公开台账里。", file=sys.stderr)
    stories = ((item.id, story(catalog, today, item, line.versions[item.id])) for item in committed if len(line.versions[item.id]) > 1)
    return Past(tuple(ledger.lines(events)), {identifier: told for identifier, told in stories if told != NO_STORY})


def _records(root: Path, catalog: Catalog, steps: Iterable[Step]) -> dict[State, Item | None]:
    """Every state of every item file; those that lie in the folder unchanged have been read already."""
    states = list(dict.fromkeys((path, blob) for step in steps for path, blob in step.files.items() if blob and ITEM_NAME.fullmatch(path)))
    latest = dict(states)
    found: dict[State, Item | None] = {}
    for item in catalog.items:
        blob = latest.get(item.path)
        if blob and git_log.id_of(catalog.tree.read(item.path) or b"", blob) == blob:
            found[item.path, blob] = item
    rest = [state for state in states if state not in found]
    return found | dict(zip(rest, _read_states(root, rest), strict=True))


def _read_states(root: Path, states: Sequence[State]) -> Iterator[Item | None]:
    """The items of earlier contents, None for what cannot be read."""
    contents = git_log.contents(root, [blob for _, blob in states])
    with progress.stage("读提交历史", len(states)) as more:
        for start in range(0, len(states), _AT_ONCE):
            tasks = workers.pieces([(path, next(contents)) for path, _ in states[start:start + _AT_ONCE]], _PIECE)
            for task, items in zip(tasks, workers.share(_items, tasks), strict=True):
                yield from items
                more(len(task))


def _items(files: Iterable[tuple[str, bytes]]) -> list[Item | None]:
    return [next(iter(read_items(Memory({path: data}), [path]).items), None) for path, data in files]
