"""Names beside words of benefit, illness or penalty, and minors: a name counts only in these contexts.

A name is a surname with one or two characters of given names that is no ordinary word (`surnames`), with a boundary on
both sides. 张某, 张某某 and 张* are masked and no names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from .finding import MINOR, NAME, Finding, Situation
from .situations import AGE, BEHIND, BEHIND_ENDS, BIRTHDAY, BORN, EDGE, LINK, PUBLIC, PUPIL
from .surnames import DOUBLE, FIRST_GIVEN, GIVEN, PROSE_SURNAMES, SURNAMES, is_ordinary

_NAME = f"(?:[{SURNAMES}]|{'|'.join(DOUBLE)})(?:[{FIRST_GIVEN}]?[{GIVEN}])"
_FIRST, _SECOND = ("".join(double[at] for double in DOUBLE) for at in (0, 1))
_END = (
    r"(?:$|[\s，。、；：！？,.;:!?（()）”\"’》|/*系是为属患身确被享领申纳办给家的等一0-9拟已均]|[二两三四五六七八九十]{1,3}[人户名]|因[病残患故]|"
    r"同志|女士|先生|老人|夫妇|大[爷娘]|婆婆|每月|发放|于[0-9二]|今年|现年|吸毒|戒毒|服刑|刑满|瘫痪|反映|来访|来信|来电|投诉|举报|表示|和|及|与)")
# the surname stands first, so that the search is fast; how long the name is, is seen afterwards.
# Right behind a word for people a full name needs no end: 低保户张德福搬进新居
_CANDIDATE = re.compile(
    f"[{SURNAMES}{_FIRST}](?=[{FIRST_GIVEN}{_SECOND}])(?:(?=.(?:[{FIRST_GIVEN}](?:[{GIVEN}]{_END}|{_END})|{_END}))"
    f"|(?<=[户象人员口庭母众工者盲病妇童儿生年婴主：:（(].)(?=.[{GIVEN}]))")
_ENDS = re.compile(_END)
_LIST = re.compile(r"\s?[、，,和及与]\s?")
_LABELLED = re.compile(rf"姓\s{{0,4}}名\s?[：:]\s?(?P<name>{_NAME})(?![\u4e00-\u9fff])")
_GIVEN_SET, _FIRST_GIVEN_SET, _PROSE_SET = frozenset(GIVEN), frozenset(FIRST_GIVEN), frozenset(PROSE_SURNAMES)
_OPENING = frozenset("：:（(“、")  # behind these also a surname that is an ordinary word: 低保户：向德发
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in normalised text; one a name."""
    ended, kind = -1, ""  # where the name before ended, and what it was: 低保户张三、李四
    waiting: list[tuple[int, int]] = []  # names before it in a list: 张三、李四两户纳入低保
    for start, end, is_whole in _candidates(text):
        listed = _LIST.fullmatch(text, ended, start) is not None
        if not listed:
            waiting = []
        found = kind if listed and kind and is_whole else _behind_a_word(text, start)
        if not found and is_whole:
            found = _before_a_word(text, start, end, situation.today, in_list=listed)
        if found:
            yield from (_named(found, text, *place) for place in (*waiting, (start, end)))
        waiting = [] if found else [*waiting[-30:], (start, end)]
        ended, kind = end, found or ""
    if "姓" in text:
        for labelled in _LABELLED.finditer(text):
            start, end = labelled.span("name")
            if not _is_public(text, start, end):
                young = _age_behind(text, end, situation.today)
                yield _named(MINOR if young is not None and young < 18 else NAME, text, start, end)
    for born in BIRTHDAY.finditer(text) if "生" in text else ():
        if not _is_public(text, *born.span()):
            at = born.start(1) if born.group(1) else born.start(2)
            yield Finding(NAME, at, born.end(), "", None, f"出生日期“{text[at:at + 3]}…”写到了日，不能公开")


def _named(kind: str, text: str, start: int, end: int) -> Finding:
    return Finding(kind, start, end, f"{text[start]}…")


def years(text: str) -> int | None:
    """An age written in digits or in Chinese up to 十九; None for anything else."""
    if text.isdecimal():
        return int(text)
    if len(text) == 1:
        return _DIGITS.get(text)
    return 10 + _DIGITS.get(text[1], 99) if len(text) == 2 and text[0] == "十" else None


def age(year: int, month: int, day: int, today: dt.date) -> int:
    return today.year - year - ((today.month, today.day) < (month, day))


def _candidates(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of whatever looks like a name, and whether an end stands behind it."""
    for found in _CANDIDATE.finditer(text):
        start = found.start()
        surname = 2 if text[start:start + 2] in DOUBLE else 1
        if surname == 1 and text[start] not in _PROSE_SET and text[start - 1:start] not in _OPENING:
            continue
        for length in (surname + 2, surname + 1):
            word = text[start:start + length]
            if len(word) == length and _is_given(word[surname:]):
                is_whole = _ENDS.match(text, start + length) is not None
                if not is_ordinary(word) and (is_whole or (len(word) == 3 and not is_ordinary(word[:2]))):
                    yield start, start + length, is_whole
                if is_whole or len(word) == 3:
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


def _before_a_word(text: str, start: int, end: int, today: dt.date, *, in_list: bool) -> str | None:
    """张三（低保户）, 张三系特困人员, 张三患有…, 张三，12岁, 张三，1960年3月生."""
    if not in_list and not EDGE.search(text[max(0, start - 2):start]):
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
