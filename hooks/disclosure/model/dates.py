"""Dates as people mistype them, and periods (2022, 2022-Q3, 2022-07)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

_LOOSE = re.compile(r"\s*(\d{4})\s*[-年./－—]\s*(\d{1,2})\s*[-月./－—]\s*(\d{1,2})\s*日?\s*")
_EXCEL_EPOCH = dt.date(1899, 12, 30)
EXAMPLE = "2022-03-05"


def date_advice(text: str) -> str:
    """The date that was probably meant, as ISO; an example where nothing certain can be said.

    A day past the end of its month becomes the last day of that month (2022-02-30 → 2022-02-28).
    """
    plain = unicodedata.normalize("NFKC", text)
    if found := _LOOSE.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and 1900 <= year <= 2199 and day >= 1:
            return dt.date(year, month, min(day, calendar.monthrange(year, month)[1])).isoformat()
    if re.fullmatch(r"[3-6]\d{4}(\.0+)?", plain):  # an Excel serial: 1982 to 2091
        return (_EXCEL_EPOCH + dt.timedelta(days=int(float(plain)))).isoformat()
    return EXAMPLE


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, a quarter or a month. `text` is the form staff write."""

    year: int
    unit: str  # 年 季 月
    number: int  # 0 for a year

    @property
    def text(self) -> str:
        if self.unit == "年":
            return str(self.year)
        return f"{self.year}-Q{self.number}" if self.unit == "季" else f"{self.year}-{self.number:02d}"

    @property
    def chinese(self) -> str:
        if self.unit == "年":
            return f"{self.year}年"
        if self.unit == "季":
            return f"{self.year}年第{'一二三四'[self.number - 1]}季度"
        return f"{self.year}年{self.number}月"

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies inside the period."""
        if day.year != self.year:
            return False
        if self.unit == "季":
            return (day.month + 2) // 3 == self.number
        return self.unit == "年" or day.month == self.number


def read_period(text: str) -> Period | None:
    """`2022`, `2022-Q3` or `2022-07`; None for anything else."""
    found = re.fullmatch(r"(20\d{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", text)
    if not found:
        return None
    year, quarter, month = found.groups()
    if quarter:
        return Period(int(year), "季", int(quarter))
    return Period(int(year), "月", int(month)) if month else Period(int(year), "年", 0)
