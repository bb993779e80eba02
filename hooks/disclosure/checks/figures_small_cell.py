"""儿童、残疾人、病人的人数小于 5 时不写具体数字。

数字太小，加上乡村里人人相识，就认得出是谁。可以写“不足 5 人”，“数据”里写 待填 并在说明里讲明。
通过：孤儿人数的值是 12
不通过：孤儿人数的值是 2
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "figures.small_cell"
LEVEL = Level.WARNING
NORM = "《个人信息保护法》第二十八条、第三十一条；《未成年人保护法》"
SMALLEST = 5
_GROUPS = re.compile("孤儿|儿童|未成年|残疾|患者|病人|精神障碍")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Counts of 1 to 4 persons of a sensitive group in named figures."""
    for item in catalog.items:
        for name, figure in item.figures.items():
            if (isinstance(figure.value, Decimal) and 0 < figure.value < SMALLEST and figure.unit in ("人", "名", "户", "人次")
                    and _GROUPS.search(f"{name}{figure.note}{item.matter}")):
                yield catalog.problem(item.path, ("数据", name, "值"), LEVEL, ID,
                                      f"“{name}”只有 {figure.value}，会认得出是谁；请写成“不足 {SMALLEST} {figure.unit}”，值改为 待填")
