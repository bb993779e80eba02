"""Names beside words of benefit, illness or penalty, and minors: a name counts only in these contexts.

A name is a surname with one or two characters of given names that is no ordinary word (`surnames`), with a boundary on
both sides. 张某, 张某某 and 张* are masked and no names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from .effort import Effort
from .finding import MINOR, NAME, Finding, Situation
from .situations import AGE, BEFORE_NAMES, BEHIND, BEHIND_ENDS, BIRTHDAY, BORN, EDGE, LINK, PUBLIC, PUPIL
from .surnames import DOUBLE, FIRST_GIVEN, GIVEN, SURNAMES, WORDS, is_ordinary

_NAME = f"(?:[{SURNAMES}]|{'|'.join(DOUBLE)})(?:[{FIRST_GIVEN}]?[{GIVEN}])"
_FIRST, _SECOND = ("".join(double[at] for double in DOUBLE) for at in (0, 1))
_ONLY_FIRST = "".join(sorted(set(_FIRST) - set(SURNAMES)))
_END = (
    r"(?:$|[\s，。、；：！？,.;:!?（()）”\"’》|/*系是为属患身确被享领申纳办给家的等一0-9拟已均]|[二两三四五六七八九十]{1,3}[人户名]|因[病残患故]|"
    r"同志|女士|先生|老人|夫妇|大[爷娘]|婆婆|每月|发放|于[0-9二]|今年|现年|吸毒|戒毒|服刑|刑满|瘫痪|反映|来访|来信|来电|投诉|举报|表示|和|及|与)")
# the surname stands first, so that the search is fast; how long the name is, is seen afterwards.
# Right behind a word for people a full name needs no end: 低保户张德福搬进新居
# A surname that is an ordinary word counts only behind a colon and the like (低保户：向德发), half of a double one never.
# Inside a word (neither behind one of BEFORE_NAMES nor first in a list) nothing is one.
_CANDIDATE = re.compile(
    f"[{SURNAMES}{_FIRST}](?=[{FIRST_GIVEN}{_SECOND}])(?<![{WORDS}](?<![：:（(“、].))(?<![{_ONLY_FIRST}](?![{_SECOND}]))"
    f"(?:(?<![^{BEFORE_NAMES}].)|(?=.{{1,3}}\\s?[、，,和及与]))"
    f"(?<!(?=万元|安全|管理|文化|农村|陈述|严重).(?!.[{GIVEN}]))(?:(?=.(?:[{FIRST_GIVEN}](?:[{GIVEN}]{_END}|{_END})|{_END}))"
    f"|(?<=[户象人员口庭母众工者盲病妇童儿生年婴主：:（(].)(?=.[{GIVEN}]))")
_ENDS = re.compile(_END)
_LIST = re.compile(r"\s?[、，,和及与]\s?")
_LABELLED = re.compile(rf"姓\s{{0,4}}名\s?[：:]\s?(?P<name>{_NAME})(?![\u4e00-\u9fff])")
_GIVEN_SET, _FIRST_GIVEN_SET, _DOUBLES = frozenset(GIVEN), frozenset(FIRST_GIVEN), frozenset(DOUBLE)
_REACH = 64  # characters behind a name in which its age or birth date ends
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in normalised text; one a name."""
    ended, kind = -1, ""  # where the name before ended, and what it was: 低保户张三、李四
    waiting: list[tuple[int, int]] = []  # names before it in a list: 张三、李四两户纳入低保
    line = _Line(text)
    for start, end, is_whole in _candidates(text, situation.effort):
        situation.effort.spend(2)
        listed = _LIST.fullmatch(text, ended, start) is not None
        if not listed:
            waiting = []
        found = kind if listed and kind and is_whole else _behind_a_word(text, start)
        if not found and is_whole:
            found = _before_a_word(line, start, end, situation.today, in_list=listed)
        if found:
            yield from (_named(found, text, *place) for place in (*waiting, (start, end)))
        waiting = [] if found else [*waiting[-30:], (start, end)]
        ended, kind = end, found or ""
    if "姓" in text:
        yield from _labelled(_Line(text), situation)
    if "出生" in text or "生日" in text or ("生" in text and ("男" in text or "女" in text)):
        yield from _born(_Line(text), situation)


def _labelled(line: _Line, situation: Situation) -> Iterator[Finding]:
    """姓名：张三."""
    for labelled in _LABELLED.finditer(line.text):
        situation.effort.spend(2)
        start, end = labelled.span("name")
        if not line.is_public(start, end):
            young = _age_behind(line.text, end, situation.today)
            yield _named(MINOR if young is not None and young < 18 else NAME, line.text, start, end)


def _born(line: _Line, situation: Situation) -> Iterator[Finding]:
    """A birth date down to the day, of whomever."""
    for born in BIRTHDAY.finditer(line.text):
        situation.effort.spend(2)
        if not line.is_public(*born.span()):
            at = born.start(1) if born.group(1) else born.start(2)
            yield Finding(NAME, at, born.end(), "", None, f"出生日期“{line.text[at:at + 3]}…”写到了日，不能公开")


class _Line:
    """The line in hand of a text, judged once however many names stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._start, self._stop, self._is_public = 0, -1, False

    def is_public(self, start: int, end: int) -> bool:
        """Whether the line of these characters speaks of an office holder: those are named by law."""
        if not (self._start <= start and end <= self._stop):
            self._start = self.text.rfind("\n", 0, start) + 1
            stop = self.text.find("\n", end)
            self._stop = stop if stop >= 0 else len(self.text)
            self._is_public = PUBLIC.search(self.text, self._start, self._stop) is not None
        return self._is_public


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


def _candidates(text: str, effort: Effort) -> Iterator[tuple[int, int, bool]]:
    """Start and end of whatever looks like a name, and whether an end stands behind it."""
    for found in _CANDIDATE.finditer(text):
        effort.spend()
        start = found.start()
        surname = 2 if text[start:start + 2] in _DOUBLES else 1
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


def _before_a_word(line: _Line, start: int, end: int, today: dt.date, *, in_list: bool) -> str | None:
    """张三（低保户）, 张三系特困人员, 张三患有…, 张三，12岁, 张三，1960年3月生."""
    text = line.text
    if not in_list and not EDGE.search(text[max(0, start - 2):start]):
        return None
    young = _age_behind(text, end, today)
    if (young is not None and young < 18) or (PUPIL.match(text, end) and not line.is_public(start, end)):
        return MINOR
    if LINK.match(text, end):
        return NAME
    return NAME if young is not None and BORN.match(text, end) and not line.is_public(start, end) else None


def _age_behind(text: str, end: int, today: dt.date) -> int | None:
    """The age written behind a name, or counted from the birth date written there."""
    behind = text[end:end + _REACH]
    written = AGE.match(text, end) if "岁" in behind else None
    if written:
        return years(written.group(1))
    born = BORN.match(text, end) if "生" in behind else None
    if not born:
        return None
    year, month, day = (int(part) if part else 1 for part in (born.groups()[:3] if born.group(1) else born.groups()[3:]))
    return age(year, month, day, today) if 1 <= month <= 12 and 1900 <= year <= today.year else None
