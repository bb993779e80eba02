"""The pages of the item lists, which work without JavaScript."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ..model.catalog import Catalog
from ..model.records import Item
from . import addresses
from .html import breadcrumb, link, text, time
from .list_groups import Filters, ListGroup, groups

PAGE_SIZE = 20
Line = tuple[str, str]  # a line of a list, before and behind the way to the home page


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, ready to stamp."""

    address: str
    title: str
    content: str


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

    def depends_on(self, group: ListGroup, number: int) -> Iterator[str]:
        """What one of `pages` is made of, beside the registers: equal parts make an equal page."""
        yield f"{self._filters.digest} {number} {len(group.items)} {group.gone}"
        yield f"{group.address} {group.title} {group.facet} {group.value} {group.parents} {group.query}"
        for item in _shown(group, number):
            yield from _made(item, self._lines)

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
        before, after = _made(item, made)
        lines += before, root, after
    return f'<ol class="rows">{"".join(lines)}</ol>'


def _made(item: Item, made: dict[str, Line]) -> Line:
    if item.id not in made:
        made[item.id] = _line(item)
    return made[item.id]


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
    shown = _shown(group, number)
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


def _shown(group: ListGroup, number: int) -> tuple[Item, ...]:
    return group.items[(number - 1) * PAGE_SIZE:number * PAGE_SIZE]


def _pages(group: ListGroup) -> int:
    return max(1, math.ceil(len(group.items) / PAGE_SIZE))


def _page_address(group: ListGroup, number: int) -> str:
    return group.address if number == 1 else f"{group.address}page/{number}/"


def month_counts(catalog: Catalog, year: int) -> list[tuple[int, int]]:
    """(month, number of items published in it) for the twelve months of a year."""
    counts = Counter(item.sort_date.month for item in catalog.items if item.year == year and item.withdrawn is None)
    return [(month, counts[month]) for month in range(1, 13)]
