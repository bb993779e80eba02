"""报告的年度要与文件名开头的年份相同。

文件名是 <年度>-<名称>.md，网址由它而来。
通过：docs/reports/2022-law-government.md，年度: 2022
不通过：docs/reports/2022-law-government.md，年度: 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "report.year"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第四十九条、第五十条：年度报告按年度公开"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Reports whose 年度 is not the year in their file's name."""
    for report in catalog.reports:
        if report.slug[:4] != str(report.year):
            yield catalog.problem(report.path, ("年度",), LEVEL, ID,
                                  f"年度是 {report.year}，文件名却以 {report.slug[:4]} 开头；请改正其中一个")
