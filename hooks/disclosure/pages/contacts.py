"""The disclosure office's contacts: all slots of 条例 第十二条 for the guide, four of them elsewhere."""

from __future__ import annotations

from ..model.catalog import Catalog
from ..model.register_fields import OFFICE_FIELDS
from .html import pairs, shown

SHORT = ("联系电话", "办公时间", "办公地址", "监督电话")


def contacts(catalog: Catalog) -> str:
    """Every slot with its value or 待填."""
    return pairs(_rows(catalog, [row.key for row in OFFICE_FIELDS]), "facts contacts")


def short_contacts(catalog: Catalog) -> str:
    return pairs(_rows(catalog, list(SHORT)), "facts contacts")


def _rows(catalog: Catalog, keys: list[str]) -> list[tuple[str, str]]:
    names = {row.key: row.name for row in OFFICE_FIELDS}
    return [(key, shown(getattr(catalog.site.office, names[key]))) for key in keys]
