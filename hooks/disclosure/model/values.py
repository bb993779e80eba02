"""The placeholder 待填 and how values are said to people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import TypeVar

_T = TypeVar("_T")


class Pending(Enum):
    """Not known yet: shown as 待填, exported as null, and *unknown* to every rule that needs it."""

    PENDING = "待填"


PENDING = Pending.PENDING


def known(value: _T | Pending | None) -> _T | None:
    """The value, or None where it is missing or 待填."""
    return None if value is PENDING else value


def said(value: str | Pending | None) -> str:
    """Text as shown to people: 待填 for the placeholder, nothing for a missing value."""
    if value is None:
        return ""
    return PENDING.value if value is PENDING else str(value)


def chinese_date(value: dt.date | Pending | None) -> str:
    """2022年3月5日; 待填 and missing as `said`."""
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return said(value)


def number_text(value: Decimal | Pending | None) -> str:
    """A figure as people wrote it: no exponent, no added zeros."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return said(value)


def json_number(value: Decimal) -> int | float:
    """A whole number as int, any other as float."""
    return int(value) if value == value.to_integral_value() else float(value)
