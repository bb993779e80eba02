"""Mistakes that YAML accepts in silence: a comment that eats the end of a value, Chinese marks taken for quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .marked_yaml import Issue, compose
from .problems import Level

_COMMENT = re.compile(r"^[ \t]*[^\s#][^\n]*?[ \t]#", re.MULTILINE)
_HASH = re.compile(r"(?<=[ \t])#")
_OPENING = (": “", "- “", ": ‘", "- ‘", ": ＂", "- ＂", "[“", ", “")
_IN_MARKS = re.compile(r"“[^“”]*”|‘[^‘’]*’|＂[^＂]*＂")

Place = tuple[int, int]


def remarks(text: str, *, level: Level = Level.ERROR) -> list[Issue]:
    """Issues of a text that YAML reads without error, at 1-based places; `level` is that of lost text."""
    comments = "#" in text and _COMMENT.search(text)
    marks = any(opening in text for opening in _OPENING)
    if not (comments or marks):
        return []
    nodes = list(_scalars(compose(text)))
    return [*(_lost(text, nodes, level) if comments else ()), *(_in_marks(nodes) if marks else ())]


def _lost(text: str, nodes: list[tuple[Any, bool]], level: Level) -> Iterator[Issue]:
    """Comments behind a value, or in its place. A comment behind `键:` whose value follows below takes nothing away."""
    spans = [(_start(node), _end(node)) for node, _ in nodes if node.style]
    values: dict[int, list[int]] = {}
    for node, is_value in nodes:
        if is_value and node.style not in ("|", ">"):
            values.setdefault(node.end_mark.line, []).append(node.end_mark.column)
    for number, line in enumerate(text.split("\n")):
        for found in _HASH.finditer(line) if number in values else ():
            place = (number, found.start())
            if any(start <= place < end for start, end in spans):
                continue
            if any(column <= found.start() for column in values[number]):
                yield Issue(number + 1, found.start() + 1, "file.comment",
                            "“#”前面有空格，从这里到行末当作注释丢掉了；要保留就用英文双引号括起整个值，是备注就另写一行", level)
            break


def _in_marks(nodes: list[tuple[Any, bool]]) -> Iterator[Issue]:
    for node, is_value in nodes:
        if is_value and not node.style and _IN_MARKS.fullmatch(node.value):
            yield Issue(node.start_mark.line + 1, node.start_mark.column + 1, "file.quotes",
                        "值两边的中文引号会照样显示；不需要就去掉，需要就在外面再加一对英文双引号", Level.WARNING)


def _scalars(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every scalar node and whether it is a value (not a key); without recursion, because lists can nest deeply."""
    left: list[tuple[Any, bool]] = [(root, True)]
    seen: set[int] = set()
    while left:
        node, is_value = left.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node.value, str):
            yield node, is_value
            continue
        for child in node.value:
            left.extend([(child[0], False), (child[1], True)] if isinstance(child, tuple) else [(child, True)])


def _start(node: Any) -> Place:
    return node.start_mark.line, node.start_mark.column


def _end(node: Any) -> Place:
    return node.end_mark.line, node.end_mark.column
