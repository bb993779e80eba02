"""编号不能重复使用：一个编号不能改成另一件事。

与基准版本（--base）比较：同一编号的事项、正文都变了，标题也大不相同，就是拿旧编号发了新信息。写了“更正”也不行。
示例条目换成真实条目不算。不给 --base 时不判断。
通过：同一件事改正了标题和正文，并写了“更正”
不通过：2022-00012 原是低保发放情况，改成了权责清单
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.changes import is_another, kept
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "history.rewritten_id"
LEVEL = Level.ERROR
NORM = "政府信息公开目录系统实施指引：索引号唯一、不变"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Items whose id stood for something else in the base, at their title."""
    base = context.history.base
    for before, after in kept(base, catalog) if base else ():
        if is_another(before, after):
            yield catalog.problem(after.path, ("标题",), LEVEL, ID,
                                  f"编号 {after.id} 原是“{before.title}”，不能改作他用；请恢复原条目，新信息用下一个编号")
