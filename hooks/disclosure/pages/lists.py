"""The item list: whole, and by category, matter, year, month, genre, validity; page by page, without JavaScript."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import quote

from ..model.catalog import Catalog
from ..model.records import Item
from . import addresses
from .html import breadcrumb, link, text, time

PAGE_SIZE = 20
Line = tuple[str, str]  # a line of a list, before and behind the way to the home page
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


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, ready to stamp."""

    address: str
    title: str
    content: str


class Filters:
    """The filters beside every list. They differ only in the way back to the home page and in the mark of the list itself."""

    def __init__(self, every: list[ListGroup]) -> None:
        by_facet: dict[str | None, list[ListGroup]] = defaultdict(list)
        for group in every:
            if group.items or group.facet != "事项":
                by_facet[group.facet].append(group)
        self._shown = [(facet, by_facet[facet]) for facet in FACETS if by_facet[facet]]
        self._made: dict[int, tuple[list[str], dict[str, int]]] = {}

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


class Lists:
    """Every page of every list. Page 1 is the list's own address, page 2 lies in `page/2/` below it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._groups = groups(catalog)
        self._filters = Filters(self._groups)
        self._lines: dict[str, Line] = {}
        self.pages = [(group, number) for group in self._groups for number in range(1, _pages(group) + 1)]

    def addresses(self) -> Iterator[str]:
        return (_page_address(group, number) for group, number in self.pages)

    def page(self, group: ListGroup, number: int) -> ListPage:
        """One of `pages`, made."""
        address = _page_address(group, number)
        title = group.title if number == 1 else f"{group.title}（第 {number} 页）"
        return ListPage(address, title, _content(self._catalog, group, self._filters, self._lines, number, _pages(group), address))


def rows(items: Iterable[Item], source: str, made: dict[str, Line] | None = None) -> str:
    """Items as a list: title first, then date, matter and number.

    `made` keeps an item's line from one list to the next; only the way back to the home page differs.
    """
    made = {} if made is None else made
    root = addresses.root(source)
    lines: list[str] = []
    for item in items:
        if item.id not in made:
            made[item.id] = _line(item)
        before, after = made[item.id]
        lines += before, root, after
    return f'<ol class="rows">{"".join(lines)}</ol>'


def _line(item: Item) -> Line:
    details = [time(item.published_on), text(item.matter)]
    if isinstance(item.document_number, str):
        details.append(text(item.document_number))
    if item.validity != "有效":
        details.append(f"<strong>{text(item.validity)}</strong>")
    if item.withdrawn:
        details.append("<strong>已撤回</strong>")
    closes = item.notice.closes if item.notice and not item.withdrawn else None
    mark = f' data-closes="{closes.isoformat()}"' if isinstance(closes, dt.date) else ""
    return (f'<li{mark}><a href="', f'{addresses.item(item)}">{text(item.title)}</a>'
            f'<p class="detail">{"".join(f"<span>{part}</span>" for part in details)}</p></li>')


def _content(catalog: Catalog, group: ListGroup, filters: Filters, made: dict[str, Line],
             number: int, pages: int, here: str) -> str:
    first = (number - 1) * PAGE_SIZE
    shown = group.items[first:first + PAGE_SIZE]
    parents = (*((("全部公开信息", addresses.ITEMS),) if group.facet else ()), *group.parents)
    count = "，".join([f"共 {len(group.items) - group.gone} 条", *([f"另有 {group.gone} 条已撤回"] if group.gone else []),
                      *([f"第 {number} 页，共 {pages} 页"] if pages > 1 else [])])
    undo = (f'<p class="undo">正在查看：{text(group.facet)}“{text(group.value)}”　'
            f'{link("✕ 看全部", addresses.ITEMS, here)}</p>') if group.facet else ""
    body = rows(shown, here, made) if shown else _empty(catalog, group, here)
    return (f'{breadcrumb(parents, group.title, here)}<div class="with-aside"><aside class="filters">'
            f'<details><summary>筛选</summary>{_combine(group, here)}{filters.html(group, here)}</details></aside>'
            f'<div class="main-column"><h1>{text(group.title)}</h1>{undo}<p class="count">{count}</p>{body}'
            f"{_pager(group, number, pages, here)}</div></div>")


def _combine(group: ListGroup, here: str) -> str:
    """The way to the search page, where choices can be combined; only scripts can do that."""
    target = addresses.href(addresses.SEARCH, here) + (f"?{group.query}" if group.query else "")
    words = "再加文字或条件" if group.query else "用文字和几项条件查找"
    return f'<p class="combine"><a href="{escape(target)}">{words}</a></p>'


def _pager(group: ListGroup, number: int, pages: int, here: str) -> str:
    if pages == 1:
        return ""
    near = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    parts = []
    if number > 1:
        parts.append(f'<li>{link("上一页", _page_address(group, number - 1), here, " rel=prev")}</li>')
    for before, page in zip([0, *near], near, strict=False):
        if page > before + 1:
            parts.append('<li class="gap" aria-hidden="true">…</li>')
        parts.append(f'<li><span aria-current="page">{page}</span></li>' if page == number
                     else f"<li>{link(str(page), _page_address(group, page), here)}</li>")
    if number < pages:
        parts.append(f'<li>{link("下一页", _page_address(group, number + 1), here, " rel=next")}</li>')
    return f'<nav class="pager" aria-label="翻页"><ul>{"".join(parts)}</ul></nav>'


def _empty(catalog: Catalog, group: ListGroup, here: str) -> str:
    matter = next((matter for category in catalog.vocabulary.categories for matter in category.matters
                   if addresses.matter(matter.slug) == group.address), None)
    if matter is not None and matter.board_only:
        why = "这类信息含有个人名单，按规定只在村（社区）公示栏张贴，不在网上公布。"
    else:
        why = "这里还没有公开的信息。"
    return (f'<p class="empty">{why}可以看{link("法定主动公开内容", addresses.CATALOGUE, here)}，'
            f'或者{link("申请公开", addresses.REQUEST, here)}。</p>')


def _pages(group: ListGroup) -> int:
    return max(1, math.ceil(len(group.items) / PAGE_SIZE))


def _page_address(group: ListGroup, number: int) -> str:
    return group.address if number == 1 else f"{group.address}page/{number}/"


def _by(items: Iterable[Item], key: Callable[[Item], object]) -> dict:
    found: dict = defaultdict(tuple)
    lists: dict = defaultdict(list)
    for item in items:
        lists[key(item)].append(item)
    found.update({name: tuple(group) for name, group in lists.items()})
    return found


def month_counts(catalog: Catalog, year: int) -> list[tuple[int, int]]:
    """(month, number of items published in it) for the twelve months of a year."""
    counts = Counter(item.sort_date.month for item in catalog.items if item.year == year and item.withdrawn is None)
    return [(month, counts[month]) for month in range(1, 13)]
