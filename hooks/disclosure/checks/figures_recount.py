"""年度报告里带“核对”的数字，每次构建都由条目重新计数，必须相等。

撤回的条目不计，“本期无”的条目计入。有条目读不进来时先改条目，不做核对。数字待填的提示“不知道”，并说出重新计数是多少。
通过：报告写 69 条，2022 年民政和行政执法的条目正好 69 条
不通过：报告写 69 条，条目只有 68 条
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.catalog import Catalog, by_count
from ..model.context import Context
from ..model.records import Recount
from ..model.values import PENDING
from ..source.problems import Level, Problem
from .unknown import Unknown

ID = "figures.recount"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条、第五十条第（一）项"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Figures with 核对 against the items, with the counts by category and matter."""
    if not catalog.complete:
        return
    for report in catalog.reports:
        for name, figure in report.figures.items():
            if figure.recount is None or not isinstance(figure.value, Decimal):
                continue
            counted = len(catalog.counted(figure.recount))
            if counted != figure.value:
                yield catalog.problem(report.path, ("数据", name, "值"), LEVEL, ID,
                                      f"“{name}”写的是 {figure.value}，按条目重新计数是 {counted}"
                                      f"（{_split(catalog, figure.recount)}）{_moved(catalog, context, figure.recount)}"
                                      "；请补齐或核对条目，或改正报告")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for report in catalog.reports if catalog.complete else ():
        for name, figure in report.figures.items():
            if figure.recount is not None and figure.value is PENDING:
                counted = len(catalog.counted(figure.recount))
                yield Unknown(report.path, ("数据", name, "值"), f"与条目是否一致（按条目重新计数是 {counted}）")


def _moved(catalog: Catalog, context: Context, recount: Recount) -> str:
    """What came and went among the counted items since the base, where one is known."""
    if context.history.base is None:
        return ""
    before = {item.id for item in context.history.base.counted(recount)}
    now = {item.id for item in catalog.counted(recount)}
    came, went = "、".join(sorted(now - before)), "、".join(sorted(before - now))
    return f"，与 {context.history.base_name} 相比新增 {came or '无'}，减少 {went or '无'}"


def _split(catalog: Catalog, recount: Recount) -> str:
    items = catalog.counted(recount)
    parts = []
    for category in recount.categories:
        matters = "、".join(f"{name} {number}" for name, number in
                           by_count(item.matter for item in items if item.category == category))
        parts.append(f"{category} {sum(item.category == category for item in items)}：{matters or '无'}")
    return "；".join(parts)
