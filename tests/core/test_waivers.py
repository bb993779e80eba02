"""Waivers: what they silence, for how long, and what they can never silence. The printed lines stand in cases/site.waiver."""

from __future__ import annotations

import datetime as dt

import pytest

from disclosure.checks import waivers
from disclosure.checks.registry import rules
from disclosure.source.problems import Level, Problem, in_order
from support import ITEM, TODAY, catalog_of, table

WAIVERS = "data/waivers.yml"


def waiver(rule: str = "basis.unknown", file: str = ITEM, until: str = "2023-06-30", approver: str = "张主任") -> str:
    return f"- 规则: {rule}\n  文件: '{file}'\n  理由: 正在登记\n  批准人: {approver}\n  截止: {until}\n"


def problem(rule: str = "basis.unknown", path: str = ITEM, line: int | None = 7, level: Level = Level.ERROR) -> Problem:
    return Problem(path, line, line, level, rule, "有问题")


def applied(text: str, problems: list[Problem], today: dt.date = TODAY) -> list[Problem]:
    return waivers.apply(catalog_of({WAIVERS: text}), problems, today)


def test_without_waivers_nothing_changes() -> None:
    found = [problem(), problem("item.period")]
    assert applied("[]\n", found) == found


@table("why kept", [
    ("同一文件的另一条规则", problem("item.period")), ("另一个文件的同一条规则", problem(path="data/items/2022/2022-00002.yml")),
    ("名字只是开头相同的规则", problem("basis.unknown_more")), ("名字只是开头相同的文件", problem(path=ITEM + ".bak")),
])
def test_one_rule_in_one_file(why: str, kept: Problem) -> None:
    assert applied(waiver(), in_order([problem(), problem(line=9), kept])) == [kept], why


@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_silenced(level: Level) -> None:
    assert applied(waiver(), [problem(level=level)]) == []


def test_attachment_without_a_line() -> None:
    path = "data/attachments/2022-00001/表.xlsx"
    assert applied(waiver("attachment.file", path), [problem("attachment.file", path, None)]) == []


@table("why today silenced level", [
    ("截止之前", "2023-06-29", True, None), ("截止当天", "2023-06-30", True, None), ("第二天", "2023-07-01", True, Level.WARNING),
    ("第三十天", "2023-07-30", True, Level.WARNING), ("第三十一天", "2023-07-31", False, Level.ERROR),
    ("很久以后", "2033-07-31", False, Level.ERROR),
])
def test_end(why: str, today: str, silenced: bool, level: Level | None) -> None:
    left = applied(waiver(), [problem()], dt.date.fromisoformat(today))
    assert (problem() not in left) is silenced, why
    assert [row.level for row in left if row.rule == waivers.ID] == ([level] if level else []), why


@table("why rule", [(rule.id, rule.id) for rule in rules() if not waivers.may_be_waived(rule.id)])
def test_what_can_never_be_waived(why: str, rule: str) -> None:
    left = applied(waiver(rule), [problem(rule)])
    assert problem(rule) in left, why
    assert [(row.line, row.level) for row in left if row.path == WAIVERS] == [(1, Level.ERROR)], why


def test_which_rules_can_never_be_waived() -> None:
    """What was not read would be left out in silence; what the contract forbids stays forbidden."""
    never = {rule.id for rule in rules() if not waivers.may_be_waived(rule.id)}
    assert {"file.yaml", "file.encoding", "file.comment", "item.required", "item.date", "report.value", "site.unknown_key", "site.edition",
            "site.waiver", "item.access", "item.id", "item.body", "figures.recount"} <= never
    assert not {rule for rule in never if rule.startswith(("privacy.", "timeliness.", "attachment.", "link."))}


@table("why text", [
    ("批准人待填", waiver(approver="待填")), ("规则写错了", waiver("basis.unknwn")),
    ("规则是空话", waiver("全部")), ("规则用了通配符", waiver("basis.*")),
])
def test_a_faulty_waiver_silences_nothing(why: str, text: str) -> None:
    left = applied(text, [problem()])
    assert problem() in left, why
    assert [row.level for row in left if row.rule == waivers.ID] == [Level.ERROR], why


@table("why file", [("反斜线", "data\\items\\2022\\2022-00001.yml"), ("以 ./ 开头", f"./{ITEM}"), ("多了一条斜线", ITEM.replace("/", "//")),
                    ("前后有空格", f" {ITEM} ")])
def test_path_as_people_type_it(why: str, file: str) -> None:
    assert applied(waiver(file=file), [problem()]) == [], why


def test_two_waivers_for_the_same_problem() -> None:
    """The one that still runs silences; the other is told to be expired."""
    left = applied(waiver() + waiver(until="2022-06-30"), [problem()])
    assert [(row.line, row.level) for row in left] == [(10, Level.ERROR)]


def test_result_is_sorted() -> None:
    found = in_order([problem("item.period"), problem(path="docs/z.md"), problem(path="data/a.yml")])
    left = applied(waiver("link.page"), found)
    assert left == in_order(left) and len(left) == 4
