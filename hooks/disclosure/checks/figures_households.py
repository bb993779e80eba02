"""户数不能多于人数：一户至少有一个人。

只看“数据”里名称只差“户”“人”两个字的两项，例如“保障户数”和“保障人数”。约数、人次、户次不判断；待填的提示“不知道”。
通过：保障户数 30 户，保障人数 52 人
不通过：保障户数 60 户，保障人数 52 人
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.records import Figure, Item, Report
from ..model.values import number_text
from ..source.problems import Level, Problem
from .unknown import Unknown, first_figure

ID = "figures.households"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条：准确"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Named figures of items and reports with more households than persons, at the households' value."""
    for record in catalog.records:
        for name, households, other, persons in _pairs(record):
            if isinstance(households.value, Decimal) and isinstance(persons.value, Decimal) and households.value > persons.value:
                yield catalog.problem(record.path, ("数据", name, "值"), LEVEL, ID,
                                      f"“{name}”{number_text(households.value)} 户，比“{other}”"
                                      f"{number_text(persons.value)} {persons.unit}还多；请核对，是否写反了")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    """Pairs that are 待填."""
    for record in catalog.records:
        figures = {key: figure for name, households, other, persons in _pairs(record)
                   for key, figure in ((name, households), (other, persons))}
        yield from first_figure(record.path, "户数是否不多于人数", figures)


def _pairs(record: Item | Report) -> Iterator[tuple[str, Figure, str, Figure]]:
    """Name and figure of the households, name and figure of their persons."""
    for name, households in record.figures.items():
        other = name.replace("户", "人")
        persons = record.figures.get(other) if households.unit == "户" and other != name else None
        if persons and persons.unit in ("人", "名") and not households.about and not persons.about:
            yield name, households, other, persons
