"""依法应当公示的事项，条目要写“公示期”。

哪些事项应当公示，看词表里的“公示”。本期无和撤回的条目不用写。
通过：公示期: {起: 2022-03-01, 止: 2022-03-10}
不通过：救助对象审核公示的条目没有“公示期”
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.limits import said_minimum
from ..source.problems import Level, Problem

ID = "notice.missing"
LEVEL = Level.ERROR
NORM = "《重庆市城乡居民最低生活保障条例》第十八条；《社会救助暂行办法》第十一条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Items without 公示期 whose matter has a minimum."""
    for item in catalog.items:
        if item.notice is not None or item.nil or item.withdrawn is not None:
            continue
        matter = catalog.matter_by_name.get((item.category, item.matter))
        if matter is not None and matter.notice is not None:
            yield catalog.problem(item.path, ("公示期",), LEVEL, ID,
                                  f"“{matter.name}”应当公示，要满{said_minimum(matter.notice)}；请写“公示期”的起、止和异议受理")
