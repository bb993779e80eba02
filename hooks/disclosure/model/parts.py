"""A catalog in parts: some items with their own files each, and a last part with everything else.

A part knows the registers and which ids there are, but holds only its own items, and lists only its own files. What a
rule finds item by item, it finds in the parts together exactly as in the whole.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from ..source.tree import Tree
from .attachment_contents import FOLDER
from .catalog import Catalog
from .loading import id_of
from .records import Item

# look-ups that are the same in every part, and dear to make for each
_SHARED = ("doc_files", "law_by_id", "category_by_name", "matter_by_name")


NOTHING_READ: Mapping[str, bytes] = MappingProxyType({})


class TreePart:
    """Some files of a tree. Others can be read, but are not listed. `contents` are files that have been read already: they
    stay as they were then, whoever saves them meanwhile."""

    def __init__(self, tree: Tree, paths: Iterable[str], contents: Mapping[str, bytes] = NOTHING_READ) -> None:
        self._tree, self._contents = tree, contents
        self._paths = sorted(paths)

    def files(self, folder: str) -> list[str]:
        start = folder.rstrip("/") + "/"
        first = bisect_left(self._paths, start)
        last = bisect_left(self._paths, folder.rstrip("/") + "0")  # the character behind the slash
        return self._paths[first:last]

    def read(self, path: str) -> bytes | None:
        return self._contents[path] if path in self._contents else self._tree.read(path)

    def size(self, path: str) -> int | None:
        return len(self._contents[path]) if path in self._contents else self._tree.size(path)


def attachments_by_id(tree: Tree) -> dict[str, list[str]]:
    """Item id → the files of its attachment folder."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in tree.files(FOLDER):
        found[path.split("/")[2]].append(path)
    return dict(found)


def owned(paths: Iterable[str], attachments: Mapping[str, Sequence[str]]) -> list[str]:
    """The item files and the attachments that belong to them."""
    own = list(paths)
    for identifier in dict.fromkeys(map(id_of, own)):
        own += attachments.get(identifier, ())
    return own


class Asked:
    """A set that remembers which names it was asked about: what is found in a part depends on these alone."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self.answers: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        answer = self.answers[name] = name in self._names
        return answer


def part_of(whole: Catalog, items: tuple[Item, ...], tree: TreePart) -> tuple[Catalog, Asked]:
    """The part that holds these items and the files of this tree, and which ids it is asked about from now on."""
    asked = Asked(whole.known_ids)
    part = dataclasses.replace(whole, items=items, reports=(), pages=(), item_ids=(), tree=tree)
    return _share(whole, part, asked), asked


def rest_of(whole: Catalog, paths: Sequence[str], attachments: Mapping[str, Sequence[str]]) -> Catalog:
    """The part without items: reports, pages, registers and the files that belong to no item."""
    own = set(owned(paths, attachments))
    others = [path for folder in ("data", "docs") for path in whole.tree.files(folder) if path not in own]
    return _share(whole, dataclasses.replace(whole, items=(), tree=TreePart(whole.tree, others)), whole.known_ids)


def _share(whole: Catalog, part: Catalog, known_ids: Asked | frozenset[str]) -> Catalog:
    vars(part).update({name: getattr(whole, name) for name in _SHARED}, known_ids=known_ids)
    return part
