"""已公开条目的内容改了，要在“更正”里新增一条，写明日期和改了什么。

与基准版本（--base）比较标题、文号、公示期、正文、数据、附件（文件内容也比）和原来的“更正”；空格和换行不算，数据里的待填填上不算，
摘要、关键词不算。取消“撤回”也要写。新写“撤回”的不用再写。真实条目是错误，示例条目是警告。不给 --base 时不判断。
通过：正文改了一个数，“更正”新增一条
不通过：正文改了一个数，“更正”没有新增
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.changes import changed_parts, first_difference, has_new_correction, is_another, kept
from ..model.context import Context
from ..model.records import Item
from ..source.problems import Level, Problem

ID = "history.no_correction"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条、第十八条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Items that read otherwise than in the base without a new entry in 更正, at the first thing that changed."""
    base = context.history.base
    for before, after in kept(base, catalog) if base else ():
        if after.withdrawn or has_new_correction(before, after):
            continue
        changed = changed_parts(base.tree, catalog.tree, before, after) if base else []
        if (changed or before.withdrawn) and not is_another(before, after):
            yield _problem(catalog, before, after, changed)


def _problem(catalog: Catalog, before: Item, after: Item, changed: list[str]) -> Problem:
    level = Level.WARNING if after.sample else LEVEL
    what = f"{'、'.join(changed)}与已公开的不同" if changed else "取消了“撤回”"
    message = f"{what}，没有新增“更正”；请在“更正”里写明日期和改了什么"
    if not changed:
        return catalog.problem(after.path, ("撤回",), level, ID, message)
    if changed[0] == "正文" and after.body:
        return catalog.body_problem(after, first_difference(before.body, after.body), 1, level, ID, message)
    return catalog.problem(after.path, (changed[0],), level, ID, message)
