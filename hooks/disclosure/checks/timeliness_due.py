"""已经成文、还没有公开的信息，快到时限、当天到期或已经逾期时提醒。

今天由 --today 给出。还没有公开是指发布日期待填，或者在今天之后。剩下 3 个工作日以内就提醒。
年度报告同样提醒：信息公开年报最晚 1 月 31 日，法治政府建设年报最晚 3 月 31 日，工作人员以此前最后一个工作日为准；
正式版里，“年度”写了某年、过了期限还没有该年报告的，也提醒。只是警告，因为它取决于今天是哪一天。示例条目的发布日期待填时不提醒；成文日期待填的提示“不知道”。
通过：时限还有 5 个工作日
不通过：时限 2022-03-29，今天是 2022-03-25，发布日期待填
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.limits import REPORT_DAYS, deadline_of, last_day, limit_of, overdue_by, report_last_day, said, staff_day, urgency
from ..model.records import MaybeDate
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "timeliness.due"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第二十六条、第四十九条；厅字〔2019〕28号"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """What is formed and not public while its limit is near or past, and reports that are not there at all."""
    yield from _items(catalog, context)
    yield from _reports(catalog, context)
    if not catalog.site.is_sample and catalog.complete:
        yield from _missing_reports(catalog, context)


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        if not _is_public(item.published_on, context.today) and item.withdrawn is None and limit_of(catalog, item) is not None:
            yield from first_pending(item.path, "哪一天到期", [(("成文日期",), item.formed_on)])


def _items(catalog: Catalog, context: Context) -> Iterator[Problem]:
    for item in catalog.items:
        formed = item.formed_on
        if _is_public(item.published_on, context.today) or not isinstance(formed, dt.date) or item.withdrawn is not None:
            continue
        limit = limit_of(catalog, item)
        if limit is None or formed > context.today or _is_stand_in(item.published_on, item.sample):
            continue
        last = last_day(limit, formed, context.days)
        if last is None or _is_planned_late(item.published_on, last):
            continue
        hurry = urgency(last, context.today, limit.unit, context.days)
        if hurry:
            yield catalog.problem(item.path, ("发布日期",), LEVEL, ID,
                                  f"{'（示例）' if item.sample else ''}还没有公开，{hurry}：自成文日期 {formed} 起 "
                                  f"{said(limit)}，最后一天是 {last}；请尽快公开并写明发布日期")


def _reports(catalog: Catalog, context: Context) -> Iterator[Problem]:
    public = {(report.type, report.year) for report in catalog.reports if _is_public(report.published_on, context.today)}
    for report in catalog.reports:
        last = deadline_of(report)
        if last is None or (report.type, report.year) in public or _is_planned_late(report.published_on, last):
            continue
        if _is_stand_in(report.published_on, catalog.site.is_sample and (report.sample or report.restated)):
            continue
        hurry = urgency(last, context.today, "日", context.days)
        if hurry:
            yield catalog.problem(report.path, ("发布日期",), LEVEL, ID,
                                  f"{report.year} 年的{report.type}还没有公开，{hurry}：最后一天是 {last}"
                                  f"（最后一个工作日 {staff_day(last, context.days)}）；请尽快公开并写明发布日期")


def _missing_reports(catalog: Catalog, context: Context) -> Iterator[Problem]:
    there = {(report.type, report.year) for report in catalog.reports}
    for position, year in enumerate(catalog.site.years):
        for kind in REPORT_DAYS:
            last = report_last_day(kind, year)
            if last is not None and (kind, year) not in there and context.today > last:
                late = overdue_by(last, context.today, "日", context.days)
                yield catalog.problem("data/site.yml", ("年度", position), LEVEL, ID,
                                      f"没有 {year} 年的{kind}，已逾期 {late}：最后一天是 {last}；请放到 docs/reports/")


def _is_public(published: MaybeDate, today: dt.date) -> bool:
    return isinstance(published, dt.date) and published <= today


def _is_planned_late(published: MaybeDate, last: dt.date) -> bool:
    """timeliness.late says so already."""
    return isinstance(published, dt.date) and published > last


def _is_stand_in(published: MaybeDate, sample: bool) -> bool:
    return sample and not isinstance(published, dt.date)
