"""按期公开的人数要连得上：本期人数 = 上期人数 + 新增 − 停发。

同一事项相邻两期的“数据”：以人（户）为单位、不是新增和停发的各项相加是本期人数；名称带“新增、纳入、增加”的是新增，
带“停发、退出、取消、终止、减少、注销”的是停发，两样都有才判断。两期的各项名称要一样。
缺上一期、撤回、本期无、约数的不判断，待填的提示“不知道”；换了统计口径的，核对后可以在 data/waivers.yml 写明。
通过：六月 100 人，七月新增 5 人、停发 2 人，七月 103 人
不通过：六月 100 人，七月新增 5 人、停发 2 人，七月写成 105 人
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import persons
from ..model.catalog import Catalog
from ..model.context import Context
from ..model.dates import Period
from ..model.records import Item
from ..model.values import number_text
from ..source.problems import Level, Problem
from .unknown import Unknown, first_figure

ID = "figures.change"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条：准确；《社会救助暂行办法》第十二条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Each period of a series against the one before, at the first of the figures that make up its number."""
    for first, following in _neighbours(catalog):
        for found in filter(None, (_judge(first, following, unit) for unit in ("人", "户"))):
            yield catalog.problem(following.path, ("数据", found[0], "值"), LEVEL, ID, found[1])


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    told: set[str] = set()
    for first, following in _neighbours(catalog):
        units = [unit for unit in ("人", "户") if _may_follow(first, following, unit)]
        now = {name: figure for unit in units for counted in (persons.served, persons.came, persons.went)
               for name, figure in counted(following.figures, unit).items()}
        then = {name: figure for unit in units for name, figure in persons.served(first.figures, unit).items()}
        for path, figures in ((following.path, now), (first.path, then)):
            rows = list(first_figure(path, "与上期加新增减停发是否连得上", figures))
            if rows:
                yield from (row for row in rows if path not in told)
                told.add(path)
                break


def _neighbours(catalog: Catalog) -> Iterator[tuple[Item, Item]]:
    """Two periods of a series that follow each other and both have figures."""
    by_period: dict[tuple[str, str, Period], Item | None] = {}
    for item in catalog.items:
        if item.period and item.withdrawn is None:
            key = (item.category, item.matter, item.period)
            by_period[key] = None if key in by_period else item  # a period published twice: item.period says so
    for (category, matter, period), first in by_period.items():
        following = by_period.get((category, matter, persons.next_period(period)))
        if first and following and first.figures and following.figures and not (first.nil or following.nil):
            yield first, following


def _may_follow(before: Item, after: Item, unit: str) -> bool:
    """Whether their numbers could be compared if all of them were known."""
    moved = persons.came(after.figures, unit) and persons.went(after.figures, unit)
    return bool(moved) and set(persons.served(before.figures, unit)) == set(persons.served(after.figures, unit))


def _judge(before: Item, after: Item, unit: str) -> tuple[str, str] | None:
    """Name of the figure and message, where the number does not follow from the period before."""
    counted = persons.served(after.figures, unit)
    earlier = persons.served(before.figures, unit)
    if set(counted) != set(earlier):
        return None
    numbers = [persons.total(figures) for figures in (counted, earlier, persons.came(after.figures, unit),
                                                      persons.went(after.figures, unit))]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    now, then, came, went = known
    if now == then + came - went or after.period is None or before.period is None:
        return None
    right = f"{number_text(then)}+{number_text(came)}−{number_text(went)}={number_text(then + came - went)}"
    return next(iter(counted)), (f"{after.period.text} 共 {number_text(now)} {unit}（{'、'.join(counted)}），"
                                 f"按 {before.period.text} 加新增减停发应当是 {right}；请核对这两期的数")
