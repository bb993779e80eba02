"""Which lists of items there are: whole, by category, matter, year, month, genre, validity; and the filters that lead to them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from ..model.catalog import Catalog
from ..model.records import Item
from . import addresses
from .html import link

CURRENT = ' aria-current="true"'
FACETS = ("类别", "事项", "月份", "体裁", "有效性")


@dataclass(frozen=True)
class ListGroup:
    """One list: its address, what it shows in words, its items newest first. `facet` is None for the whole.

    `query` is the same choice in the address of the search page, where several can be made.
    """

    address: str
    title: str
    items: tuple[Item, ...]
    facet: str | None = None
    value: str = ""
    parents: tuple[tuple[str, str], ...] = ()
    query: str = ""

    @cached_property
    def gone(self) -> int:
        """How many of its items are withdrawn."""
        return sum(item.withdrawn is not None for item in self.items)


class Filters:
    """The filters beside every list. They differ only in the way back to the home page and in the mark of the list itself."""

    def __init__(self, every: list[ListGroup]) -> None:
        by_facet: dict[str | None, list[ListGroup]] = defaultdict(list)
        for group in every:
            if group.items or group.facet != "事项":
                by_facet[group.facet].append(group)
        self._shown = [(facet, by_facet[facet]) for facet in FACETS if by_facet[facet]]
        self._made: dict[int, tuple[list[str], dict[str, int]]] = {}

    @cached_property
    def digest(self) -> str:
        """Stands for everything that the filters say."""
        said = [(facet, [(group.value, group.address, len(group.items)) for group in lists]) for facet, lists in self._shown]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def html(self, current: ListGroup, here: str) -> str:
        depth = addresses.depth(here)
        if depth not in self._made:
            self._made[depth] = self._pieces(here)
        pieces, places = self._made[depth]
        place = places.get(current.address)
        if place is None:
            return "".join(pieces)
        marked = f"<li>{link(current.value, current.address, here, CURRENT)} <span>{len(current.items)}</span></li>"
        return "".join([*pieces[:place], marked, *pieces[place + 1:]])

    def _pieces(self, here: str) -> tuple[list[str], dict[str, int]]:
        """The filters in pieces, as pages of this depth have them, and where each list's line is among them."""
        pieces: list[str] = []
        places: dict[str, int] = {}
        for facet, lists in self._shown:
            pieces.append(f'<p class="facet">{facet}</p><ul aria-label="{facet}">')
            for group in lists:
                places[group.address] = len(pieces)
                pieces.append(f"<li>{link(group.value, group.address, here)} <span>{len(group.items)}</span></li>")
            pieces.append("</ul>")
        return pieces, places


def groups(catalog: Catalog) -> list[ListGroup]:
    """Every list that the site has, in the order of the filters. Empty matters have a list that says why."""
    items = catalog.newest_first
    found = [ListGroup(addresses.ITEMS, "全部公开信息", items)]
    by_category, by_matter = _by(items, lambda item: item.category), _by(items, lambda item: (item.category, item.matter))
    for category in catalog.vocabulary.categories:
        address = addresses.category(category.slug)
        found.append(ListGroup(address, f"{category.name}类信息", by_category[category.name], "类别", category.name,
                               query=f"category={category.slug}"))
        for matter in category.matters:
            found.append(ListGroup(addresses.matter(matter.slug), matter.name, by_matter[category.name, matter.name],
                                   "事项", matter.name, ((f"{category.name}类信息", address),), f"matter={matter.slug}"))
    for year, of_year in _by(items, lambda item: item.year).items():
        found.append(ListGroup(addresses.year(year), f"{year}年公开信息", of_year, "年份", f"{year}年", query=f"year={year}"))
    for month, of_month in _by(items, lambda item: item.sort_date.isoformat()[:7]).items():
        name = f"{int(month[:4])}年{int(month[5:])}月"
        found.append(ListGroup(addresses.month(month), f"{name}公开信息", of_month, "月份", name,
                               ((f"{month[:4]}年公开信息", addresses.year(int(month[:4]))),), f"month={month}"))
    by_genre = _by(items, lambda item: item.genre)
    found += [ListGroup(addresses.genre(genre), f"体裁：{genre}", by_genre[genre], "体裁", genre,
                        query=f"genre={quote(genre)}")
              for genre in catalog.vocabulary.genres if by_genre[genre]]
    by_validity = _by(items, lambda item: item.validity)
    found += [ListGroup(addresses.validity(name), f"有效性：{name}", by_validity[name], "有效性", name,
                        query=f"validity={quote(name)}")
              for name in addresses.VALIDITY_SLUGS if by_validity[name]]
    return found


def _by(items: Iterable[Item], key: Callable[[Item], object]) -> dict:
    found: dict = defaultdict(tuple)
    lists: dict = defaultdict(list)
    for item in items:
        lists[key(item)].append(item)
    found.update({name: tuple(group) for name, group in lists.items()})
    return found
