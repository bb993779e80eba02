"""日期要按先后：成文日期 ≤ 审查日期 ≤ 发布日期。

先成文，再审查，后公开。待填的日期不参加比较。
通过：成文日期 2022-03-01，审查 2022-03-03，发布日期 2022-03-05
不通过：成文日期 2022-03-08，发布日期 2022-03-05
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.date_order"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十七条：公开前应当审查；检查指标：不得伪造发稿日期"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Each known date against the latest of the steps before it; the problem stands at the later step."""
    for item in catalog.items:
        reviewed = item.review.date if item.review else None
        steps = [(("成文日期",), "成文日期", item.formed_on), (("审查", "日期"), "审查日期", reviewed),
                 (("发布日期",), "发布日期", item.published_on)]
        dated = [(keys, name, day) for keys, name, day in steps if isinstance(day, dt.date)]
        for position, (keys, later, after) in enumerate(dated[1:], 1):
            _, earlier, before = max(dated[:position], key=lambda step: step[2])
            if after < before:
                yield catalog.problem(item.path, keys, LEVEL, ID, f"{later} {after} 早于{earlier} {before}；请核对两个日期")
