"""items.json, one JSON an item, its JSON Schema, the Data Package and the DCAT catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.catalog import Catalog
from ..model.kinds import Choice, Date, Field, Flag, Kind, Many, Named, Number, Record
from ..model.values import known
from ..model.volumes import Volume, index_rows
from . import rows

SCHEMA_NAME = "item.schema.json"
_compact = json.JSONEncoder(ensure_ascii=False).encode
ITEMS_TAIL = "\n ]\n}\n"


def dump(value: Any) -> bytes:
    """Readable UTF-8 JSON, keys in the order given, one line feed at the end."""
    return (pretty(value) + "\n").encode("utf-8")


def pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def item_text(record: Mapping[str, Any]) -> str:
    """An item with a line a key: as readable as `pretty`, which takes ten times as long for the whole of a large site."""
    return "{\n" + ",\n".join([f' "{name}": {_compact(value)}' for name, value in record.items()]) + "\n}"


def items_head(catalog: Catalog, count: int) -> str:
    """How the file of all items or of a year's begins: publisher, edition, count. Items and `ITEMS_TAIL` follow."""
    return f'{pretty(_about(catalog, count))[:-2]},\n "items": ['


def items_rows(records: Iterable[str], *, first: bool) -> str:
    """Items, as `item_text` writes each, inside that file; `first` for those that nothing stands before."""
    rows = "".join(",\n  " + record.replace("\n", "\n  ") for record in records)
    return rows[1:] if first else rows


def items_index(catalog: Catalog, parts: list[Volume]) -> bytes:
    """In place of all items: which file holds those of which year."""
    files = [{"year": year, "count": count, **{kind: f"{name}.{kind}" for kind in ("json", "csv", "xlsx")}}
             for year, count, name in index_rows(parts)]
    return dump(_about(catalog, len(catalog.items)) | {"files": files})


def item_schema(catalog: Catalog) -> bytes:
    """JSON Schema of one published item, titles in Chinese."""
    base = known(catalog.site.url)
    fields = {"id": {"type": "string", "title": "编号", "pattern": r"^20\d{2}-\d{5}$"},
              "index_number": {"type": ["string", "null"], "title": "索引号"},
              "address": {"type": "string", "title": "网页地址（相对于网站首页）"}}
    fields |= {row.json: _property(row) for row in rows.PUBLIC}
    required = ["id", "index_number", "address", *(row.json for row in rows.PUBLIC if row.name in rows.WITHDRAWN_KEEPS)]
    return dump({"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "$id": f"{base.rstrip('/')}/open-data/{SCHEMA_NAME}" if base else SCHEMA_NAME,
                 "title": "政府信息公开条目", "type": "object", "properties": fields, "required": required,
                 "additionalProperties": False})


def data_package(catalog: Catalog, parts: list[Volume]) -> bytes:
    """Data Package v2 of the CSV files with items."""
    fields = [{"name": label, "type": "string"} for label in rows.labels()]
    return dump({"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "disclosure-items",
                 "title": catalog.site.name, "resources": [{
                     "name": part.name, "path": f"{part.name}.csv", "format": "csv", "mediatype": "text/csv",
                     "encoding": "utf-8", "schema": {"fields": fields, "primaryKey": ["编号"]}} for part in parts]})


def dcat(catalog: Catalog, parts: list[Volume]) -> bytes:
    """DCAT 3 catalogue with the context written inline, so that no program must fetch one."""
    kinds = (("json", "application/json"), ("csv", "text/csv"),
             ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    context = {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"}
    distributions = [{"@type": "dcat:Distribution", "dcat:downloadURL": {"@id": f"{part.name}.{ending}"}, "dcat:mediaType": kind}
                     for part in parts for ending, kind in kinds]
    return dump({"@context": context, "@type": "dcat:Catalog", "dct:title": catalog.site.name,
                 "dct:publisher": {"dct:title": catalog.site.agency}, "dct:language": "zh-CN",
                 "dcat:dataset": [{"@type": "dcat:Dataset", "dct:title": f"{catalog.site.name}：条目",
                                   "dcat:distribution": distributions}]})


def _about(catalog: Catalog, count: int) -> dict[str, Any]:
    return {"publisher": catalog.site.agency, "sample": catalog.site.is_sample, "count": count}


def _property(row: Field) -> dict[str, Any]:
    return {"title": row.key, "description": row.help, **_type(row.kind, always=row.required)}


def _type(kind: Kind, *, always: bool = False) -> dict[str, Any]:
    """The JSON Schema of a kind's exported value; only a required text is never null."""
    if isinstance(kind, Record):
        public = [row for row in kind.fields if row.public]
        return {"type": ["object", "null"], "properties": {row.json: _property(row) for row in public}}
    if isinstance(kind, Many):
        return {"type": "array", "items": _type(kind.of, always=True)}
    if isinstance(kind, Named):
        return {"type": "object", "additionalProperties": _type(kind.of)}
    if isinstance(kind, Flag):
        return {"type": "boolean"}
    if isinstance(kind, Number):
        return {"type": ["number", "null"]}
    if isinstance(kind, Choice):
        return {"enum": [*kind.words, *([] if always else [None])]}
    if isinstance(kind, Date):
        return {"type": ["string", "null"], "format": "date"}
    return {"type": "string" if always else ["string", "null"]}
