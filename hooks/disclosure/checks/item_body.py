"""正文和附件至少要有一样。

撤回的条目可以没有正文。
通过：有正文，或者有附件
不通过：正文是空的，也没有附件
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.body"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条：准确、完整"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Items that disclose nothing."""
    for item in catalog.items:
        if not item.body.strip() and not item.attachments and item.withdrawn is None:
            yield catalog.problem(item.path, ("正文",), LEVEL, ID, "缺少“正文”；没有附件的条目必须写正文")
