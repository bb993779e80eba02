"""What a field table says about the text of a file: which keys it may hold, and which form the value at a path has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..source import forms
from ..source.yaml_lines import Keys
from .kinds import Date, Kind, Many, Named, Path, Record, Text

Form = Callable[[str], forms.Suggestion | None]


def keys_of(kind: Kind) -> Keys:
    """Every key at any depth, and whether its value consists of keys or list entries."""
    found: dict[str, bool] = {}
    for key, value in _fields(kind):
        found[key] = found.get(key, False) or isinstance(value, Record | Many | Named)
    return found


def form_at(kind: Kind, path: Path) -> Form | None:
    """What knows the right form of the value at `path`; None where every text may stand."""
    for step in path:
        if isinstance(kind, Record) and isinstance(step, str):
            kind = next((row.kind for row in kind.fields if row.key == step), kind)
        elif isinstance(kind, Many | Named):
            kind = kind.of
        else:
            return None
    if isinstance(kind, Date):
        return forms.date
    return kind.form if isinstance(kind, Text) else None


def _fields(kind: Kind) -> Iterator[tuple[str, Kind]]:
    if isinstance(kind, Many | Named):
        yield from _fields(kind.of)
    elif isinstance(kind, Record):
        for row in kind.fields:
            yield row.key, row.kind
            yield from _fields(row.kind)
