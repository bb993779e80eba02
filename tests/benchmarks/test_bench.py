"""Medians, ratios, growth and verdicts are right for given numbers; the command knows its parts."""

from __future__ import annotations

from pathlib import Path

import bench
import build_speed
import pytest
import serve_speed
from build_speed import BODY, COLD, MEMORY, TITLE
from contenders import HUGO, MKDOCS, OURS, ours, said_in_body
from measure import FailedRun, Run
from speed_tables import Goal, Outcome, Results, goals_table, growth, number, ratio

from support import table

SAID = "警告：别的\n用时：准备 0.50 秒，网页和数据 {pages} 秒；共 9.00 秒\n"


@pytest.fixture
def results() -> Results:
    found = Results()
    for size, step, name, walls in (
            (1_000, COLD, OURS, (2, 1, 3)), (1_000, COLD, HUGO, (4, 5, 4)), (1_000, COLD, MKDOCS, (8, 8, 9)),
            (10_000, COLD, OURS, (30, 10, 20)), (10_000, COLD, HUGO, (50, 40, 40)), (10_000, BODY, OURS, (4, 4, 4)),
            (10_000, BODY, HUGO, (40, 40, 41)), (10_000, TITLE, OURS, (8, 8, 8)), (10_000, TITLE, HUGO, (40, 40, 41)),
            (100_000, COLD, OURS, (230,))):
        found.runs[size, step.name, name] += [Run(wall, 2 * wall, None, SAID.format(pages=wall / 2)) for wall in walls]
    found.runs[10_000, MEMORY.name, OURS].append(Run(99, 99, 250.0))
    found.runs[10_000, MEMORY.name, HUGO].append(Run(99, 99, 1000.0))
    found.runs[100_000, MEMORY.name, OURS].append(Run(99, 99, 599.0))
    return found


def test_medians_and_ratios(results: Results) -> None:
    assert build_speed.rows_of(10_000, results).splitlines() == [
        "| 条数 | 做什么 | 谁 | 墙钟 s | CPU s | 内存 MB | 墙钟÷Hugo | CPU÷Hugo | 内存÷Hugo |",
        "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| 10,000 | 从头构建 | disclosure | 20.0 | 40.0 | 250 | 0.50 | 0.50 | 0.25 |",
        "| 10,000 | 从头构建 | Hugo | 40.0 | 80.0 | 1,000 | 1.00 | 1.00 | 1.00 |",
        "| 10,000 | 改一条正文后 | disclosure | 4.00 | 8.00 | — | 0.10 | 0.10 | — |",
        "| 10,000 | 改一条正文后 | Hugo | 40.0 | 80.0 | — | 1.00 | 1.00 | — |",
        "| 10,000 | 改一条标题后 | disclosure | 8.00 | 16.0 | — | 0.20 | 0.20 | — |",
        "| 10,000 | 改一条标题后 | Hugo | 40.0 | 80.0 | — | 1.00 | 1.00 | — |"]


def test_growth(results: Results) -> None:
    assert growth(results, [1_000, 10_000, 100_000], COLD.name, [OURS, HUGO]).splitlines()[2:] == [
        "| disclosure | 10.0 | 11.5 |", "| Hugo | 10.0 | — |"]


def test_parts_are_medians_over_the_runs(results: Results) -> None:
    assert build_speed.medians_of_parts(10_000, COLD, results) == {"准备": 0.5, "网页和数据": 10.0}
    assert "| 10,000 | 从头构建 | 0.50 | 10.0 |" in build_speed.parts_of(10_000, results)


def test_goals(results: Results) -> None:
    found = {goal.words: (goal.value, goal.verdict) for goal in build_speed.goals(results)}
    assert list(found.values()) == [(0.5, "达到"), (0.25, "达到"), (0.1, "达到"), (0.2, "**未达到**"), (11.5, "**未达到**"),
                                    (599.0, "达到"), (0.25, "**未达到**")]
    assert {goal.verdict for goal in build_speed.goals(Results())} == {"没有量"}


@table("why value verdict", [("正好", 2.0, "达到"), ("超过一点", 2.01, "**未达到**"), ("没有量", None, "没有量")])
def test_the_limit_itself_is_reached(why: str, value: float | None, verdict: str) -> None:
    assert Goal("甲", 2, value, " s").verdict == verdict, why


@table("why value shown", [("不到十", 1.234, "1.23"), ("不到一百", 12.34, "12.3"), ("很大", 12345.6, "12,346"), ("没有", None, "—")])
def test_numbers(why: str, value: float | None, shown: str) -> None:
    assert number(value) == shown, why


def test_no_ratio_without_both() -> None:
    assert (ratio(1, 4), ratio(None, 4), ratio(1, None), ratio(1, 0)) == (0.25, None, None, None)


def test_conclusion_names_what_is_missing_and_what_failed() -> None:
    text = bench.conclusion(Outcome([Goal("甲", 2, 1, " s"), Goal("乙", 2, None)], ["Hugo 失败"], ["大的没有量"]))
    assert goals_table([Goal("甲", 2, 1, " s")]) in text
    assert text.splitlines()[-3:] == ["- 大的没有量", "- 没有量的目标：乙", "- Hugo 失败"]


def test_a_part_that_fails_ends_with_1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(*words: object) -> Outcome:
        raise FailedRun("退出码 3")

    seen: list[object] = []
    monkeypatch.setattr(bench, "frame", lambda folder: folder)
    monkeypatch.setattr(bench, "PARTS", (bench.Part("one", "一", fails, (5,)),
                                         bench.Part("two", "二", lambda *words: seen.append(words) or Outcome(), (5, 6))))
    assert bench.main(["--runs", "2", "--folder", str(tmp_path)]) == 1
    assert "- one 失败：退出码 3" in capsys.readouterr().out
    assert [words[:2] for words in seen] == [((5, 6), 2)]
    assert bench.main(["two", "--items", "7", "--folder", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []


@table("why words message", [("没有这一部分", ["nothing"], "builds、check、serve、search"), ("没有条数", ["--items", "0"], "1 或更大"),
                             ("没有这个文件夹", ["--folder", "/nowhere/at/all"], "没有这个文件夹")])
def test_wrong_use(why: str, words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        bench.main(words)
    assert done.value.code == 2 and message in capsys.readouterr().err, why


def test_a_script_that_fails_is_named(tmp_path: Path) -> None:
    assert bench.script("no_such_script.py")([1], 1, tmp_path).failures == ["no_such_script.py 失败（退出码 2）"]


def test_the_preview_shows_an_edit(tmp_path: Path) -> None:
    one, results = ours(10, tmp_path / "items"), Results()
    serve_speed.edits(one, 10, 2, tmp_path, results)
    assert len(results.runs[10, serve_speed.SEEN, OURS]) == 2 and len(results.runs[10, serve_speed.START, OURS]) == 1
    assert said_in_body(1) in (one.folder / one.source).read_text(encoding="utf-8")


def test_a_preview_that_ends_is_a_failure(tmp_path: Path) -> None:
    one = ours(10, tmp_path / "items")
    (one.folder / "data/vocabulary.yml").unlink()
    with pytest.raises(FailedRun, match="预览没有给出"):
        serve_speed.edits(one, 10, 1, tmp_path, Results())
