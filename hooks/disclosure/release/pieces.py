"""The pieces of a site beside MkDocs' own pages: what is made together, by one process, and what it depends on.

Pieces do not depend on each other, so processes share them, and an earlier build's are taken where nothing has changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from ..exports import as_json, rows, tables
from ..exports.workbooks import sheet_rows
from ..model.catalog import Catalog
from ..model.markup import plain_text
from ..model.parts import attachments_by_id, owned
from ..model.past import NO_STORY, Story
from ..model.records import Item
from ..model.volumes import Volume, volumes
from ..model.working_days import working_days
from ..pages import addresses
from ..pages.attachments import AttachmentFact
from ..pages.history_page import history_content
from ..pages.item_page import item_content, others, summary
from ..pages.list_groups import ListGroup
from ..pages.lists import Lists
from ..pages.series import neighbours
from ..pages.shell import Shell, Stamp
from ..search.entries import Entry, entry_of
from ..search.index import item_file
from .cache import key
from .output import Incomplete, Output
from .past import NO_PAST, Past

ITEMS_PIECE, LISTS_PIECE = 64, 100  # serials of a year, pages
_MOST_ITEMS, _MOST_LISTS = 300, 100  # pieces


@dataclass(frozen=True, slots=True)
class ItemsTask:
    """Pages, data and attachments of some items of a volume; `first` for those that it begins with."""

    volume: Volume
    items: Sequence[Item]
    first: bool


@dataclass(frozen=True, slots=True)
class ListsTask:
    """Some pages of lists."""

    pages: Sequence[tuple[ListGroup, int]]


Task = ItemsTask | ListsTask


@dataclass(frozen=True, slots=True)
class Done:
    """The items of a piece as lines of items.json, items.csv and items.xlsx, and for the search index."""

    json_rows: bytes = b""
    csv_rows: bytes = b""
    sheet_rows: bytes = b""
    entries: tuple[Entry, ...] = ()


class Pieces:
    """One site's pieces, written to `output`. `shells` are the pages to stamp into, by depth."""

    def __init__(self, catalog: Catalog, shells: Mapping[int, Shell], output: Output, past: Past = NO_PAST) -> None:
        self._catalog, self._shells, self._output, self._past = catalog, shells, output, past
        self._beside, self._days = neighbours(catalog), working_days(catalog.calendar)
        self._titles = Counter(item.title for item in catalog.items)
        self._lists = Lists(catalog)
        self.volumes = volumes(catalog)

    @property
    def addresses(self) -> Iterator[str]:
        """Where every page of an item or a list will be."""
        yield from map(addresses.item, self._catalog.items)
        yield from map(addresses.history, self._told)
        yield from self._lists.addresses()

    @cached_property
    def pages(self) -> dict[str, Callable[[], Stamp]]:
        """Address of every page of an item or a list → what makes it."""
        found: dict[str, Callable[[], Stamp]] = {addresses.item(item): partial(self._item_page, item, None) for item in self._catalog.items}
        found |= {addresses.history(item): partial(self._history_page, item) for item in self._told}
        for page, address in zip(self._lists.pages, self._lists.addresses(), strict=True):
            found[address] = partial(self._list_page, *page)
        return found

    def write_page(self, address: str) -> None:
        """Writes one of `pages`."""
        self._stamp(self.pages[address]())

    def tasks(self) -> list[Task]:
        """The pieces with items in their order, then those with lists. They are cut by year and serial, so that a new item
        changes no piece of items but its own."""
        found: list[Task] = []
        size = ITEMS_PIECE
        while len(cut := [list(self._cut(volume, size)) for volume in self.volumes]) and sum(map(len, cut)) > _MOST_ITEMS:
            size *= 2
        for volume, parts in zip(self.volumes, cut, strict=True):
            found += [ItemsTask(volume, part, number == 0) for number, part in enumerate(parts)]
        step = max(LISTS_PIECE, len(self._lists.pages) // _MOST_LISTS)
        return found + [ListsTask(self._lists.pages[start:start + step]) for start in range(0, len(self._lists.pages), step)]

    def do(self, task: Task) -> Done:
        """Writes what belongs to a piece."""
        if isinstance(task, ItemsTask):
            return self._items(task)
        for group, number in task.pages:
            self._stamp(self._list_page(group, number))
        return Done()

    def key(self, task: Task) -> str:
        """What a piece depends on, beside the program, the registers and the shells."""
        if isinstance(task, ListsTask):
            return key(*(part for page in task.pages for part in self._lists.depends_on(*page)))
        found = [str(task.first)]
        for item in task.items:
            around = [(other.id, other.title, str(other.published_on)) for other in others(self._catalog, item, self._beside[item.id])]
            found += self._sources[item.id], str(around), str(self._titles[item.title] == 1), str(self._story(item))
        return key(*found)

    @cached_property
    def _sources(self) -> dict[str, str]:
        """What stands for the files of each item, as they were checked."""
        found, attachments = self._catalog.sources, attachments_by_id(self._catalog.tree)
        return {item.id: str([(path, found[path]) for path in owned([item.path], attachments)]) for item in self._catalog.items}

    @staticmethod
    def _cut(volume: Volume, size: int) -> Iterator[list[Item]]:
        for _, part in groupby(volume.items, key=lambda item: (item.year, int(item.id.partition("-")[2]) // size)):
            yield list(part)

    def _items(self, task: ItemsTask) -> Done:
        texts, lines, found = [], [], []
        for item in task.items:
            entry = entry_of(self._catalog, item)
            self._stamp(self._item_page(item, entry.visible))
            if self._story(item).is_told:
                self._stamp(self._history_page(item))
            record = rows.record(self._catalog, item)
            texts.append(as_json.item_text(record))
            lines.append(rows.cells(record))
            found.append(entry.without_shown())
            self._output.write(f"items/{item.id}.json", f"{texts[-1]}\n".encode())
            self._output.write(*item_file(entry))
            for attachment in item.attachments if not item.withdrawn else ():
                self._output.write(f"items/{item.id}/files/{attachment.file}", _bytes(self._catalog, item, attachment.file))
        return Done(as_json.items_rows(texts, first=task.first).encode(), tables.csv_rows(lines), sheet_rows(lines), tuple(found))

    def _item_page(self, item: Item, visible: str | None) -> Stamp:
        """Titles are unique: equal ones carry their id. `visible` is the body as it is seen, where somebody knows it already."""
        title = item.title if self._titles[item.title] == 1 else f"{item.title}（{item.id}）"
        head = f'<link rel="alternate" type="application/json" href="../{item.id}.json">'
        content = item_content(self._catalog, item, self._beside[item.id], _facts(self._catalog, item), self._days, self._story(item))
        return Stamp(addresses.item(item), title, summary(item, plain_text(item.body) if visible is None else visible), head, content)

    def _history_page(self, item: Item) -> Stamp:
        title = f"改动对照：{item.title}（{item.id}）"
        return Stamp(addresses.history(item), title, title, "", history_content(self._catalog, item, self._story(item)))

    def _story(self, item: Item) -> Story:
        return self._past.stories.get(item.id, NO_STORY)

    @cached_property
    def _told(self) -> list[Item]:
        """Items with a page of their changes."""
        return [item for item in self._catalog.items if self._story(item).is_told]

    def _list_page(self, group: ListGroup, number: int) -> Stamp:
        page = self._lists.page(group, number)
        return Stamp(page.address, page.title, f"{self._catalog.site.name}：{page.title}", "", page.content)

    def _stamp(self, stamp: Stamp) -> None:
        self._output.write(f"{stamp.address}index.html", self._shells[addresses.depth(stamp.address)].stamp(stamp).encode())


def _facts(catalog: Catalog, item: Item) -> tuple[AttachmentFact, ...]:
    facts = []
    for attachment in item.attachments:
        data = _bytes(catalog, item, attachment.file)
        facts.append(AttachmentFact(attachment.file, attachment.name, len(data), hashlib.sha256(data).hexdigest()))
    return tuple(facts)


def _bytes(catalog: Catalog, item: Item, file: str) -> bytes:
    """An attachment as it was checked. Raises `Incomplete` for one that was changed or deleted since."""
    path = f"data/attachments/{item.id}/{file}"
    data = catalog.tree.read(path)
    if data is None or catalog.sources.get(path, digest := key(data)) != digest:
        raise Incomplete(f"{path} 在生成的时候被改动；请再生成一次")
    return data
