"""依据里的代号要在法规登记里。

登记在 data/laws.yml，写明名称、文号、施行和废止日期。
通过：依据: [政府信息公开条例-2019]，而且登记里有
不通过：依据: [信息公开条列]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.wording import nearest
from ..source.problems import Level, Problem

ID = "basis.unknown"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条、第二十条第（五）（六）项"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Ids in 依据 that the laws register does not have."""
    for item in catalog.items:
        for position, law in enumerate(item.legal_basis):
            if law not in catalog.law_by_id:
                meant = nearest(law, list(catalog.law_by_id))
                advice = f"是否想写“{meant}”？" if meant else "请先登记到 data/laws.yml"
                yield catalog.problem(item.path, ("依据", position), LEVEL, ID, f"依据“{law}”不在法规登记；{advice}")
