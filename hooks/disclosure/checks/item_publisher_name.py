"""发布机构的名称在成文日期当天要有效。

名称沿革写在 data/vocabulary.yml 的“发布机构”。成文日期、起止日期待填的提示“不知道”。
通过：成文日期在该名称的起止之间
不通过：机构更名以后仍用旧名称
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "item.publisher_name"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十条、第二十条第（二）项"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The publisher of items and reports must be a name valid when the record was formed."""
    names = catalog.vocabulary.publishers
    if not names:
        return
    for record in catalog.records:
        name = catalog.publisher_of(record)
        if not name:  # site.yml could not be read
            continue
        rows = [row for row in names if row.name == name]
        if not rows:
            yield catalog.problem(record.path, ("发布机构",), LEVEL, ID,
                                  f"发布机构“{name}”不在词表；可用的有：{'、'.join(row.name for row in names)}")
        elif isinstance(record.formed_on, dt.date) and not any(_valid(row, record.formed_on) for row in rows):
            yield catalog.problem(record.path, ("发布机构",), LEVEL, ID,
                                  f"“{name}”在成文日期 {record.formed_on} 不是有效的机构名称；请核对名称沿革")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    used = {catalog.publisher_of(record) for record in catalog.records}
    for position, row in enumerate(catalog.vocabulary.publishers):
        if row.name in used:
            dates: list[tuple[Keys, object]] = [(("发布机构", position, "起"), row.begins), (("发布机构", position, "止"), row.ends)]
            yield from first_pending("data/vocabulary.yml", f"“{row.name}”当时是不是有效的名称", dates)
    dated = {row.name for row in catalog.vocabulary.publishers if row.begins or row.ends}
    for record in catalog.records:
        if catalog.publisher_of(record) in dated:
            yield from first_pending(record.path, "机构名称当时是否有效", [(("成文日期",), record.formed_on)])


def _valid(row: object, day: dt.date) -> bool:
    begins, ends = getattr(row, "begins", None), getattr(row, "ends", None)
    after_begin = not isinstance(begins, dt.date) or begins <= day
    return after_begin and (not isinstance(ends, dt.date) or day <= ends)
