"""Builds beside other generators: from nothing, after an edit of a body and of a title; how time grows; where it goes.

The contenders take turns within every round, so that whatever else the machine does falls on all of them. A run is a whole
process from the shell. Memory is looked at in runs of its own. Hugo and MkDocs answer an edit with a whole build.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import contenders as made
import machine
from contenders import HUGO, MKDOCS, OURS, Contender
from measure import FailedRun, run
from speed_tables import Goal, Outcome, Results, growth, number, ratio, table

from disclosure.release.times import PAGES

MANY = 50_000  # items from which on only builds from nothing are measured, once
MKDOCS_MOST = 1_000
ROOM = 100_000  # bytes on disk that an item takes in all projects and sites, about
HUGO_ITEM = 0.2  # megabytes of memory that an item takes in Hugo, about
_PART = re.compile(r"([^，：；]+) ([0-9.]+) 秒")


@dataclass(frozen=True)
class Step:
    """What is measured: `ready` puts a contender into the state from which it starts, in round `number`."""

    name: str
    ready: Callable[[Contender, int], None]
    watched: bool = False


COLD = Step("从头构建", lambda one, number: one.clear())
MEMORY = Step("从头构建（量内存）", lambda one, number: one.clear(), watched=True)
BODY = Step("改一条正文后", lambda one, number: one.edit_body(number))
TITLE = Step("改一条标题后", lambda one, number: one.edit_title(number))


def compare(sizes: Sequence[int], rounds: int, work: Path) -> Outcome:
    """Measures, prints and judges builds of every size."""
    results, known = Results(), made.frame(work / "frame")
    for size in sizes:
        if shutil.disk_usage(work).free < size * ROOM:
            results.notes.append(f"{size:,} 条没有量：{work} 里放不下，可以用 --folder 换一个文件夹")
            continue
        measure(size, rounds, work / str(size), known, results)
        shutil.rmtree(work / str(size), ignore_errors=True)
        print(rows_of(size, results), parts_of(size, results), sep="\n", flush=True)
    if len(sizes) > 1:
        print(growth(results, sizes, COLD.name, [OURS, HUGO]), flush=True)
    return Outcome(goals(results), list(results.failures.values()), results.notes)


def measure(size: int, rounds: int, work: Path, known: Path, results: Results) -> list[Contender]:
    """Runs everybody through every step; `known` is a built site of ours. Who fails is out, and named."""
    field = entrants(size, work, known, results)
    steps = [COLD, MEMORY] if size >= MANY else [COLD, BODY, TITLE, MEMORY]
    out: set[str] = set()
    for turn in range(1 if size >= MANY else rounds):
        for step in steps:
            for one in field:
                if one.name in out:
                    continue
                print(f"{size:,} 条，第 {turn + 1} 遍，{step.name}，{one.name}：", end="", file=sys.stderr, flush=True)
                try:
                    print(take(one, step, turn, size, results), file=sys.stderr, flush=True)
                except FailedRun as error:
                    print("失败", file=sys.stderr, flush=True)
                    out.add(one.name)
                    results.failures[size, step.name, one.name] = f"{one.name} 在“{step.name}”（{size:,} 条）失败：{error}"
                if size >= MANY:  # the next one may need the room
                    one.clear()
    return field


def take(one: Contender, step: Step, turn: int, size: int, results: Results) -> str:
    """One run of one contender; what came out, in words."""
    step.ready(one, turn)
    found = run(one.build, one.folder, watched=step.watched)
    results.runs[size, step.name, one.name].append(found)
    return f"{number(found.memory)} MB" if step.watched else f"{number(found.wall)} s，CPU {number(found.cpu)} s"


def entrants(size: int, work: Path, known: Path, results: Results) -> list[Contender]:
    """Everybody who can be measured with so many items, with projects written; who cannot is named."""
    ours = made.ours(size, work / "ours")
    field = [ours]
    if too_large := hugo_too_large(size, work, results):
        results.notes.append(too_large)
    else:
        field.append(made.hugo(ours.folder, known, work / "hugo"))
    if size <= MKDOCS_MOST:
        field.append(made.mkdocs(ours.folder, work / "mkdocs"))
    return field


def hugo_too_large(size: int, work: Path, results: Results) -> str | None:
    """Why Hugo is left out: its memory grows with the items, and what it took for fewer tells best how much it will need."""
    free = machine.free_memory()
    taken = [(less, memory) for less, step, name in results.runs if (step, name) == (MEMORY.name, HUGO) and less < size
             and (memory := results.median(less, step, name, "memory"))]
    less, memory = max(taken, default=(1, HUGO_ITEM))
    if not free:
        return None
    need = (memory * size / less * 1024 ** 2 + size * ROOM * machine.is_memory(work)) / 1024 ** 3
    there = free / 1024 ** 3
    return f"Hugo（{size:,} 条）没有量：估计要 {need:.0f} GB 内存，现在有 {there:.0f} GB" if need > there else None


def rows_of(size: int, results: Results) -> str:
    """The medians of one size, and how many times Hugo's they are."""
    rows = []
    for step in (COLD, BODY, TITLE):
        for name in (OURS, HUGO, MKDOCS):
            if (size, step.name, name) in results.failures:
                rows.append([f"{size:,}", step.name, name, "失败", *[""] * 5])
            elif results.runs.get((size, step.name, name)):
                values, other = figures(size, step, name, results), figures(size, step, HUGO, results)
                ratios = [ratio(*both) for both in zip(values, other, strict=True)]
                rows.append([f"{size:,}", step.name, name, *map(number, (*values, *ratios))])
    return table(["条数", "做什么", "谁", "墙钟 s", "CPU s", "内存 MB", "墙钟÷Hugo", "CPU÷Hugo", "内存÷Hugo"], rows)


