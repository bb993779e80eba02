"""定期公开的事项要写“期间”，而且写法与周期一致。

按月的写 2022-07，按季的写 2022-Q3，按年的写 2022。不定期的事项可以不写。
通过：按月公开的事项，期间: 2022-07
不通过：按月公开的事项没有期间，或写成 2022-Q3
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.period"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第二十六条：按期公开"
_FORM = {"月": "2022-07", "季": "2022-Q3", "年": "2022"}


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The period of every item whose matter has a cadence, and no period published twice.

    Where a matter has no cadence, only equal titles tell that one period was published twice.
    """
    first: dict[tuple[str, str, str, str], str] = {}
    for item in catalog.items:
        matter = catalog.matter_by_name.get((item.category, item.matter))
        if matter is None:
            continue
        cadence = matter.cadence if matter.cadence in _FORM else None
        if cadence and (item.period is None or item.period.unit != cadence):
            said = f"“{item.period.text}”" if item.period else ""
            yield catalog.problem(item.path, ("期间",), LEVEL, ID,
                                  f"“{matter.name}”按{cadence}公开，期间{said}应当写成 {_FORM[cadence]} 这样的形式")
        elif item.period and item.withdrawn is None:
            same = first.setdefault((item.category, item.matter, item.period.text, "" if cadence else item.title), item.id)
            if same != item.id:
                yield catalog.problem(item.path, ("期间",), LEVEL, ID,
                                      f"“{matter.name}”{item.period.chinese}已有 {same}；一期只能有一条，请核对期间")
