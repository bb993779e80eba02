"""Numbers with their units in Chinese sentences: where they stand, and lists of them.

All texts here are *plain*: full-width digits are half-width, dates, ages and limits are blanked out, and every
character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

COUNTING = ("人次", "件次", "户次", "批次", "场次", "人", "户", "名", "件", "起", "条", "个", "家", "宗", "处", "份", "项", "次",
            "例", "期", "场", "村", "辆", "篇", "块", "所", "座")
MEASURING = ("万元", "亿元", "元", "公里", "公顷", "亩", "吨", "平方米")
PERCENT = "%"
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?"
_UNIT = "|".join((*COUNTING[:5], *MEASURING, *COUNTING[5:], PERCENT))
_COUNTED = rf"(?P<number>{NUMBER})[ \t]*(?P<unit>{_UNIT})(?!百分点|方面|多|余)"
QUANTITY = re.compile(rf"(?<![0-9.,第])(?:{_COUNTED})")
_STOP = r"0-9，,、。；;：:（）()"
_ELEMENT = re.compile(rf"(?P<label>[^{_STOP}]{{0,40}})(?:{_COUNTED})(?P<tail>[^{_STOP}和及与]{{0,8}})"
                      r"(?P<after>[、，,；;]|以及|和|及|与|\Z)[ \t\n]*(?:和|及|以及)?")
UNIT_STARTS = "".join(sorted({unit[0] for unit in (*COUNTING, *MEASURING)})) + "%％"
_LOOKS_COUNTED = re.compile(rf"[0-9０-９][ \t]?[{UNIT_STARTS}]"
                            r"(?! ?(?:工作日|自然日|月|方面|以上|以内))")
_HAS_WIDE = re.compile("[０-９．％]")
_WIDE = str.maketrans({**{chr(0xFF10 + digit): str(digit) for digit in range(10)}, "．": ".", "％": "%"})
_BLANKED = re.compile(  # bounded and starting where a number starts, so that a long run of digits costs no more than its length
    r"(?<![0-9.,])(?:"
    r"[0-9]{1,4} ?(?:至|到|—|-|~|～) ?[0-9]{1,4} ?(?:周岁|岁|年|月|日)"
    r"|[0-9]{1,4} ?(?:年|月份?|日|周岁|岁|小时|分钟|季度|号|时|点|级|楼|室)"
    r"|[0-9]{1,4} ?个? ?(?:工作日|自然日|天|月)|[0-9]{1,6}(?:\.[0-9]{1,6})? ?(?:%点|个百分点))"
    r"|第 ?[0-9]{1,9}|〔[0-9]{1,4}〕[0-9]{1,9}号")
_APPROXIMATE = ("约", "近", "超", "逾", "超过", "不足", "不到", "至少", "不低于", "不少于", "大于", "小于")


@dataclass(frozen=True, slots=True)
class Quantity:
    """248件: its value, its unit, the words before it, and where the number stands in the text."""

    value: Decimal
    unit: str
    label: str
    tail: str
    start: int
    end: int

    @property
    def is_exact(self) -> bool:
        """Whether the words around leave no doubt that the number is meant exactly."""
        return not (self.label.rstrip().endswith(_APPROXIMATE) or self.tail.startswith(("以上", "以下", "左右", "多", "余", "上下")))


def may_list(text: str) -> bool:
    """Whether a text (not yet plain) may hold two quantities: a quick look before the costly one."""
    first = _LOOKS_COUNTED.search(text)
    return first is not None and _LOOKS_COUNTED.search(text, first.end()) is not None


def plain(text: str) -> str:
    """The text with half-width digits and with dates, ages and limits blanked out, every character in its place."""
    half = text.translate(_WIDE) if _HAS_WIDE.search(text) else text
    return _BLANKED.sub(lambda found: "□" * len(found.group()), half)


def sentences(text: str, ends: str = "。！？；") -> Iterator[tuple[str, int]]:
    """Each sentence of a body with where it begins; headings, list entries and paragraphs end one too.

    Table rows are left out. A line break inside a paragraph does not end a sentence.
    """
    start = 0
    for found in re.finditer(rf"[{ends}]|\n(?=[ \t]*(?:\n|[-*+>|#]|[0-9]{{1,3}}[.、)）]|\Z))|\Z", text):
        sentence = text[start:found.start()]
        if not sentence.lstrip().startswith("|"):
            yield sentence, start
        start = found.end()


def quantities(sentence: str, most: int) -> list[Quantity]:
    """Every quantity of a plain sentence, none of one with more than `most`: nothing is plain to see in it.

    A quantity's label is all the text since the one before, its tail what follows.
    """
    matches = list(islice(QUANTITY.finditer(sentence), most + 1))
    if len(matches) > most:
        return []
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches[1:]), len(sentence)]
    return [_quantity(match, sentence[ends[place]:match.start()], sentence[match.end():starts[place]])
            for place, match in enumerate(matches)]


def read_list(text: str, start: int, end: int) -> tuple[list[Quantity], list[str]] | None:
    """`A 4条、B 8条` from `start` to `end`, with nothing else in it: quantities and the marks after each; else None."""
    found, marks, place = [], [], start
    while place < end:
        match = _ELEMENT.match(text, place, end)
        if match is None:
            return None
        found.append(_quantity(match, match["label"], match["tail"]))
        marks.append(match["after"])
        place = match.end()
    return (found, marks) if found else None


def place_of(text: str, position: int) -> tuple[int, int]:
    """1-based line and column of a position in a text."""
    return text.count("\n", 0, position) + 1, position - (text.rfind("\n", 0, position) + 1) + 1


def _quantity(match: re.Match[str], label: str, tail: str) -> Quantity:
    return Quantity(Decimal(match["number"].replace(",", "")), match["unit"], label, tail,
                    match.start("number"), match.end("unit"))
