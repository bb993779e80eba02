"""时限超出了工作日历，算不出是否按时公开。

国务院办公厅每年十一月前后公布下一年的放假安排；在那之前，跨到下一年的工作日数不出来，只能说“不知道”。
在工作日历之内已经公开的，必定没有超过时限，不提示；示例版里发布日期待填的，也不提示。
通过：时限的最后一天在工作日历之内
不通过：工作日历到 2026 年，成文日期 2026-12-28，时限 20 个工作日，发布日期 2027-01-20
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.limits import certainly_in_time, first_unknown_year, last_day, limit_of, said
from ..source.problems import Level, Problem

ID = "timeliness.unknown"
LEVEL = Level.INFO
NORM = "《政府信息公开条例》第二十六条：期限以工作日计算"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Items whose last day in time no calendar gives, with the year that is missing from it."""
    for item in catalog.items:
        limit, formed, published = limit_of(catalog, item), item.formed_on, item.published_on
        if limit is None or not isinstance(formed, dt.date):
            continue
        if isinstance(published, dt.date):
            if certainly_in_time(limit, formed, published, context.days):
                continue
        elif catalog.site.is_sample or item.withdrawn is not None:
            continue
        if last_day(limit, formed, context.days) is None:
            year = first_unknown_year(formed, context.days)
            yield catalog.problem(item.path, ("发布日期",), LEVEL, ID,
                                  f"自成文日期 {formed} 起 {said(limit)}，最后一天不早于 {year:04d}-01-01，工作日历里没有 {year} 年，"
                                  "是否按时不知道；请把该年的放假安排写进 data/calendar.yml")
