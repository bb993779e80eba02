"""信息要在时限之内公开；晚于时限的，写明晚了几天、哪天是最后一天。

时限写在 data/vocabulary.yml 的事项里，从成文日期起算，当天不计入；工作日按放假和调休计算。
社会救助 10 个工作日，行政处罚 7 个工作日，其余一般 20 个工作日；政府信息公开年报最晚 1 月 31 日，法治政府建设年报最晚 3 月 31 日。
示例版里是警告，正式版里是错误；示例条目照样计算，但会说明是示例。日期待填的提示“不知道”。
通过：时限 7 个工作日，成文日期 2022-09-28，发布日期 2022-10-12
不通过：同一条的发布日期是 2022-10-13，晚了 1 个工作日
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.limits import certainly_in_time, deadline_of, last_day, limit_of, overdue_by, said
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "timeliness.late"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第二十六条；国办发〔2018〕118号；社会救助领域基层政务公开标准目录；《预算法》第十四条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Items and reports whose 发布日期 lies behind their limit; both dates stand in the data, no clock is asked."""
    level = Level.WARNING if catalog.site.is_sample else LEVEL
    for item in catalog.items:
        limit, formed, published = limit_of(catalog, item), item.formed_on, item.published_on
        if limit is None or not isinstance(formed, dt.date) or not isinstance(published, dt.date):
            continue
        if certainly_in_time(limit, formed, published, context.days):
            continue
        last = last_day(limit, formed, context.days)
        if last is not None and published > last:
            late = overdue_by(last, published, limit.unit, context.days)
            yield catalog.problem(item.path, ("发布日期",), level, ID,
                                  f"{_sample(item.sample)}晚了 {late}公开：自成文日期 {formed} 起 {said(limit)}，"
                                  f"最后一天是 {last}；日期写错的请改正，确实晚了的请在 data/waivers.yml 写明理由")
    for report in catalog.reports:
        last = deadline_of(report)
        if last is not None and isinstance(report.published_on, dt.date) and report.published_on > last:
            late = overdue_by(last, report.published_on, "日", context.days)
            yield catalog.problem(report.path, ("发布日期",), level, ID,
                                  f"{_sample(report.sample)}{report.year} 年的{report.type}晚了 {late}公开，最后一天是 {last}；"
                                  "日期写错的请改正，确实晚了的请在 data/waivers.yml 写明理由")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        limit, formed = limit_of(catalog, item), item.formed_on
        if limit is None or item.withdrawn is not None:
            continue
        last = last_day(limit, formed, context.days) if isinstance(formed, dt.date) else None
        is_over = last is not None and context.today > last
        if item.sample or not is_over:  # else timeliness.due says that it is late
            yield from first_pending(item.path, "是否按时公开", [(("成文日期",), formed), (("发布日期",), item.published_on)])
    for report in catalog.reports:
        last, is_stand_in = deadline_of(report), catalog.site.is_sample and (report.sample or report.restated)
        if last is not None and (is_stand_in or context.today <= last):
            yield from first_pending(report.path, "是否按时公开", [(("发布日期",), report.published_on)])


def _sample(sample: bool) -> str:
    return "（示例）" if sample else ""
