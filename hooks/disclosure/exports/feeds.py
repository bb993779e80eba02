"""Atom and JSON Feed: all items and by category, newest first; ids stay when the site moves its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Any

from ..model.catalog import Catalog
from ..model.markup import plain_text
from ..model.records import Item
from ..model.values import known
from .as_json import dump

ENTRIES = 50


def atom(catalog: Catalog, items: Sequence[Item], title: str, address: str) -> bytes:
    """Atom 1.0. `address` is the feed's own path; links are relative to it while 网址 is 待填."""
    shown = items[:ENTRIES]
    back = "../" * address.count("/")
    entries = "".join(_entry(catalog, item, back) for item in shown)
    updated = max((_updated(item) for item in shown), default=dt.date(catalog.site.years[0], 1, 1))
    base = known(catalog.site.url)
    own = f'<link rel="self" href="{escape(base.rstrip("/"))}/{address}"/>' if base else ""
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
            f"<id>{_feed_id(catalog, address)}</id>\n<title>{escape(title)}</title>\n<updated>{_moment(updated)}</updated>\n"
            f'<author><name>{escape(catalog.site.agency)}</name></author>\n<link href="{back or "./"}"/>{own}\n{entries}</feed>\n'
            ).encode()


def json_feed(catalog: Catalog) -> bytes:
    """JSON Feed 1.1 of all items."""
    entries: list[dict[str, Any]] = [
        {"id": entry_id(catalog, item), "url": _url(catalog, item, ""), "title": item.title,
         "content_text": _summary(item), "date_published": _moment(item.sort_date),
         "date_modified": _moment(_updated(item)), "tags": [item.category, item.matter]}
        for item in catalog.newest_first[:ENTRIES]]
    base = known(catalog.site.url)
    places = {"home_page_url": base, "feed_url": f"{base.rstrip('/')}/feed.json"} if base else {}
    return dump({"version": "https://jsonfeed.org/version/1.1", "title": catalog.site.name, "language": "zh-CN", **places,
                 "authors": [{"name": catalog.site.agency}], "items": entries})


def entry_id(catalog: Catalog, item: Item) -> str:
    """The item's address, or a tag URI while 网址 is 待填."""
    base = known(catalog.site.url)
    return f"{base.rstrip('/')}/items/{item.id}/" if base else f"{_tag(catalog)}:{item.id}"


def _entry(catalog: Catalog, item: Item, back: str) -> str:
    return (f"<entry>\n<id>{entry_id(catalog, item)}</id>\n<title>{escape(item.title)}</title>\n"
            f'<link href="{escape(_url(catalog, item, back))}"/>\n<published>{_moment(item.sort_date)}</published>\n'
            f"<updated>{_moment(_updated(item))}</updated>\n"
            f'<category term="{escape(item.category)}"/><category term="{escape(item.matter)}"/>\n'
            f"<summary>{escape(_summary(item))}</summary>\n</entry>\n")


def _summary(item: Item) -> str:
    if item.withdrawn:
        return f"本条已经撤回。原因：{item.withdrawn.reason}"
    sample = "（示例）" if item.sample else ""
    return sample + (item.summary or plain_text(item.body)[:200])


def _updated(item: Item) -> dt.date:
    """The last day on which something happened to the item."""
    days = [item.sort_date, *(row.date for row in item.corrections), item.withdrawn.date if item.withdrawn else None]
    return max(day for day in days if isinstance(day, dt.date))


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _url(catalog: Catalog, item: Item, back: str) -> str:
    base = known(catalog.site.url)
    return f"{base.rstrip('/')}/items/{item.id}/" if base else f"{back}items/{item.id}/"


def _tag(catalog: Catalog) -> str:
    """`.invalid` is reserved and belongs to nobody: no other publisher can claim these ids."""
    return f"tag:{known(catalog.site.division_code) or 'disclosure'}.invalid,{catalog.site.years[0]}"


def _feed_id(catalog: Catalog, address: str) -> str:
    base = known(catalog.site.url)
    return f"{base.rstrip('/')}/{address}" if base else f"{_tag(catalog)}:{address}"
