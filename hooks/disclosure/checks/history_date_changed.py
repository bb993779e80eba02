"""已公开条目的成文日期、发布日期不能悄悄改动。

与基准版本（--base）比较：日期变了（原来是待填的不算），就要在“更正”里新增一条，写明日期和改了什么，群众看得到。
不给 --base 时不判断。
通过：发布日期由 2022-03-05 改为 2022-03-06，“更正”新增一条
不通过：发布日期改了，“更正”没有新增
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.changes import has_new_correction, is_another, kept
from ..model.context import Context
from ..model.values import said
from ..source.problems import Level, Problem

ID = "history.date_changed"
LEVEL = Level.ERROR
NORM = "检查指标：不得伪造发稿日期；《政府信息公开条例》第六条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Dates that differ from the base without a new entry in 更正, at the date."""
    base = context.history.base
    for before, after in kept(base, catalog) if base else ():
        dates = (("成文日期", before.formed_on, after.formed_on), ("发布日期", before.published_on, after.published_on))
        if all(old == new for _, old, new in dates) or has_new_correction(before, after) or is_another(before, after):
            continue
        for key, old, new in dates:
            if isinstance(old, dt.date) and old != new:
                shown = new if isinstance(new, dt.date) else said(new)
                yield catalog.problem(after.path, (key,), LEVEL, ID,
                                      f"{key}由 {old} 改成了 {shown}，没有新增“更正”；请改回，或在“更正”里写明日期和原因")
