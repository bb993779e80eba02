"""What was measured, as Markdown tables: medians, ratios, growth, and goals that were reached or missed."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from measure import Run

NOTHING = "—"


@dataclass
class Results:
    """Runs by number of items, step and contender; in words what went wrong, and what was left out and why."""

    runs: dict[tuple[int, str, str], list[Run]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[tuple[int, str, str], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def median(self, size: int, step: str, name: str, value: str = "wall") -> float | None:
        """The median of the runs that tell this value."""
        found = [number for run in self.runs.get((size, step, name), ()) if (number := getattr(run, value)) is not None]
        return statistics.median(found) if found else None


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be reached: `value` must not exceed `limit`; None was not measured."""

    words: str
    limit: float
    value: float | None
    unit: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "没有量"
        return "达到" if self.value <= self.limit else "**未达到**"


@dataclass
class Outcome:
    """What a part of the benchmark hands back after it has printed its tables."""

    goals: list[Goal] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every column but those of words is aligned to the right by its first row of numbers."""
    lines = [list(row) for row in rows]
    marks = ["---:" if lines and _is_number(lines[0][column]) else "---" for column in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [list(head), marks, *lines]) + "\n"


def _is_number(cell: str) -> bool:
    return cell == NOTHING or cell.strip("*").replace(".", "", 1).replace(",", "").isdecimal()


def number(value: float | None) -> str:
    """Three digits that count, as far as they are before or just behind the point."""
    if value is None:
        return NOTHING
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def ratio(value: float | None, other: float | None) -> float | None:
    """How many times `other` the value is; None where either is unknown."""
    return value / other if value is not None and other else None


def growth(results: Results, sizes: Sequence[int], step: str, names: Sequence[str]) -> str:
    """By how much a step takes longer from one size to the next."""
    pairs = list(zip(sizes, sizes[1:], strict=False))
    rows = [[name, *(number(ratio(results.median(large, step, name), results.median(small, step, name))) for small, large in pairs)]
            for name in names]
    return table(["墙钟增长（倍）", *(f"{small:,} → {large:,} 条" for small, large in pairs)], rows)


def goals_table(goals: Sequence[Goal]) -> str:
    """Each goal with its limit, what was measured, and whether that is enough."""
    rows = []
    for goal in goals:
        measured = number(goal.value) + goal.unit * (goal.value is not None)
        rows.append([goal.words, f"{goal.limit:g}{goal.unit}", measured, goal.verdict])
    return table(["目标", "不超过", "实测", "结果"], rows)
