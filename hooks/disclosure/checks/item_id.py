"""编号的年份就是文件夹的年份，也就是发布日期的年份。

编号由文件名得来：<年份>-<5 位流水号>，不改名、不重复使用。发布日期待填的提示“不知道”。
通过：data/items/2022/2022-00012.yml，发布日期 2022-03-05
不通过：data/items/2022/2022-00012.yml，发布日期 2023-01-03
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "item.id"
LEVEL = Level.ERROR
NORM = "《政府信息公开目录系统实施指引》：索引号唯一且不变"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Folder, id and publication date must name one year."""
    for item in catalog.items:
        folder = item.path.split("/")[2]
        if folder != item.id[:4]:
            yield Problem(item.path, 1, 1, LEVEL, ID, f"编号 {item.id} 放在了 {folder} 文件夹；请移到 data/items/{item.id[:4]}/")
        if isinstance(item.published_on, dt.date) and item.published_on.year != item.year:
            yield catalog.problem(item.path, ("发布日期",), LEVEL, ID,
                                  f"发布日期是 {item.published_on.year} 年，编号却是 {item.year} 年；"
                                  "请改正日期，或在发布年份的文件夹里另取编号")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        yield from first_pending(item.path, "编号的年份对不对", [(("发布日期",), item.published_on)])
