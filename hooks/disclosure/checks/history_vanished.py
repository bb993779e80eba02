"""已公开的条目不能从仓库里消失。

与基准版本（--base）比较：基准里有的编号，现在也要有（.yml 和 .md 可以互换）。需要撤下的写“撤回”：网址和原因保留，内容撤下。
示例条目只有在版本改为“正式”时可以删除。换了编号的见 history.renamed。不给 --base 时不判断。
通过：2022-00012 写了“撤回”
不通过：删除了 data/items/2022/2022-00012.yml
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.changes import gone
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "history.vanished"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条；《行政处罚法》第四十八条：撤回要公开说明理由"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Ids of the base that no file has any more, at the path where they were (no line)."""
    base = context.history.base
    for path, before, same in gone(base, catalog) if base else ():
        if same is None:
            title = f"“{before.title}”" if before else ""
            yield Problem(path, None, None, LEVEL, ID, f"已公开的条目{title}不见了；请恢复这个文件，需要撤下时写“撤回”")
