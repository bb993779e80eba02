"""One volume of the search index: which grams are in which items, and where. See index.py for the files.

The work is cut into tasks that may be done in any order and by several processes; what is written does not depend on that.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from . import coding
from .entries import HEAD_SIZE, Entry
from .postings import SPACE, Keys, Postings, by_place_first, joined, of_items, pairs, parts, postings, singles, triples

SECTION = 2_048
# characters a file; a query fetches one file a pair, so small ones; a proof fetches fewer
_ITEMS_FILE, _PLACES_FILE = 2_000, 6_000
_SECTION_SIZE = SPACE // 2
_PARTS = 8  # in which the grams are worked on
_FILES_A_TASK = 600
Held = str | list[str | int]
Write = Callable[[str, object], None]
# work, its tasks, and for each what its result and its files depend on, where an earlier result may be taken
Share = Callable[[Callable[[Any], Any], Sequence[Any], Sequence[str] | None], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class _Section:
    """Items whose places are counted through: the number of the first one, their bodies, and what stands for all of them."""

    number: int
    first: int
    texts: list[str]
    digest: str


class Volume:
    """`write` takes the name of a file and its content; `share` does a list of tasks and gives their results in order."""

    def __init__(self, entries: Sequence[Entry], name: str, write: Write, share: Share) -> None:
        self._entries, self._name, self._write, self._share = entries, name, write, share

    @property
    def digest(self) -> str:
        """Stands for everything that the volume's files depend on."""
        return f"{self._name} {_digest(self._entries)}"

    def make(self) -> dict[str, object]:
        """Writes every file of the volume; what meta.js says of it."""
        sections = list(_sections(self._entries))
        done = list(self._share(self._section, sections, [f"{self._name}{section.number} {section.digest}" for section in sections]))
        held = [np.frombuffer(keys, dtype=np.uint64) for found, _ in done for keys in found]
        heads = list(self._heads())
        found: dict[str, Held] = {}
        for part in self._share(self._part, list(zip(parts(held, _PARTS), parts(heads, _PARTS, held), strict=True)), None):
            found |= part
        shards = _shards(found, _ITEMS_FILE)
        starts = range(0, len(shards), _FILES_A_TASK)
        list(self._share(self._files, [(start, shards[start:start + _FILES_A_TASK]) for start in starts], None))
        self._write(f"{self._name}kinds", _kinds(self._entries))
        counts = [[len(section.texts), count] for section, (_, count) in zip(sections, done, strict=True)]
        return {**_facts(self._entries), "shards": len(shards), "sections": counts}

    def _section(self, section: _Section) -> tuple[list[bytes], int]:
        """Which items hold which grams, and into how many files the places went."""
        text, name = joined(section.texts), f"{self._name}{section.number}-"
        places = pairs(text)
        shards = _shards(_place_entries(postings(places)), _PLACES_FILE)
        for number, shard in enumerate(shards):
            self._write(f"{name}b{number}", shard)
        self._write(f"{name}ends", digits(len(text) for text in section.texts))
        keys = (places, singles(text), triples(text))
        return [of_items(found, section.texts, section.first).tobytes() for found in keys], len(shards)

    def _heads(self) -> Iterator[Keys]:
        text = "".join(entry.head.ljust(HEAD_SIZE) for entry in self._entries)
        for keys in (pairs(text), singles(text), triples(text)):
            yield by_place_first(keys, HEAD_SIZE, len(self._entries))

    def _part(self, task: tuple[list[Keys], list[Keys]]) -> dict[str, Held]:
        """For each gram the set of items whose body holds it; where heads hold it, [that set, place, set, place, set, …]."""
        size = len(self._entries)
        keys = np.concatenate(task[0])
        keys.sort()
        bodies = postings(keys)
        found: dict[str, Held] = dict(zip(bodies.grams, coding.sets(bodies.numbers, bodies.starts, size), strict=True))
        for keys in task[1]:
            heads = postings(keys, size)
            places = (heads.numbers[heads.starts] // size).tolist()
            for gram, place, items in zip(heads.grams, places, coding.sets(heads.numbers % size, heads.starts, size), strict=True):
                held_by = found.get(gram, "0")
                if isinstance(held_by, str):
                    found[gram] = held_by = [held_by]
                held_by += [place, items]
        return found

    def _files(self, task: tuple[int, list[dict[str, Held]]]) -> None:
        for number, shard in enumerate(task[1], task[0]):
            self._write(f"{self._name}a{number}", shard)


def _sections(entries: Sequence[Entry]) -> Iterator[_Section]:
    first, size, number = 0, 0, 0
    for position, entry in enumerate(entries):
        if position > first and (position - first == SECTION or size + len(entry.text) > _SECTION_SIZE):
            yield _section(number, first, entries[first:position])
            first, size, number = position, 0, number + 1
        size += len(entry.text) + 1
    if entries:
        yield _section(number, first, entries[first:])


def _section(number: int, first: int, entries: Sequence[Entry]) -> _Section:
    return _Section(number, first, [entry.text[:_SECTION_SIZE] for entry in entries], f"{first} {_digest(entries)}")


def _digest(entries: Iterable[Entry]) -> str:
    return hashlib.blake2b(b"".join(entry.digest for entry in entries), digest_size=16).hexdigest()


def _place_entries(postings: Postings) -> dict[str, str]:
    return dict(zip(postings.grams, coding.listed(postings.numbers, postings.starts), strict=True))


def _shards(found: Mapping[str, Held], size: int) -> list[dict[str, Held]]:
    """The entries spread over files of about `size` characters, by a number that the browser computes as well."""
    total = sum(len(str(value)) + 8 for value in found.values())
    shards: list[dict[str, Held]] = [{} for _ in range(max(1, total // size))]
    for gram, value in found.items():
        shards[_shard(gram, len(shards))][gram] = value
    return shards


def _shard(gram: str, count: int) -> int:
    number = 0
    for character in gram:
        number = number * 131 + ord(character)
    return number % count


def _facts(entries: Sequence[Entry]) -> dict[str, object]:
    """Serials as (year, first, count), months as (month, count)."""
    months = groupby(entry.month for entry in entries)
    return {"items": len(entries), "serials": _serials([entry.id for entry in entries]),
            "months": [(month, sum(1 for _ in group)) for month, group in months]}


def _kinds(entries: Sequence[Entry]) -> list[object]:
    """The names of each part of a kind, kinds as numbers of names, every item's kind; needed only for filters."""
    kinds = [kind for kind, _ in Counter(entry.kind for entry in entries).most_common()]
    names = [sorted({kind[part] for kind in kinds}) for part in range(len(kinds[0]))]
    number_of = {kind: number for number, kind in enumerate(kinds)}
    return [names, digits(names[part].index(name) for kind in kinds for part, name in enumerate(kind)),
            digits(number_of[entry.kind] for entry in entries)]


def digits(numbers: Iterable[int]) -> str:
    """Numbers as a script file holds them."""
    return coding.written(np.fromiter(numbers, dtype=np.int64))[0]


def _serials(ids: Sequence[str]) -> list[tuple[str, int, int]]:
    """Runs of ids without a gap, ids ascending: (year, first serial, how many)."""
    runs: list[tuple[str, int, int]] = []
    for name in ids:
        year, serial = name[:4], int(name[5:])
        if runs and runs[-1][0] == year and runs[-1][1] + runs[-1][2] == serial:
            runs[-1] = (year, runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((year, serial, 1))
    return runs
