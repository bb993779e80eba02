"""sitemap.xml with true dates, and robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from ..model.catalog import Catalog
from ..model.values import known


def sitemap(catalog: Catalog, pages: Iterable[str]) -> bytes:
    """Every page with the day it last changed where the data says so.

    While 网址 is 待填 the addresses are relative to the home page: there is nothing true to put before them.
    """
    base = known(catalog.site.url)
    start = base.rstrip("/") + "/" if base else ""
    lines = []
    for address in pages:
        day = _day(catalog, address)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(start + quote(address)) or './'}</loc>{changed}</url>\n")
    return ('<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{''.join(lines)}</urlset>\n").encode()


def robots(catalog: Catalog) -> bytes:
    """Everything may be read; sample pages say noindex themselves, which a robot must read to obey."""
    base = known(catalog.site.url)
    own = f"Sitemap: {base.rstrip('/')}/sitemap.xml\n" if base else ""
    return f"User-agent: *\nAllow: /\n{own}".encode()


def _day(catalog: Catalog, page: str) -> dt.date | None:
    """The day an item's page, or the page of its changes, last changed, as its data says."""
    item = catalog.item_by_id.get(page.split("/")[1]) if page.startswith("items/20") else None
    if item is None:
        return None
    days = [item.published_on, *(row.date for row in item.corrections), item.withdrawn.date if item.withdrawn else None]
    return max((day for day in days if isinstance(day, dt.date)), default=None)
