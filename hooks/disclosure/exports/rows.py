"""One item as plain data, made from the field table: JSON values and the cells of a sheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ..model.catalog import Catalog
from ..model.dates import Period
from ..model.fields import ITEM_FIELDS
from ..model.kinds import Field, Kind, Many, Named, Record
from ..model.records import Item
from ..model.values import PENDING, json_number

PUBLIC = tuple(row for row in ITEM_FIELDS if row.public)
# a withdrawn item keeps its address and its reason; what it said is gone
WITHDRAWN_KEEPS = {"title", "category", "matter", "genre", "publisher", "office", "formed_on", "published_on", "period",
                   "document_number", "access", "validity", "withdrawn", "sample"}


def record(catalog: Catalog, item: Item) -> dict[str, Any]:
    """The item as JSON values under English names; 待填 is null, withdrawn content is left out."""
    values: dict[str, Any] = {"id": item.id, "index_number": catalog.index_number(item), "address": f"items/{item.id}/"}
    for row in _shown(item):
        values[row.json] = json_value(row.kind, getattr(item, row.name))
    values["publisher"] = catalog.publisher_of(item)
    return values


def json_value(kind: Kind, value: Any) -> Any:
    """A typed value as JSON; fields that are not public are left out."""
    if value is None or value is PENDING:
        return None
    if isinstance(kind, Record):
        return {row.json: json_value(row.kind, getattr(value, row.name)) for row in kind.fields if row.public}
    if isinstance(kind, Many):
        return [json_value(kind.of, part) for part in value]
    if isinstance(kind, Named):
        return {name: json_value(kind.of, part) for name, part in value.items()}
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.text if isinstance(value, Period) else value


def labels() -> list[str]:
    """Chinese headers of the sheet, in the order of the field table."""
    return ["编号", "索引号", *(row.key for row in PUBLIC)]


def cells(values: dict[str, Any]) -> list[str]:
    """A record's values as text cells under `labels()`; 待填 and missing are empty."""
    return [values["id"], values["index_number"] or "", *(_cell(values.get(row.json)) for row in PUBLIC)]


def _shown(item: Item) -> tuple[Field, ...]:
    return tuple(row for row in PUBLIC if row.name in WITHDRAWN_KEEPS) if item.withdrawn else PUBLIC


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(_cell(part) for part in value)
    if isinstance(value, dict):
        return "，".join(f"{name}：{_cell(part)}" for name, part in value.items() if part not in (None, ""))
    return str(value)
