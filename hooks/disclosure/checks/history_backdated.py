"""发布日期不能早于文件第一次进入仓库的日子一天以上（倒签）。

只看启用日期以后才进入仓库的真实条目，按提交时的北京时间；早一天以内、晚于提交的不算。确有补录的，在“更正”里写明“补录”
或“发布日期”的来由。没有 git 历史或是浅克隆时提示“不知道”；启用日期、发布日期待填的也是。文件还没有提交的不判断。
通过：发布日期 2022-03-05，2022-03-06 提交
不通过：发布日期 2022-03-05，2022-03-20 才提交
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context, History
from ..model.records import Item
from ..model.values import known
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "history.backdated"
LEVEL = Level.WARNING
NORM = "检查指标：不得伪造发稿日期"
_EXPLAINED = re.compile("补录|发布日期")
_GRACE = dt.timedelta(days=1)


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Publication dates that git's first commit of the file belies, at the date; one INFO where git cannot tell."""
    started = catalog.site.started_on
    real = [item for item in catalog.items if not item.sample]
    if not real or not isinstance(started, dt.date):
        return
    if not context.history.complete:
        yield catalog.problem("data/site.yml", ("启用日期",), Level.INFO, ID,
                              "这里没有完整的 git 历史，发布日期是否倒签不知道；请在完整的克隆里检查")
        return
    for item in real:
        first = _first_day(context.history, item)
        published = item.published_on
        if first is None or first <= started or not isinstance(published, dt.date) or first - published <= _GRACE:
            continue
        if not any(_EXPLAINED.search(entry.note) for entry in item.corrections):
            yield catalog.problem(item.path, ("发布日期",), LEVEL, ID,
                                  f"发布日期 {published} 早于第一次提交的日子 {first}；请改为实际公开的日期，补录的在“更正”里写明")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    real = [item for item in catalog.items if not item.sample]
    if real:
        yield from first_pending("data/site.yml", "发布日期是否倒签", [(("启用日期",), catalog.site.started_on)])
    started = known(catalog.site.started_on)
    for item in real if started else ():
        first = _first_day(context.history, item)
        if first is not None and started is not None and first > started:
            yield from first_pending(item.path, "是否倒签", [(("发布日期",), item.published_on)])


def _first_day(history: History, item: Item) -> dt.date | None:
    """The first commit of the item under either of its two endings; None while it has not been committed."""
    stem = posixpath.splitext(item.path)[0]
    days = [history.first_committed[path] for path in (f"{stem}.yml", f"{stem}.md") if path in history.first_committed]
    return min(days, default=None)
