"""What a check says: one problem, its place, its level. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How bad a problem is; the value is what people read."""

    ERROR = "错误"
    WARNING = "警告"
    INFO = "提示"


@dataclass(frozen=True, slots=True)
class Inside:
    """Where in an attachment: the part in words (批注, 文档属性：作者), the sheet and the cell of a workbook."""

    part: str
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place.

    `path` is relative to the repository with forward slashes; `line` and `column` are
    1-based, None where the place has no lines (an attachment, a folder).
    """

    path: str
    line: int | None
    column: int | None
    level: Level
    rule: str
    message: str
    inside: Inside | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.line or 0, self.column or 0, self.rule, self.message)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each problem once."""
    return sorted(set(problems), key=lambda problem: problem.order)


def count(problems: Iterable[Problem], level: Level) -> int:
    return sum(problem.level is level for problem in problems)
