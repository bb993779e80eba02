"""报告正文用 {{ 名称 }} 引用的数字，必须写在开头的“数据”里；比率的分子、分母也是。

通过：数据里有“公开信息”，正文写 {{ 公开信息 }}
不通过：正文写 {{ 公开条数 }}，数据里没有
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.figures import references
from ..model.records import Report
from ..model.wording import nearest
from ..source.problems import Level, Problem

ID = "report.figure"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Names in the body or in 比率 that no figure has; categories in 核对 that the vocabulary lacks."""
    for report in catalog.reports:
        for name, line, column in references(report.body):
            if name not in report.figures:
                yield catalog.body_problem(report, line, column, LEVEL, ID, _unknown(name, report))
        for name, figure in report.figures.items():
            for key, wanted in (("分子", figure.rate and figure.rate.part), ("分母", figure.rate and figure.rate.whole)):
                if wanted and wanted not in report.figures:
                    yield catalog.problem(report.path, ("数据", name, "比率", key), LEVEL, ID, _unknown(wanted, report))
            for category in figure.recount.categories if figure.recount else ():
                if category not in catalog.category_by_name:
                    yield catalog.problem(report.path, ("数据", name, "核对", "类别"), LEVEL, ID,
                                          f"核对的类别“{category}”不在词表")


def _unknown(name: str, report: Report) -> str:
    meant = nearest(name, list(report.figures))
    advice = f"是否想写“{meant}”？" if meant else "请先写进开头的“数据”"
    return f"“{name}”不在报告的数据里；{advice}"
