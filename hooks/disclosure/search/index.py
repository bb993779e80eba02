"""The search index: small static scripts, each of which registers itself, so that it also works without a server.

Everything is overlapping pairs of characters, so any substring of a title, number or body is found, by construction.
Below `search/<hash>/` lie, for each volume of at most VOLUME items:

- `meta.js`: numbers of items, their ids and months, and how many files there are of each sort;
- `<v>-kinds.js`: category, matter, genre and validity of every item, for the filters;
- `<v>-a<k>.js`: for each gram the items whose body holds it, and its places in heads (title and numbers);
- `<v>-<s>-b<k>.js`: for each pair its places in the bodies of section s of the volume, which proves longer phrases;
- `<v>-<s>-ends.js`: the lengths of those bodies.

What a result shows is in `search/items/<id>.js`. The format is read by `hooks/theme/assets/search-index.js`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from . import coding
from .entries import HEAD_SIZE, Entry
from .forms import SIMPLIFIED, TRADITIONAL
from .postings import SPACE, Alphabet, Keys, Postings, by_place_first, joined, of_items

FORMAT = "1"
VOLUME, SECTION = 12_000, 2_048
# characters a file; a query fetches one file a pair, so small ones; a proof fetches fewer
_ITEMS_FILE, _PLACES_FILE = 2_000, 6_000
_SECTION_SIZE = SPACE // 2
File = tuple[str, bytes]
Held = str | list[str | int]


def folder(entries: Sequence[Entry]) -> str:
    """Where the index lies; the name changes with everything that the index is made from."""
    digest = hashlib.sha256(FORMAT.encode())
    for entry in entries:
        digest.update("\0".join((entry.id, entry.month, str(entry.kind), *entry.shown)).encode())
    return f"search/{digest.hexdigest()[:10]}/"


def search_index(entries: Sequence[Entry], code: str | None = None) -> Iterator[File]:
    """Every file of the index: address and content. `code` is the 统一社会信用代码 that begins every 索引号."""
    here = folder(entries)
    volumes = []
    for number, first in enumerate(range(0, len(entries), VOLUME)):
        facts, files = _volume(entries[first:first + VOLUME], f"{number}-")
        volumes.append(facts)
        yield from ((f"{here}{name}.js", _script(name, content)) for name, content in files)
    yield f"{here}meta.js", _script("meta", {"code": f"{code.lower()}/" if code else "", "volumes": volumes})
    yield f"{here}forms.js", _script("forms", [TRADITIONAL, SIMPLIFIED])
    for entry in entries:
        yield item_file(entry)


def item_file(entry: Entry) -> File:
    """What a result of this item shows, and what proves a phrase in it."""
    return f"search/items/{entry.id}.js", _script(entry.id, entry.shown)


def _volume(entries: Sequence[Entry], name: str) -> tuple[dict[str, object], Iterator[tuple[str, object]]]:
    """Facts for meta.js, and the files of one volume."""
    alphabet = Alphabet(text for entry in entries for text in (entry.head, entry.text))
    files: list[tuple[str, object]] = []
    held: list[Keys] = []
    sections = []
    for number, (first, texts) in enumerate(_sections(entries)):
        places = alphabet.pairs(joined(texts))
        held += [of_items(keys, texts, first) for keys in (places, alphabet.singles(joined(texts)), alphabet.triples(joined(texts)))]
        shards = _shards(_place_entries(alphabet.postings(places)), _PLACES_FILE)
        files += [(f"{name}{number}-b{k}", shard) for k, shard in enumerate(shards)]
        files.append((f"{name}{number}-ends", _digits(len(text) for text in texts)))
        sections.append([len(texts), len(shards)])
    shards = _shards(_item_entries(entries, alphabet, held), _ITEMS_FILE)
    files += [(f"{name}a{k}", shard) for k, shard in enumerate(shards)]
    files.append((f"{name}kinds", _kinds(entries)))
    return {**_facts(entries), "shards": len(shards), "sections": sections}, iter(files)


def _sections(entries: Sequence[Entry]) -> Iterator[tuple[int, list[str]]]:
    """(number of the first item, bodies) of the parts whose places are counted through."""
    first, size = 0, 0
    texts: list[str] = []
    for position, entry in enumerate(entries):
        if texts and (len(texts) == SECTION or size + len(entry.text) > _SECTION_SIZE):
            yield first, texts
            first, texts, size = position, [], 0
        texts.append(entry.text[:_SECTION_SIZE])
        size += len(entry.text) + 1
    if texts:
        yield first, texts


def _place_entries(postings: Postings) -> dict[str, str]:
    return dict(zip(postings.grams, coding.listed(postings.numbers, postings.starts), strict=True))


def _item_entries(entries: Sequence[Entry], alphabet: Alphabet, held: list[Keys]) -> dict[str, Held]:
    """For each gram the set of items whose body holds it; where heads hold it, [that set, place, set, place, set, …]."""
    size = len(entries)
    keys = np.concatenate(held)
    keys.sort()
    bodies = alphabet.postings(keys)
    found: dict[str, Held] = dict(zip(bodies.grams, coding.sets(bodies.numbers, bodies.starts, size), strict=True))
    text = "".join(entry.head.ljust(HEAD_SIZE) for entry in entries)
    for keys in (alphabet.pairs(text), alphabet.singles(text), alphabet.triples(text)):
        heads = alphabet.postings(by_place_first(keys, HEAD_SIZE, size), size)
        places = (heads.numbers[heads.starts] // size).tolist()
        for gram, place, items in zip(heads.grams, places, coding.sets(heads.numbers % size, heads.starts, size), strict=True):
            held_by = found.get(gram, "0")
            if isinstance(held_by, str):
                found[gram] = held_by = [held_by]
            held_by += [place, items]
    return found


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
    return [names, _digits(names[part].index(name) for kind in kinds for part, name in enumerate(kind)),
            _digits(number_of[entry.kind] for entry in entries)]


def _digits(numbers: Iterable[int]) -> str:
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


def _script(name: str, content: object) -> bytes:
    payload = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"disclosureSearch({json.dumps(name)},{payload});\n".encode()
