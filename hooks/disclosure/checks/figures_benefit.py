"""救助补贴人均发放的钱，不应高于当月的标准（data/standards.yml）。

事项在标准表里的条目，用“数据”里以元、万元为单位的金额，除以以人（没有时用人次）为单位的人数；新增、停发的人数不算，
“其中”和护理、自理等级不重复算。金额有几项的，按名称开头相同的人数相除（生活补贴金额 ÷ 生活补贴人数）。
期间是季度、年度的，按各月标准之和（人次按最高的一个月）；同月有几个标准的，用最高的。没有期间的用成文的月份。
约数、当月没有标准的不判断，待填的提示“不知道”；万元按写出的位数留出尾数。含补发的当月可能高出，核对后可以在 data/waivers.yml 写明。
通过：标准 700 元，10 人共发 6900 元
不通过：标准 700 元，10 人共发 7100 元（人均 710 元）
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ..model import persons
from ..model.catalog import Catalog
from ..model.context import Context
from ..model.dates import Period
from ..model.records import Figure, Item
from ..model.register_records import Standard
from ..model.values import known, number_text
from ..source.problems import Level, Problem
from .unknown import Unknown, first_figure

ID = "figures.benefit"
LEVEL = Level.WARNING
NORM = "《社会救助暂行办法》第十条、第十二条；《重庆市城乡居民最低生活保障条例》第三十条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Amounts above what the persons may get by the standards of the period, at the amount's value."""
    by_matter: dict[str, list[Standard]] = {}
    for row in catalog.standards:
        by_matter.setdefault(row.matter, []).append(row)
    for item in catalog.items if by_matter else ():
        rows = by_matter.get(item.matter)
        period = _period(item) if rows and item.figures and item.withdrawn is None else None
        if not rows or period is None:
            continue
        highest = [_highest(rows, month) for month in persons.months(period)]
        limits = [limit for limit in highest if limit is not None]
        if len(limits) == len(highest):
            for name, message in _over(item, period, limits):
                yield catalog.problem(item.path, ("数据", name, "值"), LEVEL, ID, message)


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    matters = {row.matter for row in catalog.standards}
    for item in catalog.items if matters else ():
        if item.matter in matters and item.withdrawn is None and _period(item) is not None:
            amounts = persons.money(item.figures)
            counted = persons.served(item.figures, "人") or persons.served(item.figures, "人次")
            of = {name: figure for amount in amounts for name, figure in _persons_of(amount, amounts, counted).items()}
            if of:
                yield from first_figure(item.path, "人均是否高于标准", {**amounts, **of})


def _over(item: Item, period: Period, limits: list[Decimal]) -> Iterator[tuple[str, str]]:
    """Name and message of each amount that is too high for its persons."""
    amounts = persons.money(item.figures)
    for name, figure in amounts.items():
        amount = known(figure.value)
        for unit, limit in (("人", sum(limits, Decimal(0))), ("人次", max(limits))):
            counted = _persons_of(name, amounts, persons.served(item.figures, unit))
            number = persons.total(counted)
            if amount is None or figure.about or not counted:
                continue
            if number is not None and _least(figure, amount) > number * limit:
                yield name, _message(name, figure, amount, number, unit, _said(period, limits, limit))
            break


def _persons_of(name: str, amounts: persons.Figures, counted: persons.Figures) -> persons.Figures:
    """The counts that an amount belongs to: those whose names begin alike, else all where it is the only amount."""
    alike = {other: figure for other, figure in counted.items() if other[:2] == name[:2]}
    return alike or (counted if len(amounts) == 1 else {})


def _period(item: Item) -> Period | None:
    if item.period:
        return item.period
    day = item.formed_on
    return Period(day.year, "月", day.month) if isinstance(day, dt.date) else None


def _highest(rows: list[Standard], month: Period) -> Decimal | None:
    """The highest standard in force in a month; None where there is none."""
    in_force = [row.yuan for row in rows if persons.months(row.begins)[0] <= month
                and (row.ends is None or month <= persons.months(row.ends)[-1])]
    return max(in_force, default=None)


def _least(figure: Figure, amount: Decimal) -> Decimal:
    """The amount in yuan, as little as it can be: 1.2 万元 may be 11500 元."""
    factor = persons.YUAN[figure.unit]
    if factor == 1:
        return amount
    exponent = amount.as_tuple().exponent
    return (amount - Decimal(5).scaleb(min(int(exponent), 0) - 1)) * factor


def _said(period: Period, limits: list[Decimal], limit: Decimal) -> str:
    is_sum = limit not in limits
    return f"{period.text} 各月标准之和 {number_text(limit)} 元" if is_sum else f"{period.text} 的标准 {number_text(limit)} 元/人·月"


def _message(name: str, figure: Figure, amount: Decimal, number: Decimal, unit: str, standard: str) -> str:
    said = f"“{name}”{number_text(amount)}{figure.unit}"
    if number == 0:
        return f"{said}，领取的却是 0 {unit}；请核对金额和人数"
    each = (amount * persons.YUAN[figure.unit] / number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{said} ÷ {number_text(number)} {unit}，人均 {number_text(each).removesuffix('.00')} 元，高于 {standard}；请核对金额和人数"
