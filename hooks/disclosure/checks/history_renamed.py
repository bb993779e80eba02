"""已公开的条目不能换编号：编号就是网址和索引号，定了不改。

与基准版本（--base）比较：原编号不见了，而一个新编号的条目正文相同（20 字以上），或者事项、期间和标题都相同，就是换了编号。
不给 --base 时不判断。
通过：改正条目内容，编号不变
不通过：2022-00012.yml 改名为 2022-00070.yml
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.changes import gone
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "history.renamed"
LEVEL = Level.ERROR
NORM = "政府信息公开目录系统实施指引：索引号唯一、不变"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """New items that hold the content of an id that is gone, at line 1 of the new file."""
    base = context.history.base
    for _, before, same in gone(base, catalog) if base else ():
        if before is not None and same is not None:
            yield Problem(same.path, 1, 1, LEVEL, ID, f"条目由 {before.id} 换成了 {same.id}，编号不能改；请改回 {before.path}")
