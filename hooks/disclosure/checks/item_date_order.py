"""日期要按先后：成文日期 ≤ 审查日期 ≤ 发布日期 ≤ 更正、撤回日期；失效日期不早于成文日期。

先成文，再审查，后公开，公开以后才有更正和撤回。待填的日期不参加比较，提示“不知道”。
通过：成文日期 2022-03-01，审查 2022-03-03，发布日期 2022-03-05
不通过：成文日期 2022-03-08，发布日期 2022-03-05
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..model.records import Item
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "item.date_order"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十七条：公开前应当审查；检查指标：不得伪造发稿日期"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Each known date against the dates that must not come after it; the problem stands at the offending date."""
    for item in catalog.items:
        for keys, later, after, earlier, before in _pairs(item):
            if isinstance(before, dt.date) and isinstance(after, dt.date) and after < before:
                yield catalog.problem(item.path, keys, LEVEL, ID, f"{later} {after} 早于{earlier} {before}；请核对两个日期")
        reviewed = item.review.date if item.review else None
        if isinstance(reviewed, dt.date) and isinstance(item.published_on, dt.date) and reviewed > item.published_on:
            yield catalog.problem(item.path, ("审查", "日期"), LEVEL, ID,
                                  f"审查日期 {reviewed} 晚于发布日期 {item.published_on}；应当先审查后公开，请核对两个日期")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        dates: list[tuple[Keys, object]] = [(("成文日期",), item.formed_on), (("发布日期",), item.published_on)]
        dates += [(keys, after) for keys, _, after, _, _ in _pairs(item)]
        yield from first_pending(item.path, "日期是否按先后", dates)


def _pairs(item: Item) -> Iterator[tuple[Keys, str, object, str, object]]:
    """(keys, name and date of the later step, name and date of the earlier one)."""
    formed, published = ("成文日期", item.formed_on), ("发布日期", item.published_on)
    if item.review:
        yield ("审查", "日期"), "审查日期", item.review.date, *formed
    yield ("发布日期",), *published, *formed
    yield ("失效日期",), "失效日期", item.invalid_on, *formed
    for position, row in enumerate(item.corrections):
        yield ("更正", position, "日期"), "更正日期", row.date, *published
    if item.withdrawn:
        yield ("撤回", "日期"), "撤回日期", item.withdrawn.date, *published
