"""Dates as people mistype them, and periods (2022, 2022-Q3, 2022-07)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ..source import forms

EXAMPLE = "2022-03-05"


def date_advice(text: str) -> str:
    """The date that was probably meant, as ISO; an example where nothing can be said.

    A day past the end of its month becomes the last day of that month (2022-02-30 → 2022-02-28).
    """
    serial = forms.excel_date(text)
    return serial.isoformat() if serial else forms.nearest_date(text) or EXAMPLE


def date_fault(text: str) -> str:
    """What is wrong with a text that should be a date: Excel's number, full-width digits, or no such day."""
    if forms.excel_date(text):
        return "是 Excel 的日期序号"
    meant = forms.date(text)
    return meant.why if meant and meant.why else "不是有效日期"


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
    found = re.fullmatch(r"(20\d{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", text, re.ASCII)
    if not found:
        return None
    year, quarter, month = found.groups()
    if quarter:
        return Period(int(year), "季", int(quarter))
    return Period(int(year), "月", int(month)) if month else Period(int(year), "年", 0)
