"""Which files can be mended, and what each kind of file may hold."""

from __future__ import annotations

from typing import Any

from ..source.mending import Mended, Shape, mend
from . import records as r
from .fields import ITEM_FIELDS, REPORT_FIELDS
from .kinds import Fault, Kind, Record
from .loading import ITEM_NAME, REPORT_NAME
from .reading import misread
from .register_fields import CALENDAR, LAWS, SITE, STANDARDS, VOCABULARY, WAIVERS
from .shapes import form_at, keys_of

_REGISTERS: dict[str, Kind] = {
    "data/site.yml": SITE, "data/vocabulary.yml": VOCABULARY, "data/laws.yml": LAWS, "data/calendar.yml": CALENDAR,
    "data/standards.yml": STANDARDS, "data/waivers.yml": WAIVERS,
}
_ITEM = Record(r.Item, ITEM_FIELDS)
_REPORT = Record(r.Report, REPORT_FIELDS)


def mended(path: str, data: bytes) -> Mended | None:
    """The file with its certain mends; None for a file of no kind that the repository reads."""
    item, report = ITEM_NAME.fullmatch(path), REPORT_NAME.fullmatch(path)
    kind = _ITEM if item else _REPORT if report else _REGISTERS.get(path)
    if kind is None:
        return None
    # a report is of the year after the one it is about
    year = int(item.group(1)) if item else int(report.group(1)) + 1 if report else None
    return mend(path, data, shape_of(kind, year))


def shape_of(kind: Kind, year: int | None) -> Shape:
    """What mending needs to know of a kind of file; `year` is that of publication."""
    def faults(value: Any) -> int:
        found: list[Fault] = []
        kind.convert(value, (), found)
        return misread(found)

    return Shape(keys_of(kind), lambda path: form_at(kind, path), faults, year)
