"""What stands beside an item: the previous and next of its series, and related items. One pass for all items."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..model import markup
from ..model.catalog import Catalog
from ..model.records import Item

RELATED = 4


@dataclass(frozen=True, slots=True)
class Neighbours:
    previous: Item | None = None
    next: Item | None = None
    related: tuple[Item, ...] = ()


def neighbours(catalog: Catalog) -> dict[str, Neighbours]:
    """Neighbours of every item by id.

    A series is the items of one matter that have a period, in the order of their periods. Related are, in this
    order, items linked in the body, the items of the matter around this one, items of the category in the same month.
    """
    by_matter: dict[tuple[str, str], list[Item]] = defaultdict(list)
    by_month: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in catalog.newest_first:
        by_matter[item.category, item.matter].append(item)
        by_month[item.category, item.sort_date.isoformat()[:7]].append(item)
    found = {}
    for group in by_matter.values():
        series = sorted((item for item in group if item.period), key=lambda item: (item.period, item.id))
        place = {item.id: step for step, item in enumerate(series)}
        for position, item in enumerate(group):
            at = place.get(item.id)
            before = series[at - 1] if at else None
            after = series[at + 1] if at is not None and at + 1 < len(series) else None
            month = by_month[item.category, item.sort_date.isoformat()[:7]]
            steps = range(max(0, position - 3), min(len(group), position + 4))
            near = [group[step] for step in sorted(steps, key=lambda step, here=position: abs(step - here))]  # type: ignore[misc]
            found[item.id] = Neighbours(before, after, _related(catalog, item, near, month, (before, after)))
    return found


def _related(catalog: Catalog, item: Item, near: list[Item], month: list[Item],
             shown: tuple[Item | None, Item | None]) -> tuple[Item, ...]:
    linked = [catalog.item_by_id[name] for name in markup.linked_items(item.body) if name in catalog.item_by_id]
    taken = {item.id} | {other.id for other in shown if other}
    rows: list[Item] = []
    for other in (*linked, *near, *month[:RELATED + 3]):
        if other.id not in taken and len(rows) < RELATED:
            taken.add(other.id)
            rows.append(other)
    return tuple(rows)
