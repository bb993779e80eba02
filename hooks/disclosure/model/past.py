"""What became of a published item: changes that 更正 speaks of, and changes that nobody spoke of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ..source.tree import Memory
from .changes import changed_parts
from .records import Correction, Item

_NO_FILES = Memory({})


@dataclass(frozen=True, slots=True)
class Version:
    """A published state of an item, the ids of its attachments' contents, and the day (Shanghai) on which it was committed."""

    item: Item
    attached: tuple[str | None, ...]
    day: dt.date


@dataclass(frozen=True, slots=True)
class Revision:
    """New entries in 更正, with the body before and after; both are empty where the old words must not be shown."""

    day: dt.date
    entries: tuple[Correction, ...]
    before: str
    after: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """A change that no entry in 更正 speaks of; `of_body` says whether the body is part of it."""

    day: dt.date
    of_body: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What an item's page tells of its past: corrections that changed the body, oldest first, and the days of silent changes."""

    revisions: tuple[Revision, ...] = ()
    silent: tuple[dt.date, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is anything to compare, and so a page for it."""
        return any(not row.withheld for row in self.revisions)

    def revision_of(self, entry: Correction) -> Revision | None:
        """The change of the body that an entry in 更正 speaks of."""
        return next((row for row in self.revisions if entry in row.entries), None)


NO_STORY = Story()


def same_words(one: str, other: str) -> bool:
    """Whether two bodies differ in white space only."""
    return one == other or "".join(one.split()) == "".join(other.split())


def changes(versions: Sequence[Version]) -> Iterator[Revision | Silent]:
    """What happened since the first version, oldest first. What was committed on one day counts as one change:
    the new words and the entry that speaks of them often come apart."""
    days = [list(rows)[-1] for _, rows in groupby(versions[1:], key=lambda row: row.day)]
    for before, after in pairwise([versions[0], *days]):
        entries = tuple(row for row in after.item.corrections if row not in before.item.corrections)
        if entries:
            yield Revision(after.day, entries, before.item.body, after.item.body)
        elif changed_parts(_NO_FILES, _NO_FILES, before.item, after.item) or before.attached != after.attached:
            yield Silent(after.day, not same_words(before.item.body, after.item.body))
