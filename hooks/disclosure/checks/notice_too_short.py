"""公示期要满 7 天，并满 7 个工作日；事项另有规定的，按词表里该事项的“公示”。

公示第一天不计入：3 月 1 日开始，满 7 天是 3 月 8 日；工作日的最短时间也要满，两个都满才能结束。
数到工作日历之外的工作日只能提示“不知道”，日期待填的也是。
通过：2022-03-01 起，2022-03-10 止（满 7 天，也满 7 个工作日）
不通过：2022-03-01 起，2022-03-09 止（满 7 天，只有 6 个工作日）
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..model.limits import first_unknown_year, last_day, said_minimum
from ..model.records import Item
from ..model.register_records import Limit, NoticeMinimum
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "notice.too_short"
LEVEL = Level.ERROR
NORM = "《重庆市城乡居民最低生活保障条例》第十八条；社会救助领域基层政务公开标准目录"
GENERAL = NoticeMinimum(calendar_days=7, working_days=7)


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Notice periods that close before both minimums have passed, with the first day on which they may close."""
    for item in catalog.items:
        notice = item.notice
        if notice is None or not isinstance(notice.opens, dt.date) or not isinstance(notice.closes, dt.date):
            continue
        if notice.closes < notice.opens:
            continue
        least = _minimum(catalog, item)
        by_days = last_day(Limit(least.calendar_days, "日"), notice.opens, context.days) or dt.date.max
        by_work = last_day(Limit(least.working_days, "工作日"), notice.opens, context.days)
        unknown = first_unknown_year(notice.opens, context.days) if by_work is None else 0
        if notice.closes < max(by_days, by_work or by_days) or notice.closes.year < unknown:
            earliest = f"最早 {max(by_days, by_work)} 结束" if by_work else f"工作日要数到 {unknown} 年"
            yield catalog.problem(item.path, ("公示期", "止"), LEVEL, ID,
                                  f"公示期 {notice.opens} 至 {notice.closes} 太短；要满{said_minimum(least)}，{earliest}")
        elif unknown:
            yield catalog.problem(item.path, ("公示期", "止"), Level.INFO, ID,
                                  f"工作日历里没有 {unknown} 年，公示期是否满 {least.working_days} 个工作日不知道；"
                                  "请把该年的放假安排写进 data/calendar.yml")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        if item.notice is not None:
            dates: list[tuple[Keys, object]] = [(("公示期", "起"), item.notice.opens), (("公示期", "止"), item.notice.closes)]
            yield from first_pending(item.path, "公示期满不满", dates)


def _minimum(catalog: Catalog, item: Item) -> NoticeMinimum:
    matter = catalog.matter_by_name.get((item.category, item.matter))
    return matter.notice if matter and matter.notice else GENERAL
