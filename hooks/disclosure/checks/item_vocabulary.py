"""类别、事项、体裁、责任科室必须在词表里。

词表是 data/vocabulary.yml。事项要写在它所属的类别之下。
通过：类别: 民政
不通过：类别: 民正（提示“是否想写‘民政’？”）
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.records import Item
from ..model.wording import nearest
from ..source.problems import Level, Problem

ID = "item.vocabulary"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十二条：目录应当统一编排"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Words of an item that the vocabulary does not have, placed at the word."""
    vocabulary = catalog.vocabulary
    matters = {category.name: [matter.name for matter in category.matters] for category in vocabulary.categories}
    for item in catalog.items:
        yield from _word(catalog, item, "类别", item.category, list(matters))
        if item.category in matters:
            yield from _word(catalog, item, "事项", item.matter, matters[item.category], f"“{item.category}”下")
        yield from _word(catalog, item, "体裁", item.genre, vocabulary.genres)
        if item.office is not None:
            yield from _word(catalog, item, "责任科室", item.office, vocabulary.offices)


def _word(catalog: Catalog, item: Item, key: str, word: str, words: Sequence[str], where: str = "") -> Iterator[Problem]:
    if word in words:
        return
    meant = nearest(word, words)
    advice = f"是否想写“{meant}”？" if meant else f"可用的有：{'、'.join(words)}"
    yield catalog.problem(item.path, (key,), LEVEL, ID, f"{key}“{word}”不在词表{where}；{advice}")
