"""按月、按季、按年公开的事项要期期都有；当期没有发生的，写“本期无: true”。

从事项的“起”到“止”；没有写的，按 data/site.yml 的“年度”。只算时限已过的期：期末加上事项的时限（没有写时限的按 20 个工作日）。
撤回的条目不算。有条目读不进来，或者该事项有条目的期间写错时，先改条目，不作判断。
通过：2022 年 1 月至 12 月都有一条
不通过：2022 年缺 3 月、7 月
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.dates import Period
from ..model.limits import GENERAL, certainly_passed
from ..model.periods import due_periods, final_day
from ..model.records import Item
from ..model.register_records import Matter
from ..source.problems import Level, Problem

ID = "series.gap"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第二十六条；检查指标：栏目不得空白、不更新"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """One problem a matter and year, at the matter in the vocabulary, with the periods that are missing."""
    if not catalog.complete:
        return
    items: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in catalog.items:
        items[item.category, item.matter].append(item)
    for c, category in enumerate(catalog.vocabulary.categories):
        for m, matter in enumerate(category.matters):
            for year, missing in _gaps(catalog, context, matter, items[category.name, matter.name]).items():
                names = "、".join(period.text for period in missing)
                yield catalog.problem("data/vocabulary.yml", ("类别", c, "事项", m, "名称"), LEVEL, ID,
                                      f"“{matter.name}”{year} 年缺 {len(missing)} 期：{names}；请补上，当期没有发生的写“本期无: true”")


def _gaps(catalog: Catalog, context: Context, matter: Matter, items: list[Item]) -> dict[int, list[Period]]:
    """Missing periods by year, those whose limit is over."""
    there = {item.period for item in items if item.withdrawn is None}
    found: defaultdict[int, list[Period]] = defaultdict(list)
    if any(period is None or period.unit != matter.cadence for period in there):
        return found
    for period in due_periods(matter, catalog.site.years, context.today):
        if period not in there and _is_over(final_day(period), matter, context):
            found[period.year].append(period)
    return found


def _is_over(end: dt.date, matter: Matter, context: Context) -> bool:
    return certainly_passed(matter.limit or GENERAL, end, context.today, context.days)
