"""The pipe tables of a Markdown text as cells with places, and the totals that their rows and columns state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .quantities import NUMBER

_CELL = re.compile(r"(?:[^|\\]|\\.)*")
_VALUE = re.compile(rf"[*_ ]*(?P<number>{NUMBER})[ ]*(?P<unit>[\u4e00-\u9fff%]{{0,3}})[*_ ]*")
_WIDE = str.maketrans({**{chr(0xFF10 + digit): str(digit) for digit in range(10)}, "．": ".", "％": "%"})
_NOTHING = {"-", "—", "——", "－", "/", "／"}
_TOTAL = re.compile(r"(?:[两二三四五六七八九十各][类项村个组]|全[乡镇村]|本[月期季年页]|以上|累计)?"
                    r"(合计|总计|共计|小计)(?:[（(][^（）()]*[）)])?")
_OF_WHICH = re.compile("其中|主要")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's trimmed text with its 1-based line and column."""

    text: str
    line: int
    column: int

    @property
    def value(self) -> tuple[Decimal, str] | None:
        """Number and unit (often none); a dash is a nought; None for anything else, 待填 and an empty cell included."""
        if self.text in _NOTHING:
            return Decimal(0), ""
        found = _VALUE.fullmatch(self.text.translate(_WIDE))
        return (Decimal(found["number"].replace(",", "")), found["unit"]) if found else None

    @property
    def label(self) -> str:
        return re.sub(r"[\s*_　]", "", self.text)


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total with the cells that make it up."""

    stated: Cell
    parts: tuple[Cell, ...]


def tables(text: str) -> Iterator[Table]:
    """Every table: a header row, a row of dashes, and the rows up to the first line without a pipe."""
    if "|" not in text:
        return
    lines, number, fenced = text.split("\n"), 0, False
    while number < len(lines):
        line = lines[number].strip()
        fenced ^= line.startswith(("```", "~~~"))
        if fenced or not _is_ruler(line) or number == 0 or "|" not in lines[number - 1]:
            number += 1
            continue
        header, rows = _cells(lines[number - 1], number), []
        number += 1
        while number < len(lines) and "|" in lines[number]:
            rows.append(_cells(lines[number], number + 1))
            number += 1
        yield Table(header, tuple(rows))


def kind_of(label: str) -> str:
    """合计 (a grand total), 小计 (a subtotal), 其中 (a part of the line before) or 项 (a part)."""
    found = _TOTAL.fullmatch(label)
    if found:
        return "小计" if found[1] == "小计" else "合计"
    return "其中" if _OF_WHICH.search(label) else "项"


def totals(kinds: Sequence[str], cells: Sequence[Cell]) -> Iterator[Total]:
    """Each stated total of one line of cells. A total before its parts counts only when it is the only one.

    With 其中 among the labels nothing can be said: how far it reaches is not written down.
    """
    if "其中" in kinds or len(kinds) != len(cells):
        return
    if kinds and kinds[0] != "项":
        if all(kind == "项" for kind in kinds[1:]):
            yield Total(cells[0], tuple(cells[1:]))
        return
    parts: list[Cell] = []
    subtotals: list[Cell] = []
    for kind, cell in zip(kinds, cells, strict=True):
        if kind == "项":
            parts.append(cell)
        elif kind == "小计":
            yield Total(cell, tuple(parts))
            subtotals.append(cell)
            parts = []
        else:
            yield Total(cell, (*subtotals, *parts))
            parts, subtotals = [], []


def _is_ruler(line: str) -> bool:
    return "|" in line and "-" in line and not line.strip("|-: \t")


def _cells(line: str, number: int) -> tuple[Cell, ...]:
    found, place = [], 0
    while place <= len(line):
        match = _CELL.match(line, place)
        end = match.end() if match else place
        found.append((line[place:end], place))
        place = end + 1 if end == len(line) or line[end] == "|" else end + 2  # a lone backslash at the end of the line
    if found and not found[0][0].strip():
        found = found[1:]
    if found and not found[-1][0].strip():
        found = found[:-1]
    return tuple(Cell(text.strip(), number, start + len(text) - len(text.lstrip()) + 1) for text, start in found)
