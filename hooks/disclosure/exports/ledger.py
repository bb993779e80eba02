"""The publication ledger: what a published record hashes to, and the lines of ledger.jsonl, each with the hash of the one before.

The content hash is the SHA-256 of the record in one canonical form, which never changes: every line that was ever published
stays as it is. The form is JSON of `id` and the public keys under their English names, sorted, without spaces, in UTF-8. What
is empty or says what would hold anyway (有效, 主动公开) is left out, so that a key which comes later changes nothing of before.
A number is written without needless zeros, 待填 is "待填", dates are ISO, and white space in the body counts for nothing. Each
attachment carries as `blob` the id that git gives to its bytes. Of a withdrawn item only what stays public counts.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..model.dates import Period
from ..model.kinds import Kind, Many, Named, Record
from ..model.records import Item
from ..model.values import PENDING
from .rows import PUBLIC, WITHDRAWN_KEEPS

NAME = "ledger.jsonl"
PUBLISHED, CORRECTED, WITHDRAWN, REMOVED = "published", "corrected", "withdrawn", "removed"
_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an item; `content` is None where its file is gone."""

    item: str
    event: str
    time: dt.datetime
    commit: str
    content: str | None
    sample: bool


def content_hash(item: Item, attached: Sequence[str | None]) -> str:
    """The SHA-256 of the canonical record; `attached` are git's ids of its attachments, in their order."""
    return hashlib.sha256(canonical(item, attached)).hexdigest()


def canonical(item: Item, attached: Sequence[str | None]) -> bytes:
    """The canonical form of what the public reads of an item."""
    values: dict[str, Any] = {"id": item.id}
    for name, json_name, write, usual in _GONE_ROWS if item.withdrawn else _ROWS:
        value = getattr(item, name)
        if value and value != usual:
            values[json_name] = write(value)
    if not item.withdrawn:
        values |= {"body": "".join(item.body.split())} if item.body else {}
        for entry, blob in zip(values.get("attachments", ()), attached, strict=True):
            entry["blob"] = blob
    return _encode(values).encode("utf-8", "surrogatepass")


def lines(events: Iterable[Event]) -> Iterator[bytes]:
    """The ledger line by line, without line ends; `previous` is the SHA-256 of the line before, null in the first."""
    previous: str | None = None
    for number, row in enumerate(events, 1):
        line = _line({"number": number, "item": row.item, "event": row.event, "time": row.time.isoformat(), "commit": row.commit,
                      "content": row.content, "sample": row.sample, "previous": previous}).encode()
        previous = hashlib.sha256(line).hexdigest()
        yield line


def _writer(kind: Kind) -> Callable[[Any], Any]:
    """What turns a typed value of this kind into JSON in its canonical form."""
    if isinstance(kind, Record):
        parts = [(row.name, row.json, _writer(row.kind)) for row in kind.fields if row.public]
        return lambda value: {json_name: write(part) for name, json_name, write in parts
                              if (part := getattr(value, name)) or isinstance(part, Decimal)}
    if isinstance(kind, Many):
        of = _writer(kind.of)
        return lambda value: [of(part) for part in value]
    if isinstance(kind, Named):
        of = _writer(kind.of)
        return lambda value: {name: of(part) for name, part in value.items()}
    return _single


def _single(value: Any) -> Any:
    if isinstance(value, str | bool):
        return value
    if value is PENDING:
        return PENDING.value
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    assert isinstance(value, Period)
    return value.text


_USUAL = {row.name: row.default for row in dataclasses.fields(Item)}
_ROWS = tuple((row.name, row.json, _writer(row.kind), _USUAL[row.name]) for row in PUBLIC if row.name != "body")
_GONE_ROWS = tuple(row for row in _ROWS if row[0] in WITHDRAWN_KEEPS)
