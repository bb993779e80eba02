"""How problems are printed: text for people, one JSON object a line for programs, annotations for GitHub.

Output is often public (logs of a runner), so a path or a quoted value that itself holds personal data is shown with that data cut.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ..checks.personal.detect import find
from ..source.problems import Level, Problem, count

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JSON = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}


def text_line(problem: Problem) -> str:
    """`路径:行:列: 错误: 说明 [规则]`; without line and column where the place has none."""
    path = printable(masked(problem.path))
    place = path if problem.line is None else f"{path}:{problem.line}:{problem.column}"
    return f"{place}: {problem.level.value}: {printable(masked(problem.message))} [{problem.rule}]"


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """A path or message with private numbers, names and addresses in it cut to their beginning; still plain which is meant."""
    shown, behind = text, len(text)
    # a day beyond every birthday: what a number says does not depend on when it is printed
    for finding in reversed(find(text, dt.date.max)):
        if finding.end <= behind:
            shown, behind = shown[:finding.start] + finding.shown + shown[finding.end:], finding.start
    return shown


def printable(text: str) -> str:
    """The text on one line, without what a terminal or a file in UTF-8 could not take (control characters, odd file names)."""
    return "".join("?" if unicodedata.category(character) in _UNPRINTABLE else character for character in text)


def json_line(problem: Problem) -> str:
    inside = problem.inside
    places = {"part": inside.part, "sheet": inside.sheet, "cell": inside.cell} if inside else {}
    return json.dumps({"path": masked(problem.path), "line": problem.line, "column": problem.column,
                       "level": _JSON[problem.level], "rule": problem.rule, "message": masked(problem.message),
                       **{name: value for name, value in places.items() if value}}, ensure_ascii=False)


def github_line(problem: Problem) -> str:
    """A workflow annotation; `%`, line ends and (in properties) `:` and `,` are escaped as GitHub wants."""
    place = f"file={_property(masked(problem.path))}"
    if problem.line is not None:
        place += f",line={problem.line},col={problem.column}"
    return f"::{_GITHUB[problem.level]} {place},title={_property(problem.rule)}::{_data(masked(problem.message))}"


LINES = {"text": text_line, "json": json_line, "github": github_line}


def counts(problems: Iterable[Problem]) -> str:
    """错误 1，警告 2，提示 0."""
    rows = list(problems)
    return "，".join(f"{level.value} {count(rows, level)}" for level in Level)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
