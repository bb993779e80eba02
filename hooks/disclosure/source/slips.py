"""The slips of office staff in a YAML head: where each stands, what it is called, and the line that mends it.

A mend is *certain* when the line can have meant nothing else (a full-width colon after a known key); the others
(quotation marks around a value) only serve to read on, so that the rest of the file is judged too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .yaml_lines import LARGEST, WIDE, Keys, Row, leading, rows, width

_INNER_COLON = re.compile(r":(?:\s|$)")
_HALF_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*[^\s#]")
_HALF_LIST = re.compile(r"(?:\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s#]")
_COMMENT = re.compile(r"\s#")
_CLOSERS = {"[": "]", "{": "}"}
_SPECIAL = "!@`%"
_NAMES = {"\t": "制表符（Tab）", "\u3000": "全角空格"}


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip at a 1-based place."""

    line: int
    column: int
    message: str


@dataclass(slots=True)
class Findings:
    """Slips of a text, and by 0-based number the lines that differ: after the certain mends, and after all of them."""

    slips: list[Slip] = field(default_factory=list)
    certain: dict[int, str] = field(default_factory=dict)
    readable: dict[int, str] = field(default_factory=dict)


def examine(text: str, keys: Keys, *, values: bool = True) -> Findings:
    """Every slip of the text. `values`: also those inside values, which only matter where YAML stopped."""
    found = Findings()
    if len(text) > LARGEST:
        return found
    lines = text.split("\n")
    columns = _Columns(lines)
    for row in rows(text, keys):
        column = columns.of(row)
        beginning = _beginning(row, column, found)
        middle = _middle(row, found)
        line = beginning + middle + (row.value if row.key else row.line[len(row.indent) + len(row.dashes):])
        if line.rstrip() != row.line.rstrip():
            found.readable[row.number - 1] = line
            if not _is_plain(row.indent) or column == len(row.indent):
                found.certain[row.number - 1] = line
        if row.is_block:
            _block(row, column if column is not None else len(row.indent), lines, found)
        elif values and (slip := _value(row)):
            found.slips.append(slip)
            found.readable[row.number - 1] = beginning + middle + _in_quotes(row)
    return found


def with_lines(text: str, lines: dict[int, str]) -> str:
    """The text with these lines (by 0-based number) in place of its own."""
    own = text.split("\n")
    return "\n".join(lines.get(number, line) for number, line in enumerate(own))


def column_before(old: str, new: str, column: int) -> int:
    """The 1-based column in the old line of what stands at `column` in the new one."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    if column <= start:
        return column
    return column - len(new) + len(old) if column > len(new) - end else start + 1


class _Columns:
    """Where the indentation of each row belongs, in columns of half-width spaces."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.levels: list[tuple[str, int, int]] = []  # white space as typed, its width, the column meant
        self.parent: int | None = None  # column of the key that the row above opened

    def of(self, row: Row) -> int | None:
        """Column of the row's beginning; None where nothing certain can be said."""
        column = len(row.indent) if _is_plain(row.indent) else self._meant(row)
        if column is None:
            return None
        if self.parent is None and row.key and self.levels:
            column = min(column, self.levels[-1][2])  # nothing lies deeper than what has its value already
        typed = width(row.indent)
        self.levels = [level for level in self.levels if level[2] <= column and level != (row.indent, typed, column)]
        self.levels.append((row.indent, typed, column))
        key = column
        if row.dashes:
            key = column + len(_plain_dashes(row.dashes))
            self.levels.append((row.indent + " " * len(row.dashes), row.level, key))
        self.parent = key if row.opens else None
        return column

    def _meant(self, row: Row) -> int | None:
        typed = width(row.indent)
        if self.parent is not None and typed > self._width_of(self.parent):
            return self._child_column(row, self.parent)
        for white, wide, column in reversed(self.levels):
            if row.indent == white or typed == wide:
                return column
        if not self.levels:
            return 0
        deepest = self.levels[-1]
        return deepest[2] if typed > deepest[1] and row.key else None

    def _width_of(self, column: int) -> int:
        return next((wide for _, wide, meant in reversed(self.levels) if meant == column), column)

    def _child_column(self, row: Row, parent: int) -> int | None:
        """Where a child of the key above belongs: beside the rightly indented lines below, between parent and own children."""
        columns = []
        for line in self.lines[row.number:row.number + 50]:
            white = leading(line)
            if line.strip() and width(white) <= parent:
                break
            if line.strip() and _is_plain(white):
                columns.append(len(white))
        beside = min(columns, default=parent + 2)
        if columns and beside == columns[0] and (row.opens or row.is_block):  # they may be its own children
            return parent + 2 if parent + 2 < beside else None
        return beside


