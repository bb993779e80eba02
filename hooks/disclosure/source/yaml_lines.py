"""A YAML head line by line, readable also where YAML itself stops: which lines hold a key, and which belong to a value.

Text inside block scalars, quotations, flow lists and continued lines is never taken for a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

# name of every key that the file may hold → whether its value consists of lines of keys or list entries
Keys = Mapping[str, bool]

LARGEST = 200_000  # characters beyond which a head is no longer looked into line by line
WIDE = "\u3000\u00a0\u2002\u2003"  # white space to people, ordinary characters to YAML
_WHITE = f" \t{WIDE}"
_BEGINNING = re.compile(rf"([{_WHITE}]*)((?:-(?:[{_WHITE}]+|$))*)")
_KEY = re.compile(rf"([^\s:：#'\"\[\]{{}},|>&*!%@`-][^:：#'\"\[\]{{}},]{{0,40}}?)([{_WHITE}]*)([:：])([ \t]+|[{WIDE}][{_WHITE}]*|)(.*)")
_BLOCK = re.compile(r"[|>][0-9+-]*\s*(?:#.*)?")
_BLOCK_AT_END = re.compile(r":\s+[|>][0-9+-]*\s*$")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
_FAR = 20  # lines over which a quotation or a flow list may go on
_LONG = 4000  # characters of a line beyond which it is not looked into
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


@dataclass(frozen=True, slots=True)
class Row:
    """One line with a key or a list entry. `key` is empty where none was recognised.

    `number` counts from 1, `content` is the 0-based range of the lines below that belong to its value, `closed`
    tells whether its quotation or flow list ends, `before` and `gap` are the white space around the colon.
    """

    number: int
    line: str
    indent: str
    dashes: str
    key: str = ""
    before: str = ""
    colon: str = ""
    gap: str = ""
    value: str = ""
    content: tuple[int, int] = (0, 0)
    closed: bool = True

    @property
    def level(self) -> int:
        """Visual column of the key."""
        return width(self.indent + self.dashes)

    @property
    def colon_at(self) -> int:
        """0-based place of the colon."""
        return len(self.indent) + len(self.dashes) + len(self.key) + len(self.before)

    @property
    def value_at(self) -> int:
        """0-based place of the value."""
        return self.colon_at + 1 + len(self.gap)

    @property
    def is_block(self) -> bool:
        return bool(_BLOCK.fullmatch(self.value)) if self.key else bool(_BLOCK_AT_END.search(self.line))

    @property
    def opens(self) -> bool:
        """Whether the lines below are its children: a key without a value."""
        return bool(self.key) and (not self.value or self.value.startswith("#"))


def width(white: str) -> int:
    """Visual width of the beginning of a line: a tab is taken for four columns, a full-width character for two."""
    return sum(4 if character == "\t" else 2 if character in WIDE else 1 for character in white)


def leading(line: str) -> str:
    """The white space at the beginning of a line, of any kind."""
    return line[:len(line) - len(line.lstrip(_WHITE))]


def rows(text: str, keys: Keys) -> Iterator[Row]:
    """The lines that hold keys or list entries; comments, blank lines and the inside of values are passed over."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        row = _row(lines, at, keys)
        at += 1
        if row is not None:
            end, closed = _content(lines, at, row, keys)
            yield replace(row, content=(at, end), closed=closed)
            at = end


def _row(lines: list[str], at: int, keys: Keys) -> Row | None:
    line = lines[at]
    if len(line) > _LONG:
        return Row(at + 1, line, "", "")
    beginning = _BEGINNING.match(line)
    assert beginning is not None  # every part of the pattern may be empty
    indent, dashes = beginning.groups()
    rest = line[beginning.end():]
    if rest.startswith("#") or not (rest or dashes):
        return None
    found = _KEY.fullmatch(rest)
    if found:
        key, before, colon, gap, value = found.groups()
        yaml_key = colon == ":" and (gap[:1] in (" ", "\t") or not (gap or value))
        parent = colon == "：" and not value and _is_deeper(lines, at + 1, width(indent + dashes))
        if yaml_key or key in keys or parent:
            return Row(at + 1, line, indent, dashes, key, before, colon, gap, value.rstrip())
    return Row(at + 1, line, indent, dashes, value=rest)


def _is_deeper(lines: list[str], at: int, level: int) -> bool:
    return at < len(lines) and bool(lines[at].strip()) and width(leading(lines[at])) > level


def _content(lines: list[str], at: int, row: Row, keys: Keys) -> tuple[int, bool]:
    """Index behind the lines that belong to the row's value, and whether the value ends."""
    level = row.level if row.key else width(row.indent)
    if row.is_block:
        return _while_deeper(lines, at, level), True
    if row.opens:
        return (at if keys.get(row.key, True) else _while_deeper(lines, at, level)), True
    first = row.value[:1]
    if first in _CLOSED:
        return _quotation(lines, at, row, keys)
    if first in ("[", "{"):
        return _flow(lines, at, row, keys)
    end = at
    while _is_deeper(lines, end, level) and not _begins_anew(lines, end, keys):
        end += 1
    return end, True


def _while_deeper(lines: list[str], at: int, level: int) -> int:
    """A block: blank lines inside belong to it, blank lines behind it do not matter."""
    while at < len(lines) and (not lines[at].strip() or width(leading(lines[at])) > level):
        at += 1
    return at


def _begins_anew(lines: list[str], at: int, keys: Keys) -> bool:
    """Whether a deeper line after a value is a key of its own: a known one with its colon, or indented by odd characters."""
    row = _row(lines, at, keys)
    if row is None or row.key not in keys:
        return False
    return any(character in row.indent for character in WIDE + "\t") or row.colon == ":" and (bool(row.gap) or not row.value)


def _quotation(lines: list[str], at: int, row: Row, keys: Keys) -> tuple[int, bool]:
    mark = row.value[0]
    if _CLOSED[mark].match(row.value):
        return at, True
    for end in range(at, min(len(lines), at + _FAR)):
        if _is_key_at(lines, end, row.level, keys):
            break
        if _CLOSING[mark].match(lines[end]):
            return end + 1, True
    return at, False


def _flow(lines: list[str], at: int, row: Row, keys: Keys) -> tuple[int, bool]:
    depth, end = _depth(row.value), at
    while depth > 0:
        if end >= min(len(lines), at + _FAR) or _is_key_at(lines, end, row.level, keys):
            return at, False
        depth += _depth(lines[end])
        end += 1
    return end, True


def _depth(text: str) -> int:
    plain = _QUOTED.sub("", text) if len(text) <= _LONG else ""
    return sum(plain.count(mark) for mark in "[{") - sum(plain.count(mark) for mark in "]}")


def _is_key_at(lines: list[str], at: int, level: int, keys: Keys) -> bool:
    """Whether a line is a known key at this level or further out: what stood open before was never closed."""
    row = _row(lines, at, keys)
    return row is not None and row.key in keys and row.level <= level
