"""Mistakes that YAML accepts in silence: a comment that eats the end of a value, Chinese marks taken for quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marked_yaml import Issue, Scalar, scalars
from .problems import Level

_HASH = re.compile(r"(?<=[ \t])#")
_OPENING = (": “", "- “", ": ‘", "- ‘", ": ＂", "- ＂", "[“", ", “")
_IN_MARKS = re.compile(r"“[^“”]*”|‘[^‘’]*’|＂[^＂]*＂")


def remarks(text: str, *, level: Level = Level.ERROR) -> list[Issue]:
    """Issues of a text that YAML reads without error, at 1-based places; `level` is that of lost text."""
    comments = _may_hold_comments(text)
    marks = any(opening in text for opening in _OPENING)
    if not (comments or marks):
        return []
    pieces = list(scalars(text))
    return [*(_lost(text, pieces, level) if comments else ()), *(_in_marks(pieces) if marks else ())]


def _may_hold_comments(text: str) -> bool:
    """Whether a `#` stands behind white space and behind other text; headings in bodies do not count. Quick, for every file."""
    for mark in (" #", "\t#"):
        at = text.find(mark)
        while at >= 0:
            before = text[text.rfind("\n", 0, at) + 1:at].lstrip()
            if before and not before.startswith("#"):
                return True
            end = text.find("\n", at)
            at = text.find(mark, end) if end >= 0 else -1
    return False


def _lost(text: str, pieces: list[Scalar], level: Level) -> Iterator[Issue]:
    """Comments behind a value, or in its place. A comment behind `键:` whose value follows below takes nothing away."""
    closed = [(piece.start, piece.end) for piece in pieces if piece.style]
    values: dict[int, int] = {}  # line → column behind its first value
    for piece in pieces:
        if not piece.is_key and piece.style not in ("|", ">"):
            line, column = piece.end
            values[line] = min(column, values.get(line, column))
    lines = text.split("\n")
    for number in sorted(values):
        for found in _HASH.finditer(lines[number - 1]) if number <= len(lines) else ():
            place = (number, found.start() + 1)
            if any(start <= place < end for start, end in closed):
                continue
            if values[number] <= place[1]:
                yield Issue(*place, "file.comment",
                            "“#”前面有空格，从这里到行末当作注释丢掉了；要保留就用英文双引号括起整个值，是备注就另写一行", level)
            break


def _in_marks(pieces: list[Scalar]) -> Iterator[Issue]:
    for piece in pieces:
        if not piece.is_key and not piece.style and _IN_MARKS.fullmatch(piece.value):
            yield Issue(*piece.start, "file.quotes",
                        "值两边的中文引号会照样显示；不需要就去掉，需要就在外面再加一对英文双引号", Level.WARNING)
