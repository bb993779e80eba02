"""The complete list of what is published beside MkDocs' own pages: stamped pages and data files.

Most of it is made piece by piece; the whole data files are put together from the items' pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..exports import as_json, feeds, ledger, sitemap, tables
from ..model.catalog import Catalog
from ..model.values import known
from ..model.volumes import Volume
from ..pages.shell import Shell
from ..search.index import LATER, Index
from . import progress, workers
from .manifest import Fact
from .output import Output
from .past import NO_PAST, Past
from .pieces import Done, ItemsTask, Pieces, Task
from .reuse import Reuse
from .times import INDEX, PAGES, times


class Publication:
    """One site. `shells` are the pages to stamp into, by depth; `reuse` knows what an earlier build made."""

    def __init__(self, catalog: Catalog, shells: Mapping[int, Shell], output: Output, past: Past = NO_PAST,
                 reuse: Reuse | None = None) -> None:
        self._catalog, self._output, self._past = catalog, output, past
        self.reuse = reuse or Reuse(output)
        self._pieces = Pieces(catalog, shells, output, past)
        self._book: Callable[[], dict[str, Fact]] | None = None
        self._index = Index(output.write, self.reuse.share, known(catalog.site.credit_code))

    @property
    def pages(self) -> Mapping[str, object]:
        """Every page of an item or a list, by its address."""
        return self._pieces.pages

    def write_page(self, address: str) -> None:
        """Writes one of `pages`."""
        self._pieces.write_page(address)

    def write(self, pages: Iterable[str]) -> str:
        """Writes everything; `pages` are the addresses of the pages that are there already. The folder of the search index."""
        for path, data in self._small_files(pages):
            self._output.write(path, data)
        tasks = self._pieces.tasks()
        with progress.stage("生成网页和数据", sum(map(_size, tasks)), "页") as more:
            self._put_together(self._followed(tasks, more))
        times.ended(PAGES)
        folder = self._index.finish()
        self._finish_book()
        self._output.rename(LATER, folder)
        times.ended(INDEX)
        return folder

    def _followed(self, tasks: list[Task], more: Callable[[int], None]) -> Iterator[tuple[Task, Done]]:
        keys = [self._pieces.key(task) for task in tasks] if self.reuse.is_used else None
        for task, done in zip(tasks, self.reuse.share(self._pieces.do, tasks, keys), strict=True):
            more(_size(task))
            yield task, done

    def _put_together(self, done: Iterator[tuple[Task, Done]]) -> None:
        """Writes the data files of the volumes while their pieces come in."""
        for volume in self._pieces.volumes:
            with self._output.open(f"open-data/{volume.name}.json") as json, self._output.open(f"open-data/{volume.name}.csv") as csv:
                json.write(as_json.items_head(self._catalog, len(volume.items)).encode())
                csv.write(tables.csv_head())
                sheet = []
                for piece in _pieces_of(volume, done):
                    json.write(piece.json_rows)
                    csv.write(piece.csv_rows)
                    sheet.append(piece.sheet_rows)
                    times.ended(PAGES)
                    self._index.add(piece.entries)  # the last one of a volume makes the volume
                    times.ended(INDEX)
                json.write((as_json.ITEMS_TAIL if volume.items else "]\n}\n").encode())
            self._finish_book()
            self._book = workers.aside(self._write_book, (volume, sheet))
        for _ in done:  # the pieces that go into no file of the whole
            pass

    def _write_book(self, task: tuple[Volume, list[bytes]]) -> dict[str, Fact]:
        volume, sheet = task
        with self._output.apart() as written:
            self._output.write(f"open-data/{volume.name}.xlsx", tables.workbook(self._catalog, volume, sheet))
        return written

    def _finish_book(self) -> None:
        """Compressing a workbook takes as long as a section of the search index, so it goes on beside that; one at a time."""
        if self._book:
            self._output.add(self._book())
        self._book = None

    def _small_files(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """What is made of the whole at once."""
        catalog, parts = self._catalog, self._pieces.volumes
        if parts[0].year is not None:
            yield "open-data/items.json", as_json.items_index(catalog, parts)
            yield "open-data/items.csv", tables.csv_index(parts)
            yield "open-data/items.xlsx", tables.xlsx_index(catalog, parts)
        yield f"open-data/{as_json.SCHEMA_NAME}", as_json.item_schema(catalog)
        yield "open-data/datapackage.json", as_json.data_package(catalog, parts)
        yield "open-data/catalog.jsonld", as_json.dcat(catalog, parts)
        yield "feed.xml", feeds.atom(catalog, catalog.newest_first, catalog.site.name, "feed.xml")
        yield "feed.json", feeds.json_feed(catalog)
        for category in catalog.vocabulary.categories:
            items = [item for item in catalog.newest_first if item.category == category.name]
            title = f"{catalog.site.name}：{category.name}"
            yield f"feeds/{category.slug}.xml", feeds.atom(catalog, items, title, f"feeds/{category.slug}.xml")
        every = sorted({*pages, *self._pieces.addresses})
        yield "sitemap.xml", sitemap.sitemap(catalog, every)
        yield "robots.txt", sitemap.robots(catalog)
        if self._past.lines:
            yield ledger.NAME, self._past.ledger


def _pieces_of(volume: Volume, done: Iterator[tuple[Task, Done]]) -> Iterator[Done]:
    """The pieces with the volume's items, as they come."""
    left = len(volume.items)
    while left:
        task, piece = next(done)
        if isinstance(task, ItemsTask):
            left -= len(task.items)
            yield piece


def _size(task: Task) -> int:
    """How many pages a task makes."""
    return len(task.items if isinstance(task, ItemsTask) else task.pages)
