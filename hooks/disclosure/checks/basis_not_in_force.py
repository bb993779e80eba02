"""依据的法律、文件在成文日期当天要有效。

施行、废止日期登记在 data/laws.yml；“废止”是不再适用的第一天。登记里待填的日期和待填的成文日期，提示“不知道”。已有接替的，提示会写出来。
通过：成文日期 2022-03-01，依据 行政处罚法-2021（2021-07-15 施行）
不通过：成文日期 2022-03-01，依据 行政处罚法-2017（2021-07-15 废止，由 行政处罚法-2021 接替）
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.records import Item
from ..model.register_records import Law
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending, some

ID = "basis.not_in_force"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条、第二十条第（五）（六）项"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Laws in 依据 that did not apply yet, or no longer, on 成文日期."""
    for item in catalog.items:
        formed = item.formed_on
        if not item.legal_basis or not isinstance(formed, dt.date):
            continue
        for position, name in enumerate(item.legal_basis):
            law = catalog.law_by_id.get(name)
            if law is None or _in_force(law, formed):
                continue
            yield catalog.problem(item.path, ("依据", position), LEVEL, ID, _message(catalog, law, formed))


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    cited: defaultdict[str, list[Item]] = defaultdict(list)
    for item in catalog.items:
        formed = item.formed_on
        laws = [catalog.law_by_id[name] for name in item.legal_basis if name in catalog.law_by_id]
        if any(law.begins or law.ends for law in laws):
            yield from first_pending(item.path, "依据当时有没有效", [(("成文日期",), formed)])
        for law in laws:
            if isinstance(formed, dt.date) and _in_force(law, formed):
                cited[law.id].append(item)
    for position, law in enumerate(catalog.laws):
        if law.id in cited:
            yield from first_pending("data/laws.yml", f"“{law.id}”在{some(cited[law.id])}成文时是否有效",
                                     [((position, "施行"), law.begins), ((position, "废止"), law.ends)])


def _in_force(law: Law, day: dt.date) -> bool:
    """Not known to be out of force: an open date says nothing."""
    begun = not isinstance(law.begins, dt.date) or law.begins <= day
    return begun and (not isinstance(law.ends, dt.date) or day < law.ends)


def _message(catalog: Catalog, law: Law, formed: dt.date) -> str:
    if isinstance(law.begins, dt.date) and formed < law.begins:
        before = _valid([row for row in catalog.laws if row.replaced_by == law.id], formed)
        advice = f"当时有效的是“{before.id}”" if before else "请核对成文日期，或换成当时有效的依据"
        return f"依据“{law.id}”从 {law.begins} 起施行，成文日期 {formed} 时还没有施行；{advice}"
    after = _valid(_successors(catalog, law), formed)
    if after is not None:
        advice = f"已由“{after.id}”接替，请改用它"
    elif law.replaced_by:
        advice = f"接替它的是“{law.replaced_by}”，请核对"
    else:
        advice = "请换成当时有效的依据"
    return f"依据“{law.id}”从 {law.ends} 起不再适用，成文日期是 {formed}；{advice}"


def _successors(catalog: Catalog, law: Law) -> list[Law]:
    """The chain of 被替代, once each: a register may name a circle."""
    chain: dict[str, Law] = {law.id: law}
    following = catalog.law_by_id.get(law.replaced_by or "")
    while following is not None and following.id not in chain:
        chain[following.id] = following
        following = catalog.law_by_id.get(following.replaced_by or "")
    return list(chain.values())[1:]


def _valid(laws: list[Law], day: dt.date) -> Law | None:
    return next((law for law in laws if _in_force(law, day)), None)
