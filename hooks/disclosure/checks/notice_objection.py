"""公示要写明向谁提出异议。

写在公示期的“异议受理”：单位和电话。示例版里可以待填，提示“不知道”；没有写，示例版是警告，正式版是错误。
通过：异议受理: 民政和社会事务办公室，电话见公开指南
不通过：没有写异议受理；正式版里待填
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.values import PENDING
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "notice.objection"
LEVEL = Level.ERROR
NORM = "《重庆市城乡居民最低生活保障条例》第十八条、第三十四条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Notices that name nobody who takes objections; 待填 is unknown in a sample edition."""
    sample = catalog.site.is_sample
    for item in catalog.items:
        if item.notice is None or item.withdrawn is not None or item.notice.objection not in (None, PENDING):
            continue
        if item.notice.objection is None or not sample:
            yield catalog.problem(item.path, ("公示期", "异议受理"), Level.WARNING if sample else LEVEL, ID,
                                  "公示期没有写明“异议受理”；请写明受理的单位和电话")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items if catalog.site.is_sample else ():
        if item.notice is not None and item.withdrawn is None:
            yield from first_pending(item.path, "向谁提出异议", [(("公示期", "异议受理"), item.notice.objection)])
