"""Periods as spans of days, and the periods that a recurring matter must cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .dates import Period
from .register_records import Matter

_IN_YEAR = {"月": 12, "季": 4, "年": 1}
_YEARS = range(2000, 2100)


def first_day(period: Period) -> dt.date:
    return dt.date(period.year, _first_month(period), 1)


def final_day(period: Period) -> dt.date:
    """The last day of a year, quarter or month."""
    month = _first_month(period) + 12 // _IN_YEAR[period.unit] - 1
    return dt.date(period.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def due_periods(matter: Matter, years: tuple[int, ...], today: dt.date) -> Iterator[Period]:
    """Every period from the matter's 起 to its 止, in order; where one is missing, the published years decide.

    Nothing for a matter without a cadence, and no period that begins after today.
    """
    count = _IN_YEAR.get(matter.cadence)
    if count is None:
        return
    for year in _span(matter, years, today):
        for number in range(1, count + 1):
            period = Period(year, matter.cadence, number if count > 1 else 0)
            begun = matter.begins is None or first_day(period) >= first_day(matter.begins)
            ended = matter.ends is not None and final_day(period) > final_day(matter.ends)
            if begun and not ended and first_day(period) <= today:
                yield period


def _span(matter: Matter, years: tuple[int, ...], today: dt.date) -> list[int]:
    if matter.begins is None and matter.ends is None:
        return sorted({year for year in years if year in _YEARS})
    first = matter.begins.year if matter.begins else min(years, default=today.year)
    last = matter.ends.year if matter.ends else max(years, default=today.year)
    return [year for year in _YEARS if first <= year <= last]


def _first_month(period: Period) -> int:
    return (max(period.number, 1) - 1) * (12 // _IN_YEAR[period.unit]) + 1
