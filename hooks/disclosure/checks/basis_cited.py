"""正文里点名的文号，在成文日期应当有效。

文号登记在 data/laws.yml；正文写到已经废止或尚未施行的文件，会提示改用哪一个。施行、废止日期待填的提示“不知道”。
通过：依据国办发〔2018〕118号，而且当时有效
不通过：依据渝府令〔2015〕290号，而它已在 2019-11-01 废止
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.register_records import Law
from ..model.values import PENDING
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending, some

ID = "basis.cited"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条、第二十条第（五）（六）项"
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔20[0-9]{2}〕[1-9][0-9]*号")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Registered document numbers in a body that did not apply when the item was formed."""
    numbers = {law.number: law for law in catalog.laws if isinstance(law.number, str) and "〔" in law.number}
    for item in catalog.items if numbers else ():
        if "〔" not in item.body or not isinstance(item.formed_on, dt.date):
            continue
        for found in _NUMBER.finditer(item.body):
            law = next((law for number, law in numbers.items() if found.group().endswith(number)), None)
            if law is None or not (why := _why_not(law, item.formed_on)):
                continue
            at = found.end() - len(str(law.number))
            line, column = item.body.count("\n", 0, at) + 1, at - item.body.rfind("\n", 0, at)
            successor = catalog.law_by_id.get(law.replaced_by or "")
            advice = f"；现行的是《{successor.name}》" if successor else "；请核对依据"
            yield catalog.body_problem(item, line, column, LEVEL, ID, f"“{law.number}”{why}{advice}")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for position, law in enumerate(catalog.laws):
        if isinstance(law.number, str) and "〔" in law.number and PENDING in (law.begins, law.ends):
            naming = [item for item in catalog.items if law.number in item.body and isinstance(item.formed_on, dt.date)
                      and not _why_not(law, item.formed_on)]
            if naming:
                yield from first_pending("data/laws.yml", f"{some(naming)}的正文点名它是否用对",
                                         [((position, "施行"), law.begins), ((position, "废止"), law.ends)])


def _why_not(law: Law, day: dt.date) -> str:
    if isinstance(law.ends, dt.date) and law.ends <= day:
        return f"在成文日期 {day} 已经失效（{law.ends} 起不再适用）"
    if isinstance(law.begins, dt.date) and day < law.begins:
        return f"在成文日期 {day} 还没有施行（{law.begins} 起施行）"
    return ""