def figures(size: int, step: Step, name: str, results: Results) -> list[float | None]:
    """Wall, processor, memory; memory was looked at in builds from nothing."""
    return [results.median(size, step.name, name, "wall"), results.median(size, step.name, name, "cpu"),
            results.median(size, MEMORY.name, name, "memory") if step is COLD else None]


def parts_of(size: int, results: Results) -> str:
    """Where our own time went, as the medians of what `build --times` says."""
    found = {step.name: medians_of_parts(size, step, results) for step in (COLD, BODY, TITLE)}
    found = {name: parts for name, parts in found.items() if parts}
    names = list(dict.fromkeys(part for parts in found.values() for part in parts))
    rows = [[f"{size:,}", step, *(number(parts.get(name)) for name in names)] for step, parts in found.items()]
    return table(["条数", f"{OURS} 各步 s", *names], rows)


def medians_of_parts(size: int, step: Step, results: Results) -> dict[str, float]:
    """Part → seconds."""
    runs = [parts_in(one.said) for one in results.runs.get((size, step.name, OURS), ())]
    return {part: statistics.median(parts.get(part, 0.0) for parts in runs) for part in (runs[0] if runs else ())}


def parts_in(said: str) -> dict[str, float]:
    """What a build with `--times` says of itself: part → seconds."""
    line = next((line for line in said.splitlines() if line.startswith("用时：")), "")
    return {part: float(seconds) for part, seconds in _PART.findall(line.removeprefix("用时：").partition("；")[0])}


def goals(results: Results) -> list[Goal]:
    """What the project wants to reach, judged by what was measured."""
    def against(size: int, step: Step, name: str = HUGO) -> float | None:
        return ratio(results.median(size, step.name, OURS), results.median(size, step.name, name))

    pages = medians_of_parts(10_000, COLD, results).get(PAGES)
    grown = ratio(results.median(100_000, COLD.name, OURS), results.median(10_000, COLD.name, OURS))
    return [Goal("10,000 条从头构建，墙钟与 Hugo 比", 1.0, against(10_000, COLD), " 倍"),
            Goal("其中只算网页和数据，与 Hugo 比", 0.5, ratio(pages, results.median(10_000, COLD.name, HUGO)), " 倍"),
            Goal("10,000 条改一条正文后，与 Hugo 比", 0.15, against(10_000, BODY), " 倍"),
            Goal("10,000 条改一条标题后，与 Hugo 比", 0.15, against(10_000, TITLE), " 倍"),
            Goal("100,000 条用时是 10,000 条的", 11, grown, " 倍"),
            Goal("100,000 条全部进程的内存", 600, results.median(100_000, MEMORY.name, OURS, "memory"), " MB"),
            Goal("1,000 条从头构建，墙钟与 MkDocs + Material 比", 0.1, against(1_000, COLD, MKDOCS), " 倍")]
