"""Whom a benefit item's named figures count: persons served, money paid, and who came and went.

The names are the staff's own; what a figure counts is read from its unit and from the words in its name and note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from .dates import Period
from .records import Figure
from .values import known

YUAN = {"元": 1, "万元": 10_000}
_CAME = re.compile("新增|新纳入|纳入|增加|新批|调入|新进")
_WENT = re.compile("停发|停保|退出|取消|终止|减少|注销|调出|死亡|清退|停止")
_ALL = re.compile("合计|总计|总人数|总户数|总人次")
_GRADE = re.compile("护理人|自理人")  # care grades count the same persons a second time

Figures = dict[str, Figure]


def money(figures: Mapping[str, Figure]) -> Figures:
    """The figures in 元 or 万元."""
    return {name: figure for name, figure in figures.items() if figure.unit in YUAN}


def served(figures: Mapping[str, Figure], unit: str) -> Figures:
    """The figures that add up to everybody served, in 人, 人次 or 户: no comings and goings, nobody twice."""
    rows = {name: figure for name, figure in figures.items()
            if figure.unit == unit and not _CAME.search(name) and not _WENT.search(name)}
    whole = {name: figure for name, figure in rows.items() if _ALL.search(name)}
    if whole:
        return whole if len(whole) == 1 else {}
    subsets = {name for name, figure in rows.items() if "其中" in name
               or any(f"{other}中" in figure.note for other in rows if other != name)}
    grades = {name for name in rows if _GRADE.search(name)}
    return {name: figure for name, figure in rows.items()
            if name not in subsets and (name not in grades or len(grades) == len(rows))}


def came(figures: Mapping[str, Figure], unit: str) -> Figures:
    """Those newly taken in (新增人数)."""
    return _named(figures, unit, _CAME.search)


def went(figures: Mapping[str, Figure], unit: str) -> Figures:
    """Those who left (停发人数)."""
    return _named(figures, unit, _WENT.search)


def total(figures: Mapping[str, Figure]) -> Decimal | None:
    """Their sum; None where there are none, or where one of them is 待填 or not exact."""
    values = [known(figure.value) if figure.about is None else None for figure in figures.values()]
    exact = [value for value in values if value is not None]
    return sum(exact, Decimal(0)) if exact and len(exact) == len(values) else None


def next_period(period: Period) -> Period:
    """The month after a month, the quarter after a quarter, the year after a year."""
    last = {"月": 12, "季": 4, "年": 0}[period.unit]
    if period.number < last:
        return Period(period.year, period.unit, period.number + 1)
    return Period(period.year + 1, period.unit, min(last, 1))


def months(period: Period) -> list[Period]:
    """The months of a period."""
    first, count = {"月": (period.number, 1), "季": (period.number * 3 - 2, 3), "年": (1, 12)}[period.unit]
    return [Period(period.year, "月", number) for number in range(first, first + count)]


def _named(figures: Mapping[str, Figure], unit: str, is_such: Callable[[str], object]) -> Figures:
    return {name: figure for name, figure in figures.items() if figure.unit == unit and is_such(name)}
