"""The complete list of what is published beside MkDocs' own pages: stamped pages and data files."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from ..exports import as_json, feeds, sitemap, tables
from ..model.catalog import Catalog
from ..model.markup import plain_text
from ..model.records import Item
from ..model.working_days import working_days
from ..pages.attachments import AttachmentFact
from ..pages.item_page import item_content, summary
from ..pages.lists import list_pages
from ..pages.series import neighbours
from ..pages.shell import Stamp


def stamps(catalog: Catalog) -> Iterator[Stamp]:
    """Every item page and every list page. Titles are unique: equal ones carry their id."""
    beside, days = neighbours(catalog), working_days(catalog.calendar)
    titles = Counter(item.title for item in catalog.items)
    site = catalog.site.name
    for item in catalog.items:
        title = item.title if titles[item.title] == 1 else f"{item.title}（{item.id}）"
        head = f'<link rel="alternate" type="application/json" href="../{item.id}.json">'
        yield Stamp(f"items/{item.id}/", title, summary(item, plain_text(item.body)), head,
                    item_content(catalog, item, beside[item.id], _facts(catalog, item), days))
    for page in list_pages(catalog):
        yield Stamp(page.address, page.title, f"{site}：{page.title}", "", page.content)


def data_files(catalog: Catalog, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Attachments, exports, feeds, sitemap. `pages` are the addresses of every page of the site."""
    for item in catalog.items:
        yield f"items/{item.id}.json", as_json.item_json(catalog, item)
        for attachment in item.attachments if not item.withdrawn else ():
            yield f"items/{item.id}/files/{attachment.file}", _bytes(catalog, item, attachment.file)
    yield "open-data/items.json", as_json.items_json(catalog)
    yield "open-data/items.csv", tables.items_csv(catalog)
    yield "open-data/items.xlsx", tables.items_xlsx(catalog)
    yield f"open-data/{as_json.SCHEMA_NAME}", as_json.item_schema(catalog)
    yield "open-data/datapackage.json", as_json.data_package(catalog)
    yield "open-data/catalog.jsonld", as_json.dcat(catalog)
    yield "feed.xml", feeds.atom(catalog, catalog.newest_first, catalog.site.name, "feed.xml")
    yield "feed.json", feeds.json_feed(catalog)
    for category in catalog.vocabulary.categories:
        items = [item for item in catalog.newest_first if item.category == category.name]
        title = f"{catalog.site.name}：{category.name}"
        yield f"feeds/{category.slug}.xml", feeds.atom(catalog, items, title, f"feeds/{category.slug}.xml")
    yield "sitemap.xml", sitemap.sitemap(catalog, ((page, _day(catalog, page)) for page in pages))
    yield "robots.txt", sitemap.robots(catalog)


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
