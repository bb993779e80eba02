"""同一年里，编号在后的条目，发布日期不早于前一个编号。

索引号按发布先后编。只提示：补发、同一天发布多条时，先后可能有出入。待填的日期不参加比较，提示“不知道”。
通过：2022-00011 发布于 2022-03-05，2022-00012 发布于 2022-03-07
不通过：2022-00011 发布于 2022-03-05，2022-00012 发布于 2022-03-02
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.records import Item
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "index.order"
LEVEL = Level.INFO
NORM = "《政府信息公开目录系统实施指引》：索引号按年编流水号"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Each dated item against the dated item before it in its year; items come sorted by id."""
    before: Item | None = None
    for item in catalog.items:
        day = item.published_on
        if not isinstance(day, dt.date):
            continue
        if before is not None and before.id[:4] == item.id[:4] and day < before.sort_date:
            yield catalog.problem(item.path, ("发布日期",), LEVEL, ID,
                                  f"发布日期 {day} 早于前一个编号 {before.id} 的 {before.sort_date}；编号按发布先后排，请核对日期")
        before = item


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    by_year = Counter(item.year for item in catalog.items)
    for item in catalog.items:
        if by_year[item.year] > 1:
            yield from first_pending(item.path, "编号是否按先后", [(("发布日期",), item.published_on)])
