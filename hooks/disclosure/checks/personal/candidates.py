"""How many numbers are possible behind a pattern with ? for each hidden character: by checksum, by dates, by Luhn."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from .checksums import ID_CHECKS, ID_WEIGHTS, PROVINCES

ID, MOBILE, CARD = "身份证号", "手机号码", "银行卡号"
OLDEST = 1920  # nobody alive was born earlier
_FREE = (*range(6), 14, 15, 16)  # the places of an ID that are no date
_DAYS = tuple((month, day) for month in range(1, 13) for day in range(1, 32)
              if day <= (29 if month == 2 else 30 + (month + month // 8) % 2))
_NONE = (0,) * 11


def candidates(kind: str, pattern: str, today: dt.date) -> int:
    """How many numbers fit the pattern: by checksum and possible dates for an ID, by Luhn for a card."""
    if kind == ID:
        return _ids(pattern, today)
    hidden = pattern.count("?")
    if kind == CARD:
        # for every choice of the other hidden digits exactly one last digit satisfies Luhn
        return int(10 ** (hidden - 1)) if hidden else 1
    return int((7 if pattern[1] == "?" else 1) * 10 ** (hidden - pattern[:2].count("?")))


def may_be_id(pattern: str, today: dt.date) -> bool:
    """Whether a province and a birth date that exist fit the pattern of 18 characters."""
    if "X" in pattern[:17] or ("?" not in pattern[:2] and int(pattern[:2]) not in PROVINCES):
        return False
    return any(_dates(pattern[6:14], today))


def _ids(pattern: str, today: dt.date) -> int:
    dates = _dates(pattern[6:14], today)
    others = _spread(tuple(place for place in _FREE if pattern[place] == "?"))
    if pattern[17] == "?":
        return sum(dates) * sum(others)
    shown = sum(int(pattern[place]) * ID_WEIGHTS[place] for place in _FREE if pattern[place] != "?")
    wanted = ID_CHECKS.index(pattern[17]) - shown
    return sum(count * others[(wanted - rest) % 11] for rest, count in enumerate(dates))


@lru_cache(maxsize=1024)
def _spread(places: tuple[int, ...]) -> tuple[int, ...]:
    """Of all digits in these places of an ID, how many leave each remainder by 11; the first place is never 0."""
    counts = [1, *_NONE[1:]]
    for place in places:
        moved = [0] * 11
        for rest, count in enumerate(counts):
            for digit in range(1 if place == 0 else 0, 10):
                moved[(rest + digit * ID_WEIGHTS[place]) % 11] += count
        counts = moved
    return tuple(counts)


@lru_cache(maxsize=4096)
def _dates(pattern: str, today: dt.date) -> tuple[int, ...]:
    """Of the possible birth dates that fit, how many leave each remainder by 11."""
    counts = [0] * 11
    for (is_leap, rest), number in _years(pattern[:4], today.year).items():
        for moved, count in enumerate(_days(pattern[4:], is_leap, (12, 31))):
            counts[(rest + moved) % 11] += number * count
    this_year = str(today.year)
    if re.fullmatch(pattern[:4].replace("?", "."), this_year):
        for moved, count in enumerate(_days(pattern[4:], _is_leap(today.year), (today.month, today.day))):
            counts[(_remainder(this_year, 6) + moved) % 11] += count
    return tuple(counts)


@lru_cache(maxsize=1024)
def _years(pattern: str, before: int) -> dict[tuple[bool, int], int]:
    """(leap year, remainder of its digits) → how many years that fit, from the oldest on."""
    fits = re.compile(pattern.replace("?", "."))
    found: dict[tuple[bool, int], int] = {}
    for year in range(OLDEST, before):
        if fits.fullmatch(str(year)):
            key = _is_leap(year), _remainder(str(year), 6)
            found[key] = found.get(key, 0) + 1
    return found


@lru_cache(maxsize=1024)
def _days(pattern: str, is_leap: bool, last: tuple[int, int]) -> tuple[int, ...]:
    """Of the days of a year up to `last` that fit, how many leave each remainder."""
    fits = re.compile(pattern.replace("?", "."))
    counts = [0] * 11
    for month, day in _DAYS:
        written = f"{month:02}{day:02}"
        if fits.fullmatch(written) and (month, day) <= last and (is_leap or (month, day) != (2, 29)):
            counts[_remainder(written, 10)] += 1
    return tuple(counts)


def _remainder(digits: Sequence[str], place: int) -> int:
    """What the digits from this place of an ID on add to its remainder."""
    return sum(int(digit) * weight for digit, weight in zip(digits, ID_WEIGHTS[place:], strict=False)) % 11


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
