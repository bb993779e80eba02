"""行政处罚决定被变更、撤销、确认违法或者无效的，要在 3 个工作日内撤回并说明理由。

被变更、撤销的日子写在“失效日期”，有效性写“废止”或“已修改”；撤回的日子写在“撤回”。只看事项名称里有“处罚决定”的条目。
撤回晚了是错误；过了 3 个工作日还没有撤回的是警告，因为它取决于今天是哪一天。没有写失效日期的，不作判断；日期待填的提示“不知道”。
通过：有效性 废止，失效日期 2022-09-28，撤回日期 2022-09-30
不通过：有效性 废止，失效日期 2022-09-20，撤回日期 2022-09-27
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..model.limits import last_day, overdue_by
from ..model.register_records import Limit
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "timeliness.withdrawal"
LEVEL = Level.ERROR
NORM = "《行政处罚法》第四十八条、第八十五条"
LIMIT = Limit(3, "工作日")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Penalty decisions that lost force and were withdrawn late, or not at all by today."""
    for item in catalog.items:
        if not isinstance(item.invalid_on, dt.date) or "处罚决定" not in item.matter or item.validity not in ("废止", "已修改"):
            continue
        last = last_day(LIMIT, item.invalid_on, context.days)
        if last is None:
            continue
        since = f"失效日期 {item.invalid_on} 起 3 个工作日，最后一天是 {last}"
        if item.withdrawn is None:
            if context.today > last:
                late = overdue_by(last, context.today, "工作日", context.days)
                yield catalog.problem(item.path, ("失效日期",), Level.WARNING, ID,
                                      f"处罚决定已不再有效，却没有撤回，已逾期 {late}：{since}；请写上“撤回”的日期和原因")
        elif isinstance(item.withdrawn.date, dt.date) and item.withdrawn.date > last:
            late = overdue_by(last, item.withdrawn.date, "工作日", context.days)
            yield catalog.problem(item.path, ("撤回", "日期"), LEVEL, ID, f"处罚决定撤回晚了 {late}：{since}；请核对两个日期")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        if "处罚决定" in item.matter and item.validity in ("废止", "已修改"):
            dates: list[tuple[Keys, object]] = [(("失效日期",), item.invalid_on)]
            if item.withdrawn is not None and item.invalid_on is not None:
                dates.append((("撤回", "日期"), item.withdrawn.date))
            yield from first_pending(item.path, "是否在 3 个工作日内撤回", dates)
