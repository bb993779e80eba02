"""有效性、失效日期和替代条目要互相一致。

有效的条目不写失效日期；“被替代”要写存在的编号，不能是自己。
通过：有效性: 废止，失效日期: 2022-12-31，被替代: 2022-00060
不通过：有效性: 有效，失效日期: 2022-12-31
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.validity"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条；规范性文件管理要求标注有效性"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """An expiry date on a valid item, or a successor that is not there."""
    for item in catalog.items:
        if item.validity == "有效" and item.invalid_on is not None:
            yield catalog.problem(item.path, ("失效日期",), LEVEL, ID, "写了失效日期，有效性却是“有效”；请改其中一个")
        if item.replaced_by is not None and (item.replaced_by == item.id or item.replaced_by not in catalog.known_ids):
            yield catalog.problem(item.path, ("被替代",), LEVEL, ID, f"被替代写的 {item.replaced_by} 不是另一条现有的条目；请核对编号")
