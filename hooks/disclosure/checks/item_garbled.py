"""文字里不能有乱码。

复制、转码时丢了字，会留下“�”，或者“锟斤拷”“烫烫烫”“屯屯屯”。条目、报告和手写页面都检查。
通过：监督电话见公开指南
不通过：监督电话见公�指南
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.garbled"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条：准确"
_GARBLED = re.compile("\ufffd+|锟斤拷|烫烫烫|屯屯屯|ï¿½")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """What a wrong conversion left in the files of items, reports and pages, at its line and column."""
    paths = (*(record.path for record in catalog.records), *catalog.page_texts)
    for path in paths:
        text = catalog.text(path)
        for found in _GARBLED.finditer(text):
            line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
            yield Problem(path, line, column, LEVEL, ID, "这里是乱码，原来的字已经丢失；请对照原文重新输入")
