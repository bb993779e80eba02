"""已经有名称的数字，正文里不要再手写。

手写的数字改了一处忘了另一处，就会前后不一。原文（原文: true）照印发稿，不提示。
通过：更换执法证 {{ 更换执法证 }}
不通过：更换执法证 29个（而“更换执法证”已有名称）
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.figures import figure_text
from ..source.problems import Level, Problem

ID = "report.typed_number"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条：准确"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A figure's own wording (29个, 99.07%) typed in the body of a report that is not the issued text."""
    for report in catalog.reports:
        if report.issued:
            continue
        for name, figure in report.figures.items():
            if not isinstance(figure.value, Decimal) or not figure.unit:
                continue
            typed = re.compile(rf"(?<![\d.]){re.escape(figure_text(figure))}")
            for number, line in enumerate(report.body.split("\n"), 1):
                for found in typed.finditer(line):
                    yield catalog.body_problem(report, number, found.start() + 1, LEVEL, ID,
                                               f"正文手写了“{found.group()}”；请改成 {{{{ {name} }}}}")
