"""Items and reports: the records that everything to the right works on. Frozen; names as in the field table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from .dates import Period
from .values import Pending

MaybeDate = dt.date | Pending


class Record:
    """What is kept from one run to the next: pickled as a call of its class, which reads back ten times as fast as its state."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in type(self).__dataclass_fields__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Recount(Record):
    """Which items a report's figure counts (核对)."""

    categories: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Rate(Record):
    """The figures whose quotient a percentage is (比率); names of figures."""

    part: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Figure(Record):
    """A named number with its unit; `about` is 余 (after) or 近 (before)."""

    value: Decimal | Pending
    unit: str = ""
    note: str = ""
    about: str | None = None
    recount: Recount | None = None
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class Review(Record):
    """Who cleared the item for publication (条例 第十七条). Never exported or shown."""

    reviewer: str | Pending
    date: MaybeDate
    result: str | Pending


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """A period in which objections are taken (公示期)."""

    opens: MaybeDate
    closes: MaybeDate
    objection: str | Pending | None = None


@dataclass(frozen=True, slots=True)
class Attachment(Record):
    file: str
    name: str


@dataclass(frozen=True, slots=True)
class Correction(Record):
    date: MaybeDate
    note: str


@dataclass(frozen=True, slots=True)
class Withdrawal(Record):
    date: MaybeDate
    reason: str


@dataclass(frozen=True, slots=True)
class Item(Record):
    """One disclosure item. `id`, `path`, `body_line` come from the file, the rest from its keys."""

    title: str
    category: str
    matter: str
    genre: str
    formed_on: MaybeDate
    published_on: MaybeDate
    publisher: str | None = None
    office: str | None = None
    period: Period | None = None
    nil: bool = False
    document_number: str | Pending | None = None
    access: str = "主动公开"
    review: Review | None = None
    validity: str = "有效"
    invalid_on: MaybeDate | None = None
    replaced_by: str | None = None
    notice: Notice | None = None
    legal_basis: tuple[str, ...] = ()
    summary: str | None = None
    keywords: tuple[str, ...] = ()
    figures: dict[str, Figure] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    body: str = ""
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    sample: bool = False
    id: str = ""
    path: str = ""

    @property
    def year(self) -> int:
        """The publication year, which is the year of the id and of the folder."""
        return int(self.id[:4])

    @property
    def sort_date(self) -> dt.date:
        """发布日期; the first day of the item's year while it is 待填."""
        return self.published_on if isinstance(self.published_on, dt.date) else dt.date(self.year, 1, 1)


@dataclass(frozen=True, slots=True)
class Report:
    """An annual report: front matter plus Markdown body. `slug` is the file's name."""

    title: str
    type: str
    year: int
    formed_on: MaybeDate
    published_on: MaybeDate
    publisher: str | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    sample: bool = False
    restated: bool = False
    issued: bool = False
    remarks: tuple[str, ...] = ()
    slug: str = ""
    path: str = ""
    body: str = ""
    body_line: int = 1
