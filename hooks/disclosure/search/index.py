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
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .entries import Entry
from .forms import SIMPLIFIED, TRADITIONAL
from .volume import Share, Volume

FORMAT = "2"
VOLUME = 12_000
# where the index is written; its own folder is named after everything in it, which is known at the end
LATER = "search/named-later/"


def _alone(work: Callable[[Any], Any], tasks: Sequence[Any], _: Sequence[str] | None) -> Iterable[Any]:
    return map(work, tasks)


class Index:
    """An index that is made while the entries come in, by id, so that only one volume of them need be there at once.

    `write` takes the address of a file and its content; `share` may do tasks in several processes, or know their results; `code`
    is the 统一社会信用代码 that begins every 索引号.
    """

    def __init__(self, write: Callable[[str, bytes], None], share: Share = _alone, code: str | None = None) -> None:
        self._write, self._share, self._code = write, share, code
        self._entries: list[Entry] = []
        self._volumes: list[dict[str, object]] = []
        self._hash = hashlib.sha256(FORMAT.encode())

    def add(self, entries: Iterable[Entry]) -> None:
        """The next entries."""
        for entry in entries:
            self._hash.update(entry.digest)
            self._entries.append(entry)
            if len(self._entries) == VOLUME:
                self._end_volume()

    def finish(self) -> str:
        """Writes what is left. The folder that `LATER` must be called; it changes with everything that the index is made from."""
        if self._entries:
            self._end_volume()
        self._file("meta", {"code": f"{self._code.lower()}/" if self._code else "", "volumes": self._volumes})
        self._file("forms", [TRADITIONAL, SIMPLIFIED])
        return f"search/{self._hash.hexdigest()[:10]}/"

    def _end_volume(self) -> None:
        volume = Volume(self._entries, f"{len(self._volumes)}-", self._file, self._share)
        self._volumes += self._share(Volume.make, [volume], [volume.digest])
        self._entries = []

    def _file(self, name: str, content: object) -> None:
        self._write(f"{LATER}{name}.js", _script(name, content))


def item_file(entry: Entry) -> tuple[str, bytes]:
    """What a result of this item shows, and what proves a phrase in it: address and content."""
    return f"search/items/{entry.id}.js", _script(entry.id, entry.shown)


def _script(name: str, content: object) -> bytes:
    payload = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"disclosureSearch({json.dumps(name)},{payload});\n".encode()
