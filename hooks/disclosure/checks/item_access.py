"""公开属性必须是“主动公开”。

依申请公开、不予公开的信息不能放进 data/items，否则会随网站公开。
通过：公开属性: 主动公开（不写也是）
不通过：公开属性: 依申请公开
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.access"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十三条至第十六条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Anything but 主动公开 must never be published."""
    for item in catalog.items:
        if item.access != "主动公开":
            yield catalog.problem(item.path, ("公开属性",), LEVEL, ID,
                                  f"公开属性是“{item.access}”；只有“主动公开”的信息可以放在 data/items，请移走这个文件")
