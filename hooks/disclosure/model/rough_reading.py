"""What can be said of a head that YAML cannot read even with its slips mended: the keys at the margin, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from ..source.yaml_lines import Row, rows
from .kinds import Fault, Field, Kind, Many, Named, Record
from .shapes import keys_of
from .wording import nearest, unknown_key

_NOT_PLAIN = "\"'[{|>&*!@`%#"


def rough_faults(head: str, kind: Kind) -> Iterator[tuple[int, int, Fault]]:
    """1-based line and column in the head, and the fault: values of a wrong form, repeated keys, misspelt ones.

    A key is called misspelt only while the key that it resembles is nowhere else at the margin.
    """
    if not isinstance(kind, Record):
        return
    fields = {row.key: row for row in kind.fields}
    found: list[Row] = []
    for row in rows(head, keys_of(kind)):
        if found and row.line.rstrip() in ("---", "..."):  # what follows is another document
            break
        if row.key and row.level == 0:
            found.append(row)
    present = {row.key for row in found}
    seen: set[str] = set()
    for row in found:
        if row.key not in fields:
            if row.colon == ":" and nearest(row.key, [key for key in fields if key not in present]):
                yield row.number, 1, Fault((row.key,), "unknown_key", unknown_key(row.key, fields), at_key=True)
        elif row.key in seen:
            yield row.number, 1, Fault((row.key,), "duplicate_key", f"“{row.key}”写了两次；请只留一个", at_key=True)
        else:
            yield from ((row.number, row.value_at + 1, fault) for fault in _of_value(row, fields[row.key]))
        seen.add(row.key)


def _of_value(row: Row, field: Field) -> list[Fault]:
    """Faults of a value that stands on the key's own line as plain text."""
    faults: list[Fault] = []
    value = row.value.split(" #")[0].rstrip()
    continued = row.content[0] != row.content[1]
    if value and not continued and value[0] not in _NOT_PLAIN and not isinstance(field.kind, Many | Named | Record):
        field.kind.convert(value, (row.key,), faults)
    return faults
