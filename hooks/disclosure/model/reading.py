"""A document's head → its typed record, with every problem of the text and of the values at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..source.documents import Document
from ..source.marked_yaml import Issue, Places, parse
from ..source.problems import Level, Problem
from ..source.recovery import Recovered, as_written, recover
from ..source.remarks import remarks
from .kinds import Fault, Kind
from .rough_reading import rough_faults
from .shapes import keys_of

_LOST = ("\ufffd", "锟斤拷")  # what a conversion leaves of characters it does not know
_DAMAGED = re.compile("|".join(_LOST))


def read_record(document: Document, kind: Kind, family: str) -> tuple[Any, list[Problem]]:
    """The record, None when anything in it is wrong, and the problems; rules are `file.*` and `<family>.*`.

    Behind a slip that is recognised reading goes on, and the rest is judged as if it were mended.
    """
    value, issues = parse(document.head)
    record, faults = _convert(kind, value)
    if value is not None and not issues and not faults and not _is_damaged(document) and not remarks(document.head):
        return record, []  # nearly every file: no place of anything is needed
    read = as_written(document.head, value, issues)
    if value is None and not issues:
        return None, [Problem(document.path, 1, 1, Level.ERROR, "file.yaml", "文件是空的；请写上各项内容")]
    if value is None or faults:
        again = recover(document.head, keys_of(kind), values=value is None)
        _, left = _convert(kind, again.value)
        if value is None and again.issues or again.value is not None and misread(left) < misread(faults):
            read, faults, record = again, left, None
    found = [_at(document, issue) for issue in read.issues]
    if faults:
        places = Places(read.text)
        found += [_placed(document, read, places, fault, family) for fault in faults]
    found += _damaged(document)
    found += _silent(document, read, family, found) if read.value is not None else _rough(document, kind, family, found)
    return (None if any(problem.level is Level.ERROR for problem in found) else record), found


def misread(faults: Sequence[Fault]) -> int:
    """How many faults say that the text was not understood; what is missing only shows once the rest is."""
    return sum(fault.rule != "required" for fault in faults)


def _convert(kind: Kind, value: Any) -> tuple[Any, list[Fault]]:
    faults: list[Fault] = []
    return (None if value is None else kind.convert(value, (), faults)), faults


def _silent(document: Document, read: Recovered, family: str, told: list[Problem]) -> list[Problem]:
    """What YAML accepts in silence, unless the value has a problem already."""
    level = Level.WARNING if family == "site" else Level.ERROR
    places = {(problem.line, problem.column) for problem in told}
    found = []
    for issue in remarks(read.text, level=level):
        line, column = read.place(issue.line, issue.column)
        problem = _at(document, Issue(line, column, issue.rule, issue.message, issue.level))
        if (problem.line, problem.column) not in places:
            found.append(problem)
    return found


def _rough(document: Document, kind: Kind, family: str, told: list[Problem]) -> Iterator[Problem]:
    """What single lines say where the whole cannot be read, unless the line's place has a problem already."""
    places = {(problem.line, problem.column) for problem in told}
    for line, column, fault in rough_faults(document.head, kind):
        rule = "file.duplicate_key" if fault.rule == "duplicate_key" else f"{family}.{fault.rule}"
        if (line + document.head_line - 1, column) not in places:
            yield Problem(document.path, line + document.head_line - 1, column, Level.ERROR, rule, fault.message)


def _is_damaged(document: Document) -> bool:
    return any(sign in text for sign in _LOST for text in (document.head, document.body or ""))


def _damaged(document: Document) -> Iterator[Problem]:
    """Characters that an earlier conversion has destroyed: nobody can mend them but the author."""
    for text, first in ((document.head, document.head_line), (document.body or "", document.body_line)):
        if found := _DAMAGED.search(text):
            line = text.count("\n", 0, found.start())
            column = found.start() - text.rfind("\n", 0, found.start())
            yield Problem(document.path, first + line, column, Level.ERROR, "file.encoding",
                          "从这里起有乱码，原来的字已经丢了；请照原稿重新录入")


def _at(document: Document, issue: Issue) -> Problem:
    return Problem(document.path, issue.line + document.head_line - 1, issue.column, issue.level, issue.rule, issue.message)


def _placed(document: Document, read: Recovered, places: Places, fault: Fault, family: str) -> Problem:
    """A fault at its value; a missing key at its parent's key, line 1 for the record itself."""
    found = places.locate(fault.path, key=fault.at_key)
    rule = f"{family}.{fault.rule}"
    if found is None:
        return Problem(document.path, 1, 1, Level.ERROR, rule, fault.message)
    line, column = read.place(*found)
    return Problem(document.path, line + document.head_line - 1, column, Level.ERROR, rule, fault.message)
