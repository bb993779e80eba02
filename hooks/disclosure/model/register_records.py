"""The small registers: site identity, vocabulary, laws, calendar, standards, waivers. Frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .dates import Period
from .records import MaybeDate
from .values import PENDING, Pending


@dataclass(frozen=True, slots=True)
class Office:
    """公开工作机构: the nine contact slots of 条例 第十二条 and the supervision telephone."""

    name: str | Pending = PENDING
    address: str | Pending = PENDING
    hours: str | Pending = PENDING
    telephone: str | Pending = PENDING
    fax: str | Pending = PENDING
    email: str | Pending = PENDING
    postcode: str | Pending = PENDING
    head: str | Pending = PENDING
    supervision: str | Pending = PENDING


@dataclass(frozen=True, slots=True)
class Site:
    """Identity, edition and contacts of the one publisher of this repository."""

    edition: str
    name: str
    agency: str
    short_name: str
    division_code: str | Pending = PENDING
    credit_code: str | Pending = PENDING
    url: str | Pending = PENDING
    site_code: str | Pending = PENDING
    icp: str | Pending = PENDING
    police: str | Pending = PENDING
    started_on: MaybeDate = PENDING
    years: tuple[int, ...] = ()
    office: Office = Office()
    telephones: tuple[str, ...] = ()
    related_bodies: tuple[str, ...] = ()

    @property
    def is_sample(self) -> bool:
        return self.edition == "示例"


@dataclass(frozen=True, slots=True)
class Limit:
    """How soon an item of a matter must be public (时限)."""

    days: int
    unit: str
    start: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class NoticeMinimum:
    calendar_days: int = 0
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Matter:
    name: str
    slug: str
    limit: Limit | None = None
    cadence: str = "不定期"
    begins: Period | None = None
    ends: Period | None = None
    notice: NoticeMinimum | None = None
    catalogue_row: str = ""
    article: str = ""
    board_only: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    name: str
    slug: str
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    name: str
    begins: MaybeDate | None = None
    ends: MaybeDate | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    categories: tuple[Category, ...] = ()
    genres: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    publishers: tuple[Publisher, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """Days off (放假) and weekend days with work (调休上班) of a year, by a State Council notice."""

    basis: str
    off: tuple[dt.date, ...] = ()
    on: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """A benefit standard in yuan a person a month, from month `begins` to month `ends`."""

    matter: str
    yuan: Decimal
    begins: Period
    ends: Period | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that people have looked at and let stand, until a day."""

    rule: str
    file: str
    reason: str
    approver: str | Pending
    until: dt.date


@dataclass(frozen=True, slots=True)
class Law:
    """A cited law or document. `ends` is the first day on which it no longer applies."""

    id: str
    name: str
    number: str | Pending | None = None
    begins: MaybeDate | None = None
    ends: MaybeDate | None = None
    replaced_by: str | None = None
