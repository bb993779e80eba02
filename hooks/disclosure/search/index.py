"""The search index as one classic script that registers itself, so that it also works without a server.

Every field is searched as one folded text (NFKC, lower case), so any substring of a title, number or body is found.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata

from ..model.catalog import Catalog
from ..model.markup import plain_text
from ..model.records import Item


def search_index(catalog: Catalog) -> tuple[str, bytes]:
    """(file name with its hash, content). Rows: id, title, number, category, matter, month, text."""
    rows = [_row(catalog, item) for item in catalog.newest_first]
    payload = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    data = f"window.disclosureIndex({payload});\n".encode()
    return f"search/items.{hashlib.sha256(data).hexdigest()[:10]}.js", data


def fold(text: str) -> str:
    """Full-width and half-width, upper and lower case are one."""
    return unicodedata.normalize("NFKC", text).lower()


def _row(catalog: Catalog, item: Item) -> list[str]:
    number = item.document_number if isinstance(item.document_number, str) else ""
    code = catalog.index_number(item) or item.id
    period = item.period.chinese if item.period else ""
    body = "" if item.withdrawn else plain_text(item.body)
    words = " ".join((item.category, item.matter, item.genre, item.office or "", period, *item.keywords))
    title = f"{item.title}（已撤回）" if item.withdrawn else item.title
    return [item.id, title, f"{number} {code}".strip(), item.category, item.matter,
            item.sort_date.isoformat(), f"{body} {words}"]
