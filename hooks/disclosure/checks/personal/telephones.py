"""Landlines: with an area code anywhere, 7 or 8 digits only beside 电话 or 传真."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .checksums import real_date
from .finding import LANDLINE, Finding, Situation, cut
from .runs import HYPHENS

_STEP = rf"[^\S\n]{{0,2}}+(?:[{HYPHENS}][^\S\n]{{0,2}}+)?+(?:\n[^\S\n]{{0,40}}+)?+"  # between two digits of one number
_AREA = rf"0(?<![0-9A-Za-z.]0)(?<![0-9][{HYPHENS}/_]0){_STEP}(?:1{_STEP}0|2{_STEP}[0-9]|[3-9]{_STEP}[0-9]{_STEP}[0-9])"
_LOCAL = rf"[2-8](?:{_STEP}[0-9]){{6,7}}(?!{_STEP}[0-9]|[A-Za-z.][0-9A-Za-z])"
_WITH_AREA = re.compile(rf"{_AREA}[)）〕\]]?{_STEP}{_LOCAL}")  # begins with its digit, so that the search is fast
_ABROAD = re.compile(
    rf"86(?:(?<=\+86)|(?<=0086)|(?<![0-9A-Za-z.+\-]86)(?=[{HYPHENS} ])){_STEP}[(（]?0?[)）]?"
    rf"((?:10|2[0-9]|[3-9][0-9]{{2}}){_STEP}{_LOCAL})")
_NUMBER = re.compile(rf"[2-8][0-9]{{2,3}}(?:[{HYPHENS} ]?[0-9]{{4}})(?![0-9]|[{HYPHENS}.][0-9]{{2}})"
                     r"(?!\s?(?:元|万|亿|人|户|件|次|条|个|号|吨|斤|平方|亩|米|年|月|日))")
_LABEL = re.compile(r"[电传座总联TtFf](?:(?<=电)\s{0,4}话|(?<=传)\s{0,4}真|(?<=座)\s{0,4}机|(?<=总)机|(?<=联)系方式|"
                    r"(?<![A-Za-z][TtFf])(?:(?<=[Tt])[Ee][Ll]|(?<=[Ff])[Aa][Xx])(?![A-Za-z]))")
_GAP = re.compile("[^0-9。；;！!？?]{0,14}+(?=[2-8])")
_NO_LABEL = re.compile("补助|补贴|金额|资金|回访|通知|访问|受理|接听|咨询量|诈骗|截至|截止|日期|时间")
_NEXT = re.compile(r"(?:[(（][^()（）\n0-9]{0,12}[)）])?\s?(?:[、，,；;/或和]|转)\s?(?:[^\s0-9]{0,8}[：:]\s?)?(?=[2-8])")
_BEHIND = re.compile(r"(?<![0-9A-Za-z.\-])([2-8][0-9]{2,3}[- ]?[0-9]{4})[(（](?:电话|传真|办公|值班|座机)")


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Landlines that the site's register does not have, in normalised text."""
    taken: set[int] = set()
    for pattern in (_WITH_AREA, _ABROAD):
        for found in pattern.finditer(text):
            situation.effort.spend(2)
            digits = _digits(found.group(1) if pattern is _ABROAD else found.group())
            if found.end() not in taken and not situation.allowed.has_telephone(digits):
                yield _finding(text, found.start(), found.end())
            taken.add(found.end())
            following = list(_chain(text, _NEXT.match(text, found.end()), set(), situation))
            yield from _unregistered(text, following, taken, situation)
    yield from _unregistered(text, _beside_label(text, situation), taken, situation)


def _unregistered(text: str, places: Iterable[tuple[int, int]], taken: set[int], situation: Situation) -> Iterator[Finding]:
    for start, end in places:
        if end not in taken and not situation.allowed.has_telephone(_digits(text[start:end])):
            taken.add(end)
            yield _finding(text, start, end)


def _beside_label(text: str, situation: Situation) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    for label in _LABEL.finditer(text):
        situation.effort.spend()
        gap = _GAP.match(text, label.end())
        if gap and not _NO_LABEL.search(text, label.end(), gap.end()):
            yield from _chain(text, gap, seen, situation)
    if "（" in text or "(" in text:
        for found in _BEHIND.finditer(text):
            situation.effort.spend()
            yield found.span(1)


def _chain(text: str, gap: re.Match[str] | None, seen: set[int], situation: Situation) -> Iterator[tuple[int, int]]:
    """The numbers that follow, one behind the other: 电话：…、…; `seen` are the starts of those of earlier chains."""
    while gap and gap.end() not in seen:
        situation.effort.spend()
        number = _NUMBER.match(text, gap.end())
        if number is None or _is_day(number.group()):
            return
        seen.add(gap.end())
        yield number.span()
        gap = _NEXT.match(text, number.end())


def is_local_number(cell: str) -> bool:
    """Whether a table cell under 电话 is a landline without area code."""
    found = _NUMBER.match(cell.strip())
    return found is not None and found.end() == len(cell.strip()) and not _is_day(found.group())


def _is_day(number: str) -> bool:
    return len(number) == 8 and number[:2] in ("19", "20") and real_date(number) is not None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _finding(text: str, start: int, end: int) -> Finding:
    return Finding(LANDLINE, start, end, cut(_digits(text[start:end])))
