"""发布日期在今天之后。

今天由 --today 给出；不写时 check 用当天，build 用最近一次提交的日期。
通过：发布日期不晚于今天
不通过：今天是 2022-03-05，发布日期写 2022-03-15
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.future"
LEVEL = Level.WARNING
NORM = "检查指标：发布日期应当真实"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A publication date after today; only a warning, because it depends on the clock."""
    for item in catalog.items:
        if isinstance(item.published_on, dt.date) and item.published_on > context.today:
            yield catalog.problem(item.path, ("发布日期",), LEVEL, ID,
                                  f"发布日期 {item.published_on} 在今天（{context.today}）之后；请核对")
