"""The complete list of what is published beside MkDocs' own pages: stamped pages and data files, made piece by piece.

Pieces do not depend on each other, so processes share them; the whole data files are put together from the items' pieces.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from ..exports import as_json, feeds, rows, sitemap, tables
from ..model.catalog import Catalog
from ..model.markup import plain_text
from ..model.records import Item
from ..model.values import known
from ..model.volumes import Volume, volumes
from ..model.working_days import working_days
from ..pages import addresses
from ..pages.attachments import AttachmentFact
from ..pages.item_page import item_content, summary
from ..pages.lists import ListGroup, Lists
from ..pages.series import neighbours
from ..pages.shell import Shell, Stamp
from ..search.entries import Entry, entry_of
from ..search.index import LATER, Index, item_file
from . import progress, workers
from .manifest import Fact
from .output import Output

ITEMS_PIECE, LISTS_PIECE = 64, 100


@dataclass(frozen=True, slots=True)
class BookTask:
    """The workbook of one volume."""

    volume: Volume


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


Task = BookTask | ItemsTask | ListsTask


@dataclass(frozen=True, slots=True)
class Done:
    """What a task wrote (path → size and SHA-256), and its items: as lines of items.json and items.csv, and for the search index."""

    written: dict[str, Fact]
    json_rows: bytes = b""
    csv_rows: bytes = b""
    entries: tuple[Entry, ...] = ()


class Publication:
    """One site's pieces. `shells` are the pages to stamp into, by depth."""

    def __init__(self, catalog: Catalog, shells: Mapping[int, Shell], output: Output) -> None:
        self._catalog, self._shells, self._output = catalog, shells, output
        self._beside, self._days = neighbours(catalog), working_days(catalog.calendar)
        self._titles = Counter(item.title for item in catalog.items)
        self._lists = Lists(catalog)
        self._volumes = volumes(catalog)
        self._index = Index(output.write, self._share, known(catalog.site.credit_code))

    @cached_property
    def pages(self) -> dict[str, Callable[[], Stamp]]:
        """Address of every page of an item or a list → what makes it."""
        found: dict[str, Callable[[], Stamp]] = {addresses.item(item): partial(self._item_page, item, None) for item in self._catalog.items}
        for page, address in zip(self._lists.pages, self._lists.addresses(), strict=True):
            found[address] = partial(self._list_page, *page)
        return found

    def write_page(self, address: str) -> None:
        """Writes one of `pages`."""
        self._stamp(self.pages[address]())

    def write(self, pages: Iterable[str]) -> str:
        """Writes everything; `pages` are the addresses of the pages that are there already. The folder of the search index."""
        for path, data in self._small_files(pages):
            self._output.write(path, data)
        tasks = self._tasks()
        with progress.stage("生成网页和数据", sum(map(_size, tasks)), "页") as more:
            self._put_together(self._followed(tasks, more))
        folder = self._index.finish()
        self._output.rename(LATER, folder)
        return folder

    def _share(self, work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        """Results of tasks that also write files."""
        def kept(task: Any) -> tuple[Any, dict[str, Fact]]:
            return work(task), self._output.taken()
        for result, written in workers.share(kept, tasks):
            self._output.add(written)
            yield result

    def _followed(self, tasks: list[Task], more: Callable[[int], None]) -> Iterator[tuple[Task, Done]]:
        for task, done in zip(tasks, workers.share(self._do, tasks), strict=True):
            more(_size(task))
            yield task, done

    def _put_together(self, done: Iterator[tuple[Task, Done]]) -> None:
        """Writes the data files of the volumes while their pieces come in."""
        for volume in self._volumes:
            with self._output.open(f"open-data/{volume.name}.json") as json, self._output.open(f"open-data/{volume.name}.csv") as csv:
                json.write(as_json.items_head(self._catalog, len(volume.items)).encode())
                csv.write(tables.csv_head())
                for piece in self._pieces_of(volume, done):
                    json.write(piece.json_rows)
                    csv.write(piece.csv_rows)
                    self._index.add(piece.entries)
                json.write((as_json.ITEMS_TAIL if volume.items else "]\n}\n").encode())
        for _, rest in done:
            self._output.add(rest.written)

    def _tasks(self) -> list[Task]:
        """Longest first, but the pieces of a volume in their order."""
        tasks: list[Task] = [BookTask(volume) for volume in self._volumes]
        pieces = max(ITEMS_PIECE, len(self._catalog.items) // 300)
        for volume in self._volumes:
            tasks += [ItemsTask(volume, volume.items[start:start + pieces], start == 0) for start in range(0, len(volume.items), pieces)]
        lists = max(LISTS_PIECE, len(self._lists.pages) // 100)
        return tasks + [ListsTask(self._lists.pages[start:start + lists]) for start in range(0, len(self._lists.pages), lists)]

    def _pieces_of(self, volume: Volume, done: Iterator[tuple[Task, Done]]) -> Iterator[Done]:
        """The pieces with the volume's items, as they come."""
        left = len(volume.items)
        while left:
            task, piece = next(done)
            self._output.add(piece.written)
            if isinstance(task, ItemsTask):
                left -= len(task.items)
                yield piece

    def _do(self, task: Task) -> Done:
        if isinstance(task, BookTask):
            self._output.write(f"open-data/{task.volume.name}.xlsx", tables.items_xlsx(self._catalog, task.volume))
            return Done(self._output.taken())
        if isinstance(task, ListsTask):
            for group, number in task.pages:
                self._stamp(self._list_page(group, number))
            return Done(self._output.taken())
        return self._items(task)

    def _items(self, task: ItemsTask) -> Done:
        texts, lines, found = [], [], []
        for item in task.items:
            entry = entry_of(self._catalog, item)
            self._stamp(self._item_page(item, entry.visible))
            record = rows.record(self._catalog, item)
            texts.append(as_json.item_text(record))
            lines.append(rows.cells(record))
            found.append(entry.without_shown())
            self._output.write(f"items/{item.id}.json", f"{texts[-1]}\n".encode())
            self._output.write(*item_file(entry))
            for attachment in item.attachments if not item.withdrawn else ():
                self._output.write(f"items/{item.id}/files/{attachment.file}", _bytes(self._catalog, item, attachment.file))
        return Done(self._output.taken(), as_json.items_rows(texts, first=task.first).encode(), tables.csv_rows(lines), tuple(found))

    def _item_page(self, item: Item, visible: str | None) -> Stamp:
        """Titles are unique: equal ones carry their id. `visible` is the body as it is seen, where somebody knows it already."""
        title = item.title if self._titles[item.title] == 1 else f"{item.title}（{item.id}）"
        head = f'<link rel="alternate" type="application/json" href="../{item.id}.json">'
        content = item_content(self._catalog, item, self._beside[item.id], _facts(self._catalog, item), self._days)
        return Stamp(addresses.item(item), title, summary(item, plain_text(item.body) if visible is None else visible), head, content)

    def _list_page(self, group: ListGroup, number: int) -> Stamp:
        page = self._lists.page(group, number)
        return Stamp(page.address, page.title, f"{self._catalog.site.name}：{page.title}", "", page.content)

    def _stamp(self, stamp: Stamp) -> None:
        self._output.write(f"{stamp.address}index.html", self._shells[addresses.depth(stamp.address)].stamp(stamp).encode())

    def _small_files(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """What is made of the whole at once."""
        catalog = self._catalog
        if self._volumes[0].year is not None:
            yield "open-data/items.json", as_json.items_index(catalog, self._volumes)
            yield "open-data/items.csv", tables.csv_index(self._volumes)
            yield "open-data/items.xlsx", tables.xlsx_index(catalog, self._volumes)
        yield f"open-data/{as_json.SCHEMA_NAME}", as_json.item_schema(catalog)
        yield "open-data/datapackage.json", as_json.data_package(catalog, self._volumes)
        yield "open-data/catalog.jsonld", as_json.dcat(catalog, self._volumes)
        yield "feed.xml", feeds.atom(catalog, catalog.newest_first, catalog.site.name, "feed.xml")
        yield "feed.json", feeds.json_feed(catalog)
        for category in catalog.vocabulary.categories:
            items = [item for item in catalog.newest_first if item.category == category.name]
            title = f"{catalog.site.name}：{category.name}"
            yield f"feeds/{category.slug}.xml", feeds.atom(catalog, items, title, f"feeds/{category.slug}.xml")
        every = sorted({*pages, *map(addresses.item, catalog.items), *self._lists.addresses()})
        yield "sitemap.xml", sitemap.sitemap(catalog, ((page, _day(catalog, page)) for page in every))
        yield "robots.txt", sitemap.robots(catalog)


def _size(task: Task) -> int:
    """How many pages a task makes."""
    return 0 if isinstance(task, BookTask) else len(task.items if isinstance(task, ItemsTask) else task.pages)


def _facts(catalog: Catalog, item: Item) -> tuple[AttachmentFact, ...]:
    facts = []
    for attachment in item.attachments:
        data = _bytes(catalog, item, attachment.file)
        facts.append(AttachmentFact(attachment.file, attachment.name, len(data), hashlib.sha256(data).hexdigest()))
    return tuple(facts)


def _bytes(catalog: Catalog, item: Item, file: str) -> bytes:
    data = catalog.tree.read(f"data/attachments/{item.id}/{file}")
    if data is None:  # the check attachment.file runs before; only a file deleted during the build ends here
        raise FileNotFoundError(f"data/attachments/{item.id}/{file}")
    return data


def _day(catalog: Catalog, page: str) -> dt.date | None:
    """The day an item's page last changed, as its data says."""
    item = catalog.item_by_id.get(page.removeprefix("items/").rstrip("/")) if page.startswith("items/") else None
    if item is None:
        return None
    days = [item.published_on, *(row.date for row in item.corrections), item.withdrawn.date if item.withdrawn else None]
    return max((day for day in days if isinstance(day, dt.date)), default=None)
