"""Named figures: how they read, where a text names them, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .catalog import Catalog
from .records import Figure
from .values import known, number_text

REFERENCE = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
FROM_ITEMS = "由条目复核"
FROM_SAMPLES = "示例条目演示复核，不构成证明"
REPORT_ONLY = "仅见报告"


def figure_text(figure: Figure) -> str:
    """The figure as people read it: 60余条, 近60条, 99.07%, 待填."""
    number = number_text(figure.value)
    before = "近" if figure.about == "近" else ""
    after = "余" if figure.about == "余" else ""
    return f"{before}{number}{after}{figure.unit}"


def references(text: str) -> Iterator[tuple[str, int, int]]:
    """Each figure named in a text as `{{ 名称 }}`: name, 1-based line, 1-based column."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in REFERENCE.finditer(line):
            yield found.group(1), number, found.start() + 1


def provenance(catalog: Catalog, figure: Figure) -> str:
    """Where a figure comes from, as residents see it. A recount over samples proves nothing."""
    if figure.recount is None or known(figure.value) is None:
        return REPORT_ONLY
    counted = catalog.counted(figure.recount)
    return FROM_SAMPLES if any(item.sample for item in counted) or not counted else FROM_ITEMS
