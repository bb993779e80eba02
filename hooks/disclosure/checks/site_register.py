"""词表、法规登记自身要一致。

名称和代号不重复；时限的依据和法规的“被替代”要在法规登记里，标准里的事项要在词表里。
通过：每个事项的代号只用一次
不通过：两个事项用同一个代号（网址会冲突）
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "site.register"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十二条：目录统一编排、及时更新"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Names and slugs used twice, and references into the laws register that lead nowhere."""
    for keys, word in _repeated(_names(catalog)):
        yield catalog.problem("data/vocabulary.yml", keys, LEVEL, ID, f"“{word}”用了两次；名称和代号都不能重复")
    laws = [((position, "代号"), law.id) for position, law in enumerate(catalog.laws)]
    for keys, word in _repeated(laws):
        yield catalog.problem("data/laws.yml", keys, LEVEL, ID, f"代号“{word}”用了两次")
    for position, law in enumerate(catalog.laws):
        if law.replaced_by is not None and law.replaced_by not in catalog.law_by_id:
            yield catalog.problem("data/laws.yml", (position, "被替代"), LEVEL, ID, f"“{law.replaced_by}”不在法规登记")
    matters = {matter.name for category in catalog.vocabulary.categories for matter in category.matters}
    for position, standard in enumerate(catalog.standards):
        if standard.matter not in matters:
            yield catalog.problem("data/standards.yml", (position, "事项"), LEVEL, ID, f"事项“{standard.matter}”不在词表")
    for c, category in enumerate(catalog.vocabulary.categories):
        for m, matter in enumerate(category.matters):
            basis = matter.limit.basis if matter.limit else ""
            if basis and basis not in catalog.law_by_id:
                yield catalog.problem("data/vocabulary.yml", ("类别", c, "事项", m, "时限", "依据"), LEVEL, ID,
                                      f"时限的依据“{basis}”不在法规登记；请先登记到 data/laws.yml")


def _names(catalog: Catalog) -> Iterator[tuple[Keys, str]]:
    for c, category in enumerate(catalog.vocabulary.categories):
        yield ("类别", c, "名称"), f"类别 {category.name}"
        yield ("类别", c, "代号"), f"类别代号 {category.slug}"
        for m, matter in enumerate(category.matters):
            yield ("类别", c, "事项", m, "名称"), f"{category.name}的事项 {matter.name}"
            yield ("类别", c, "事项", m, "代号"), f"事项代号 {matter.slug}"


def _repeated(rows: Iterable[tuple[Keys, str]]) -> Iterator[tuple[Keys, str]]:
    seen: set[str] = set()
    for keys, word in rows:
        if word in seen:
            yield keys, word
        seen.add(word)
