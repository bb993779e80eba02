"""Names beside words of benefit, illness or penalty, and minors: a name counts only in these contexts.

A name is a surname with one or two characters of given names that is no ordinary word (`surnames`), with a boundary on
both sides. 张某, 张某某 and 张* are masked and no names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from .finding import MINOR, NAME, Finding, Situation
from .situations import AGE, BEHIND, BEHIND_ENDS, BORN, EDGE, LINK, PUBLIC, PUPIL
from .surnames import DOUBLE, FIRST_GIVEN, GIVEN, PROSE_SURNAMES, SURNAMES, is_ordinary

_NAME = f"(?:[{SURNAMES}]|{'|'.join(DOUBLE)})(?:[{FIRST_GIVEN}]?[{GIVEN}])"
_FIRST, _SECOND = ("".join(double[at] for double in DOUBLE) for at in (0, 1))
_END = (
    r"(?:$|[\s，。、；：！？,.;:!?（()）”\"’》|/*系是为属患身确被享领申纳办给家的等一0-9]|因[病残患故]|同志|女士|先生|老人|夫妇|大[爷娘]|婆婆|"
    r"每月|发放|于[0-9二]|今年|现年|吸毒|戒毒|服刑|刑满|瘫痪|和|及|与)")
# the surname stands first, so that the search is fast; how long the name is, is seen afterwards
_CANDIDATE = re.compile(
    f"[{SURNAMES}{_FIRST}](?=[{FIRST_GIVEN}{_SECOND}](?:[{FIRST_GIVEN}](?:[{GIVEN}]{_END}|{_END})|{_END}))")
_ENDS = re.compile(_END)
_LIST = re.compile(r"\s?[、，,和及与]\s?")
_LABELLED = re.compile(rf"姓\s{{0,4}}名\s?[：:]\s?(?P<name>{_NAME})(?![\u4e00-\u9fff])")
_GIVEN_SET, _FIRST_GIVEN_SET, _PROSE_SET = frozenset(GIVEN), frozenset(FIRST_GIVEN), frozenset(PROSE_SURNAMES)
_OPENING = frozenset("：:（(“、")  # behind these also a surname that is an ordinary word: 低保户：向德发
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in normalised text; one a name."""
    ended, kind = -1, ""  # where the name before ended, and what it was: 低保户张三、李四
    for start, end in _candidates(text):
        if kind and _LIST.fullmatch(text, ended, start):
            found: str | None = kind
        else:
            found = _behind_a_word(text, start) or _before_a_word(text, start, end, situation.today)
        ended, kind = end, found or ""
        if found:
            yield Finding(found, start, end, f"{text[start]}…")
    if "姓" in text:
        for labelled in _LABELLED.finditer(text):
            start, end = labelled.span("name")
            if not _is_public(text, start, end):
                young = _age_behind(text, end, situation.today)
                yield Finding(MINOR if young is not None and young < 18 else NAME, start, end, f"{text[start]}…")


def years(text: str) -> int | None:
    """An age written in digits or in Chinese up to 十九; None for anything else."""
    if text.isdecimal():
        return int(text)
    if len(text) == 1:
        return _DIGITS.get(text)
    return 10 + _DIGITS.get(text[1], 99) if len(text) == 2 and text[0] == "十" else None


def age(year: int, month: int, day: int, today: dt.date) -> int:
    return today.year - year - ((today.month, today.day) < (month, day))


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of whatever looks like a name with an end behind it."""
    for found in _CANDIDATE.finditer(text):
        start = found.start()
        surname = 2 if text[start:start + 2] in DOUBLE else 1
        if surname == 1 and text[start] not in _PROSE_SET and text[start - 1:start] not in _OPENING:
            continue
        for length in (surname + 2, surname + 1):
            word = text[start:start + length]
            if len(word) == length and _is_given(word[surname:]) and _ENDS.match(text, start + length):
                if not is_ordinary(word):
                    yield start, start + length
                break


def _is_given(word: str) -> bool:
    return word[-1] in _GIVEN_SET and (len(word) == 1 or word[0] in _FIRST_GIVEN_SET)


def _behind_a_word(text: str, start: int) -> str | None:
    """低保户张三, 患者：张三, 学生张三."""
    if text[start - 1:start] not in BEHIND_ENDS:
        return None
    found = BEHIND.search(text[max(0, start - 24):start])
    if found is None:
        return None
    return MINOR if found["minor"] else NAME


def _before_a_word(text: str, start: int, end: int, today: dt.date) -> str | None:
    """张三（低保户）, 张三系特困人员, 张三患有…, 张三，12岁, 张三，1960年3月生."""
    if not EDGE.search(text[max(0, start - 2):start]):
        return None
    young = _age_behind(text, end, today)
    if (young is not None and young < 18) or (PUPIL.match(text, end) and not _is_public(text, start, end)):
        return MINOR
    if LINK.match(text, end):
        return NAME
    return NAME if young is not None and BORN.match(text, end) and not _is_public(text, start, end) else None


def _age_behind(text: str, end: int, today: dt.date) -> int | None:
    """The age written behind a name, or counted from the birth date written there."""
    written = AGE.match(text, end)
    if written:
        return years(written.group(1))
    born = BORN.match(text, end)
    if not born:
        return None
    year, month, day = (int(part) if part else 1 for part in (born.groups()[:3] if born.group(1) else born.groups()[3:]))
    return age(year, month, day, today) if 1 <= month <= 12 and 1900 <= year <= today.year else None


def _is_public(text: str, start: int, end: int) -> bool:
    """Whether the line speaks of an office holder: those are named by law."""
    stop = text.find("\n", end)
    return PUBLIC.search(text, text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)) is not None
