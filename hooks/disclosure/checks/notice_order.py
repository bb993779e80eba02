"""公示期的日期要按先后：成文日期 ≤ 起 ≤ 止，网上公示从发布之日起算。

止早于起、公示早于成文的是错误。发布日期晚于公示开始的是警告：发布之前群众在网上看不到；只在公示栏公示的事项不受此限。
待填的日期不参加比较，提示“不知道”。
通过：发布日期 2022-03-01，公示期 2022-03-01 至 2022-03-10
不通过：公示期 2022-03-10 至 2022-03-01
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "notice.order"
LEVEL = Level.ERROR
NORM = "《重庆市城乡居民最低生活保障条例》第十八条；社会救助领域基层政务公开标准目录"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Notice periods that end before they begin, begin before the decision, or begin before anybody can read them."""
    for item in catalog.items:
        notice = item.notice
        if notice is None or not isinstance(notice.opens, dt.date):
            continue
        opens = notice.opens
        if isinstance(notice.closes, dt.date) and notice.closes < opens:
            yield catalog.problem(item.path, ("公示期", "止"), LEVEL, ID, f"公示期止 {notice.closes} 早于起 {opens}；请核对两个日期")
        if isinstance(item.formed_on, dt.date) and opens < item.formed_on:
            yield catalog.problem(item.path, ("公示期", "起"), LEVEL, ID,
                                  f"公示期起 {opens} 早于成文日期 {item.formed_on}；公示的内容要先形成，请核对日期")
        elif isinstance(item.published_on, dt.date) and opens < item.published_on:
            matter = catalog.matter_by_name.get((item.category, item.matter))
            if matter is None or not matter.board_only:
                yield catalog.problem(item.path, ("公示期", "起"), Level.WARNING, ID,
                                      f"公示期起 {opens} 早于发布日期 {item.published_on}，发布之前网上看不到；请从发布之日起算公示期")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        if item.notice is not None:
            dates: list[tuple[Keys, object]] = [(("公示期", "起"), item.notice.opens), (("公示期", "止"), item.notice.closes),
                                                (("成文日期",), item.formed_on), (("发布日期",), item.published_on)]
            yield from first_pending(item.path, "公示的日期是否按先后", dates)
