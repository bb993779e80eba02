"""Where every page stands: paths relative to the site's home, all ending in a slash."""

from __future__ import annotations

import re
from urllib.parse import quote

from ..model.records import Item, Report
from ..model.register_records import Site
from ..model.values import known

_PLAIN = re.compile("[A-Za-z0-9/._-]*")
ITEMS = "items/"
SEARCH = "search/"
GUIDE = "guide/"
REQUEST = "request/"
CATALOGUE = "catalogue/"
FEED = "feed.xml"
VALIDITY_SLUGS = {"有效": "valid", "失效": "expired", "废止": "repealed", "已修改": "amended"}


def item(item: Item) -> str:
    return f"items/{item.id}/"


def history(item: Item) -> str:
    """Where the changes of an item's body are shown."""
    return f"items/{item.id}/history/"


def report(report: Report) -> str:
    return f"reports/{report.slug}/"


def category(slug: str) -> str:
    return f"items/category/{slug}/"


def matter(slug: str) -> str:
    return f"items/matter/{slug}/"


def year(year: int) -> str:
    return f"items/year/{year}/"


def month(month: str) -> str:
    """`month` as 2022-07."""
    return f"items/month/{month}/"


def genre(name: str) -> str:
    """Genres have no slug in the vocabulary; their name is the address."""
    return f"items/genre/{name}/"


def validity(name: str) -> str:
    return f"items/validity/{VALIDITY_SLUGS[name]}/"


def feed(slug: str) -> str:
    """The feed of one category."""
    return f"feeds/{slug}.xml"


def absolute(site: Site, address: str) -> str | None:
    """The whole address of a page, as other people can use it; None while 网址 is 待填."""
    base = known(site.url)
    return f"{base.rstrip('/')}/{quote(address, safe='/')}" if base else None


def depth(address: str) -> int:
    """How many folders below the site's home a page lies."""
    return address.count("/")


def root(address: str) -> str:
    """The way from a page back to the site's home: "../../", or "./" for the home page itself."""
    return "../" * depth(address) or "./"


def href(target: str, source: str) -> str:
    """The link from page `source` to `target`, percent-encoded, without any character that HTML would escape."""
    return root(source) + (target if _PLAIN.fullmatch(target) else quote(target, safe="/"))


def plain(url: str) -> str:
    """MkDocs' url of a page as an address of this site: the home page is the empty one."""
    return "" if url in (".", "./") else url
