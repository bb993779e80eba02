"""手写页面里的标记要写对。

标记形如 <!-- disclosure:contacts -->，独占一行，构建时换成由数据生成的内容。
通过：<!-- disclosure:contacts -->
不通过：<!-- disclosure:contact -->
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.markers import MARKER, MARKERS
from ..model.wording import nearest
from ..source.documents import decode
from ..source.problems import Level, Problem

ID = "site.marker"
LEVEL = Level.ERROR
NORM = "页面完整：不得有空白或未完成的栏目"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Markers in hand-written pages that stand for nothing, at their line; files that are not UTF-8."""
    for path in catalog.pages:
        text, problem = decode(path, catalog.tree.read(path) or b"")
        if problem:
            yield problem
        for number, line in enumerate((text or "").split("\n"), 1):
            for found in MARKER.finditer(line):
                name = found.group(1)
                if name not in MARKERS:
                    meant = nearest(name, MARKERS)
                    advice = f"是否想写“{meant}”？" if meant else f"可用的有：{'、'.join(MARKERS)}"
                    yield Problem(path, number, found.start() + 1, LEVEL, ID, f"不认识的标记“{name}”；{advice}")
