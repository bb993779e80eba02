"""`check` alone: from nothing, again with nothing changed, and again after an edit of one item."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from contenders import LAUNCHER, OURS, TODAY, Contender, ours
from measure import FailedRun, run
from speed_tables import Goal, Outcome, Results, number, table

COLD, AGAIN, EDITED = "从头检查", "没有改动，再检查", "改一条正文后再检查"
STEPS: dict[str, Callable[[Contender, int], None]] = {
    COLD: lambda one, number: one.clear(), AGAIN: lambda one, number: None, EDITED: lambda one, number: one.edit_body(number)}


def compare(sizes: Sequence[int], rounds: int, work: Path) -> Outcome:
    """Measures, prints and judges checks of every size."""
    results = Results()
    for size in sizes:
        one = ours(size, work / "check")
        try:
            measure(one, size, rounds, results)
        except FailedRun as error:
            results.failures[size, "", OURS] = f"检查 {size:,} 条失败：{error}"
        shutil.rmtree(one.folder, ignore_errors=True)
    print(table(["条数", "做什么", "墙钟 s", "CPU s"],
                [[f"{size:,}", step, *(number(results.median(size, step, OURS, value)) for value in ("wall", "cpu"))]
                 for size in sizes for step in STEPS]), flush=True)
    return Outcome([Goal(f"10,000 条{step}", limit, results.median(10_000, step, OURS), " s")
                    for step, limit in ((COLD, 3), (AGAIN, 0.5), (EDITED, 0.5))], list(results.failures.values()))


def measure(one: Contender, size: int, rounds: int, results: Results) -> None:
    """Every step in every round."""
    command = [*LAUNCHER, "--root", str(one.folder), "check", "--today", TODAY]
    for turn in range(rounds):
        print(f"{size:,} 条，第 {turn + 1} 遍，检查", file=sys.stderr, flush=True)
        for step, ready in STEPS.items():
            ready(one, turn)
            results.runs[size, step, OURS].append(run(command, one.folder))
