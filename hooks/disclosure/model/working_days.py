"""Working days with 放假 and 调休: counted on known tables, *unknown* beyond them, never guessed.

Counting days: the start day does not count (条例 limits; 行政处罚法 第八十五条: days are working days).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import chinese_calendar  # type: ignore[import-untyped]

from .register_records import CalendarYear

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """`years` are covered; `off` are days without work beside plain weekends, `on` are weekend days with work."""

    years: frozenset[int]
    off: frozenset[dt.date]
    on: frozenset[dt.date]

    def is_working(self, day: dt.date) -> bool | None:
        """Whether people work on that day; None in a year that no table covers."""
        if day.year not in self.years:
            return None
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def after(self, start: dt.date, days: int) -> dt.date | None:
        """The last day in time of a limit of `days` working days from `start`; None where it is unknown."""
        day, left = start, days
        while left:
            if day.year not in self.years:
                return None
            day += _DAY
            working = self.is_working(day)
            if working is None:
                return None
            left -= working
        return day

    def between(self, start: dt.date, end: dt.date) -> int | None:
        """Working days after `start` up to and including `end`, negative when `end` comes first; None if unknown."""
        if end < start:
            backwards = self.between(end, start)
            return None if backwards is None else -backwards
        count, day = 0, start
        while day < end:
            day += _DAY
            working = self.is_working(day)
            if working is None:
                return None
            count += working
        return count


def working_days(overrides: Mapping[str, CalendarYear]) -> WorkingDays:
    """The package's years (2004 on) and those of data/calendar.yml; an override replaces its whole year."""
    own = {int(year) for year in overrides if year.isascii() and year.isdigit()}
    off = {day for day in chinese_calendar.holidays if day.year not in own}
    on = {day for day in chinese_calendar.workdays if day.year not in own}
    years = {day.year for day in chinese_calendar.holidays} | own
    for row in overrides.values():
        off.update(row.off)
        on.update(row.on)
    return WorkingDays(frozenset(years), frozenset(off), frozenset(on))
