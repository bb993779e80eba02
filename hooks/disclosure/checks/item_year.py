"""条目的年份要写在 data/site.yml 的“年度”里。

“年度”列出本站公开哪些年份的信息；写漏了，按年的核对和缺期检查就不会看这一年。
通过：年度里有 2022，条目是 2022-00012
不通过：年度里只有 2022，条目是 2023-00001
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.year"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第十二条：目录及时更新"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """One problem a year that has items but is not in 年度."""
    missing = {item.year for item in catalog.items} - set(catalog.site.years)
    for year in sorted(missing) if catalog.site.years else ():
        count = sum(item.year == year for item in catalog.items)
        yield catalog.problem("data/site.yml", ("年度",), LEVEL, ID, f"有 {year} 年的条目 {count} 条，“年度”里却没有 {year}；请加上")
