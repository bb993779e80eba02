"""What one data file holds: all items, or the items of a year where all would be too many for one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .catalog import Catalog
from .records import Item

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Volume:
    """Some items by id, and what their files are called: `items` or `items-2022`."""

    name: str
    items: tuple[Item, ...]
    year: int | None = None


def volumes(catalog: Catalog) -> list[Volume]:
    """One volume; above `MOST` items one a year."""
    if len(catalog.items) <= MOST:
        return [Volume("items", catalog.items)]
    return [Volume(f"items-{year}", tuple(items), year) for year, items in groupby(catalog.items, key=lambda item: item.year)]


def index_rows(parts: list[Volume]) -> Iterator[tuple[int, int, str]]:
    """Year, number of items and file name without ending, for the whole files where they are an index of yearly ones."""
    yield from ((part.year, len(part.items), part.name) for part in parts if part.year is not None)
