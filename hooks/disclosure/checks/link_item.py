"""item: 链接要指向存在的条目。

写法：[文字](item:2022-00012)。条目、报告和手写页面都检查。
通过：[二月情况](item:2022-00009)，而且 2022-00009 存在
不通过：[二月情况](item:2022-99999)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import markup
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "link.item"
LEVEL = Level.ERROR
NORM = "检查指标：链接应当可用"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Every item: address whose id no item has, at its line."""
    for record in catalog.records:
        for item, line, column in _dead(catalog, record.body):
            yield catalog.body_problem(record, line, column, LEVEL, ID, _message(item))
    for path, text in catalog.page_texts.items():
        for item, line, column in _dead(catalog, text):
            yield Problem(path, line, column, LEVEL, ID, _message(item))


def _dead(catalog: Catalog, text: str) -> list[tuple[str, int, int]]:
    return markup.item_links(text, lambda item: item not in catalog.known_ids)


def _message(item: str) -> str:
    return f"链接指向的条目 {item} 不存在；请核对编号"
