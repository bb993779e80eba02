"""Lists in a sentence against the total that it states: what is wrong, and at which position. No rule of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..model.quantities import COUNTING, PERCENT, UNIT_STARTS, Quantity, quantities, read_list
from ..model.values import number_text

_INTRODUCED = re.compile(r"[^0-9，,、；;：:（）()]{0,8}?"
                         r"(?:[：:]|[（(]|[，,]?(?P<open>其中|包括|主要|含)[：:，,]?|[，,]?(?:分别[是为]|分为)[：:]?)")
_TOTAL_BEFORE = re.compile(r"(?:合计|共计|总计|总共|一共|共|全部)[为是有]?[ ]?\Z")
_SHARES = re.compile(r"(?:分别占|各占|占比(?:分别)?[为是]?|比例(?:分别)?[为是])[：:]?")
_OPEN = re.compile("等|主要")
_OPEN_INSIDE = re.compile("其中|主要|包括")
_OVERLAPPING = re.compile("男|女|党员|少数民族|残疾|□|老年|未成年|儿童|妇女")  # □ is an age: one person can be in several
_BRACKET_ENDS = re.compile("[）)]")
_COMMA = re.compile("[，,；;]")
# a quick look, in text as written: words or signs beside a number without which nothing here is a total
_STATES_A_TOTAL = re.compile(
    r"[计共部占例](?:(?<=[计共部])[为是有]?[ ]?(?=[0-9０-９])|(?<=[别各]占)|(?<=占)(?=比)|(?<=比例)(?=分别|[为是]))"
    rf"|[0-9０-９][ \t]?[{UNIT_STARTS}][^0-9０-９，,、；;：:（）()]{{0,11}}?(?:[：:（(]|[，,]?(?:其中|包括|主要|含|分[别为]))")
_GROUPS = (("农村", "城市"), ("农村", "城镇"), ("男", "女"), ("男性", "女性"))  # of two kinds everybody and everything is one
_GROUP = re.compile(r"[，,、；;：:（( ]{0,3}(?:其中|包括)?[：:，,有 ]{0,2}([农城男女][村市镇性]?)"
                    r"((?:低保|特困|五保|居民|户籍|户口|人口|家庭|人员|对象|老人|残疾人){0,2})[为是有 ]{0,2}")
_OF_WHICH = re.compile(r"[ ]?(?:[，,；;]?[ ]?(?:其中|包括)|[：:（(])")
_MOST_IN_A_SENTENCE = 60


def may_state(text: str) -> bool:
    """Whether a text as written may state a total of anything."""
    return _STATES_A_TOTAL.search(text) is not None


def judge(sentence: str) -> Iterator[tuple[int, str]]:
    """Position and message of every total in a plain sentence that its list misses."""
    found = quantities(sentence, _MOST_IN_A_SENTENCE)
    for place, total in enumerate(found):
        message = _listed_after(sentence, total) or _listed_before(sentence, total, place) or _in_two_groups(sentence, found, place)
        if message:
            yield total.start, message
    if found:
        yield from _shares(sentence)


def rounding(values: Sequence[Decimal], *, counted: bool) -> Decimal:
    """How far a sum may be off because its numbers were rounded, half a unit of the last digit each.

    Nothing for whole numbers of what is counted, money in yuan included.
    """
    exponents = [min(int(value.as_tuple().exponent), 0) for value in values]
    if counted and not any(exponents):
        return Decimal(0)
    return sum((Decimal(5).scaleb(exponent - 1) for exponent in exponents), Decimal(0))


def said_sum(values: Sequence[Decimal]) -> str:
    """127（4+123）, with at most twelve parts shown."""
    shown = "+".join(number_text(value) for value in values[:12]) + ("+…" if len(values) > 12 else "")
    return f"{number_text(sum(values, Decimal(0)))}（{shown}）"


def _listed_after(sentence: str, total: Quantity) -> str | None:
    """共 12 条：甲 4 条、乙 8 条; 共 12 条，其中甲 4 条."""
    found = _INTRODUCED.match(sentence, total.end)
    if found is None or not total.is_exact:
        return None
    bracket = found.group()[-1] in "（("
    closing = _BRACKET_ENDS.search(sentence, found.end()) if bracket else None
    if bracket and closing is None:
        return None
    end = closing.start() if closing else len(sentence)
    inner = _OPEN_INSIDE.match(sentence, found.end(), end) if bracket else None
    listed = _list(sentence, inner.end() if inner else found.end(), end)
    if listed is None:
        return None
    parts, mark = listed
    if any(part.unit != total.unit or not part.is_exact for part in parts):
        return None
    is_open = bool(found["open"] or inner or _OPEN.search(found.group()) or any(_OPEN.search(part.label + part.tail) for part in parts))
    if not is_open:
        return _unequal(total, parts) if len(parts) > 1 else None
    if len(parts) == 1 or mark in "，,；;" or any(_OVERLAPPING.search(part.label) for part in parts):
        over = next((part for part in parts if part.value > total.value), None)
        return f"其中的 {_said(over)}超过了总数 {_said(total)}；请核对" if over else None
    if _summed(parts) <= total.value + _slack(parts, total.unit):
        return None
    return f"其中各项相加是 {_said_sum(parts)}，超过了总数 {_said(total)}；请核对"


def _list(sentence: str, start: int, end: int) -> tuple[list[Quantity], str] | None:
    """The list that begins at `start`: one joined by 、 ends at the first comma, any other must fill the rest."""
    comma = _COMMA.search(sentence, start, end)
    first = read_list(sentence, start, comma.start() if comma else end)
    if first and len(first[0]) > 1:
        return first[0], "、"
    whole = read_list(sentence, start, end)
    if whole:
        return whole[0], whole[1][0] if len(whole[0]) > 1 else "、"
    return (first[0], "、") if first else None


def _in_two_groups(sentence: str, found: Sequence[Quantity], place: int) -> str | None:
    """30 户 52 人，其中农村 25 户 44 人，城市 5 户 9 人: of these two groups each one is in exactly one."""
    total, following = found[place], place + 1
    while following < len(found) and not found[following].label.strip():  # 30 户 52 人: one statement with two units
        following += 1
    parts: dict[tuple[str, str], list[Quantity]] = {}
    group: tuple[str, str] | None = None
    for part in found[following:]:
        if part.label.strip():
            named = _GROUP.fullmatch(part.label)
            if named is None:
                break
            group = named[1], named[2]
        if group and part.unit == total.unit:
            parts.setdefault(group, []).append(part)
    names = [name for name, _ in parts]
    if tuple(names) not in _GROUPS and tuple(reversed(names)) not in _GROUPS or len({rest for _, rest in parts}) > 1:
        return None
    listed = [part for rows in parts.values() for part in rows]
    if len(listed) != len(parts) or not _OF_WHICH.match(sentence, found[following - 1].end) or not total.is_exact \
            or any(not part.is_exact for part in listed):
        return None
    return _unequal(total, listed)


def _listed_before(sentence: str, total: Quantity, place: int) -> str | None:
    """甲 4 条、乙 8 条，共 12 条."""
    if place < 2 or not total.is_exact or not _TOTAL_BEFORE.search(total.label) or _OPEN.search(total.label):
        return None
    start = max(sentence.rfind(mark, 0, total.start) for mark in "：:") + 1
    listed = read_list(sentence, start, total.end)
    if listed is None or len(listed[0]) < 3:
        return None
    parts = listed[0][:-1]
    if any(part.unit != total.unit or not part.is_exact or _OPEN.search(part.label + part.tail) or "其中" in part.label
           or _TOTAL_BEFORE.search(part.label) for part in parts):
        return None
    return _unequal(total, parts)


def _shares(sentence: str) -> Iterator[tuple[int, str]]:
    """分别占 55%、45%: never above 100%, and not just below it."""
    for found in _SHARES.finditer(sentence) if PERCENT in sentence else ():
        listed = _list(sentence, found.end(), len(sentence))
        if listed is None or len(listed[0]) < 2 or any(part.unit != PERCENT or not part.is_exact for part in listed[0]):
            continue
        summed = _summed(listed[0])
        slack = max(Decimal("0.1"), _slack(listed[0], PERCENT))
        is_open = any(_OPEN.search(part.label + part.tail) for part in listed[0])
        if summed > 100 + slack or (not is_open and 98 <= summed < 100 - slack):
            yield listed[0][0].start, f"各项比例相加是 {_said_sum(listed[0])}，应当是 100；请核对"
            return


def _unequal(total: Quantity, parts: Sequence[Quantity]) -> str | None:
    if abs(_summed(parts) - total.value) <= _slack([*parts, total], total.unit):
        return None
    return f"总数写的是 {_said(total)}，各项相加是 {_said_sum(parts)}；请核对"


def _slack(parts: Sequence[Quantity], unit: str) -> Decimal:
    return rounding([part.value for part in parts], counted=unit in COUNTING or unit == "元")


def _summed(parts: Sequence[Quantity]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _said_sum(parts: Sequence[Quantity]) -> str:
    return said_sum([part.value for part in parts])


def _said(row: Quantity) -> str:
    return f"{number_text(row.value)}{row.unit}"
