"""待填: each rule that needs the value says that it does not know, once; the shipped repository stays readable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from disclosure.checks.registry import CHECKS, run
from disclosure.model.loading import load
from disclosure.source.problems import Level, Problem
from disclosure.source.tree import Folder
from support import ITEM, ITEM_TEXT, problems_of

NEEDING = [module for module in CHECKS if hasattr(module, "unknown")]
FEW = 40


@pytest.fixture(scope="module")
def shipped(root: Path) -> list[Problem]:
    loaded = load(Folder(root))
    assert loaded.catalog is not None
    return [*loaded.problems, *run(loaded.catalog, dt.date(2026, 7, 1))]


def test_the_shipped_repository_is_not_drowned(shipped: list[Problem]) -> None:
    assert [problem for problem in shipped if problem.level is Level.ERROR] == []
    told = [problem for problem in shipped if problem.level is Level.INFO]
    assert {"figures.change", "notice.objection", "site.credit_code", "timeliness.late"} <= {problem.rule for problem in told}
    assert len(told) < FEW


def test_each_stands_at_a_placeholder(shipped: list[Problem], root: Path) -> None:
    for problem in shipped:
        if problem.level is Level.INFO:
            line = (root / problem.path).read_text(encoding="utf-8").split("\n")[(problem.line or 0) - 1]
            assert line[(problem.column or 0) - 1:].startswith("待填"), problem


def test_one_line_a_value(shipped: list[Problem]) -> None:
    places = [(problem.path, problem.line, problem.column) for problem in shipped if problem.level is Level.INFO]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("module", NEEDING, ids=lambda module: module.ID)
def test_the_manual_says_so(module) -> None:
    assert "不知道" in module.__doc__


def test_a_record_that_cannot_be_read_is_not_called_pending() -> None:
    """A faulty site.yml leaves every identity value at its default, which is 待填."""
    told = problems_of({"data/site.yml": "版本: 示例\n站点名称: 甲\n机构名称: 乙\n机构简称: 丙\n年度: [2022]\n统一社会信用代码: 1\n"})
    assert len(told) == 1 and "待填" not in told[0]


def test_a_placeholder_in_a_longer_text_is_no_placeholder() -> None:
    told = problems_of({ITEM: ITEM_TEXT.replace("2022-03-05", "待填写")})
    assert len(told) == 1 and told[0].endswith("[item.date]")