def _beginning(row: Row, column: int | None, found: Findings) -> str:
    """Indentation and dashes as they should be."""
    if not _is_plain(row.indent):
        at = next(at for at, character in enumerate(row.indent) if character != " ")
        found.slips.append(Slip(row.number, at + 1, f"缩进用了{_name(row.indent[at])}；请改用半角空格"))
    elif column != len(row.indent):
        found.slips.append(Slip(row.number, len(row.indent) + 1, f"“{row.key}”缩进多了；请和上面同一级的键对齐"))
    if not _is_plain(row.dashes.replace("-", "")):
        at = next(at for at, character in enumerate(row.dashes) if character not in "- ") + len(row.indent)
        found.slips.append(Slip(row.number, at + 1, f"“-”后面是{_name(row.line[at])}；请改成一个半角空格"))
    return (row.indent if column is None else " " * column) + _plain_dashes(row.dashes)


def _middle(row: Row, found: Findings) -> str:
    """Key, colon and the space behind it as they should be."""
    if not row.key:
        return ""
    if not _is_plain(row.before):
        found.slips.append(Slip(row.number, row.colon_at, f"“{row.key}”和冒号之间有{_name(row.before.strip(' ')[0])}；请去掉"))
    place = (row.number, row.colon_at + 1)
    if row.colon == "：":
        found.slips.append(Slip(*place, f"“{row.key}”后面是全角冒号“：”；请改成半角冒号加一个空格“: ”"))
    elif row.value and not row.gap:
        found.slips.append(Slip(*place, f"“{row.key}”的冒号后面缺少空格；请写成“{row.key}: 值”"))
    elif row.value and row.gap[0] in WIDE:
        found.slips.append(Slip(row.number, place[1] + 1, f"“{row.key}”的冒号后面是{_name(row.gap[0])}；请改成一个半角空格"))
    else:
        return row.key + ("" if not _is_plain(row.before) else row.before) + row.colon + row.gap
    return f"{row.key}: " if row.value else f"{row.key}:"


def _block(row: Row, column: int, lines: list[str], found: Findings) -> None:
    """Lines of a block whose indentation YAML does not see: it gets spaces, whatever goes beyond it stays."""
    start, end = row.content
    content = [(at, lines[at]) for at in range(start, end) if lines[at].strip()]
    odd = [(at, line) for at, line in content if len(line) - len(line.lstrip(" ")) <= column and not _is_plain(leading(line))]
    if not odd:
        return
    at = len(odd[0][1]) - len(odd[0][1].lstrip(" "))
    found.slips.append(Slip(odd[0][0] + 1, at + 1, f"缩进用了{_name(odd[0][1][at])}；请改用半角空格"))
    right = [len(leading(line)) for _, line in content if _is_plain(leading(line)) and len(leading(line)) > column]
    space = " " * (min(right) if right else column + 2)
    own = leading(odd[0][1])
    for number, line in odd:
        white = leading(line)
        rest = line[len(own):] if white.startswith(own) and not right else line.lstrip(f" \t{WIDE}")
        found.certain[number] = found.readable[number] = space + rest


def _value(row: Row) -> Slip | None:
    """What stops YAML inside the value on the row's own line."""
    value = row.value
    start = row.value_at + 1 if row.key else len(row.indent) + len(row.dashes) + 1
    if not value or not (row.key or row.dashes):
        return None
    if value[0] in "\"'":
        if not row.closed:
            return Slip(row.number, start, "引号没有成对；请补上另一半引号")
        half = _HALF_QUOTED.match(value)
        return Slip(row.number, start, "引号只括住了一部分；请把整个值括起来，里面的引号改用中文引号“”") if half else None
    if value[0] in "[{":
        if not row.closed:
            return Slip(row.number, start, "方括号或花括号里的内容没有写完；请检查逗号和括号")
        half = _HALF_LIST.match(value)
        return Slip(row.number, start, f"值以“{value[0]}”开头，会被当作列表；请把整个值用英文双引号括起来") if half else None
    if inner := _INNER_COLON.search(_COMMENT.split(value)[0]):
        if value[0] in "“‘＂":
            return Slip(row.number, start, "中文引号不能代替英文引号；值里有“: ”，请把整个值用英文双引号括起来")
        return Slip(row.number, start + inner.start(), "值里出现了“: ”；请把整个值用英文双引号括起来") if row.key else None
    if value[0] in "&*":
        return Slip(row.number, start, f"不支持 YAML 的引用（& 和 *）；值以 {value[0]} 开头的，请用英文双引号括起来")
    if value[0] in _SPECIAL:
        return Slip(row.number, start, f"值以“{value[0]}”开头；请把整个值用英文双引号括起来")
    return None


def _in_quotes(row: Row) -> str:
    """The value in quotation marks, as the author will have meant it."""
    value = row.value
    if value[0] in "\"'" and not row.closed:
        return value + value[0]
    if value[0] in _CLOSERS and not row.closed:
        missing: list[str] = []
        for character in value:
            if character in _CLOSERS:
                missing.append(_CLOSERS[character])
            elif missing and character == missing[-1]:
                missing.pop()
        return value + "".join(reversed(missing))
    return "'" + value.replace("'", "''") + "'"


def _is_plain(white: str) -> bool:
    return not white.strip(" ")


def _plain_dashes(dashes: str) -> str:
    return dashes if _is_plain(dashes.replace("-", "")) else "- " * dashes.count("-")


def _name(character: str) -> str:
    return _NAMES.get(character, "特殊空格")
