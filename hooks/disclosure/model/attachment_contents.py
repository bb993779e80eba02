"""What is inside the attachments, read once a catalog however many rules ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..source.layers.reading import Contents, read_layers
from ..source.tree import Tree

if TYPE_CHECKING:
    from .catalog import Catalog

LARGEST = 20 * 1024 * 1024  # bytes; a larger file is refused as an attachment and not looked into
FOLDER = "data/attachments"


class AttachmentContents(Mapping[str, Contents]):
    """Path of every file below data/attachments → its contents; a file is read when it is first asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._paths = {path: None for path in tree.files(FOLDER) if (size := tree.size(path)) is not None and size <= LARGEST}
        self._read: dict[str, Contents] = {}

    def __getitem__(self, path: str) -> Contents:
        found = self._read.get(path)
        if found is None:
            if path not in self._paths:
                raise KeyError(path)
            found = self._read[path] = read_layers(path.rsplit("/", 1)[-1], self._tree.read(path) or b"")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def contents(catalog: Catalog) -> Mapping[str, Contents]:
    """Path → contents of every attachment up to 20 MB, used by an item or not; sorted by path."""
    return catalog.attachment_contents


def faults(catalog: Catalog, rule: str) -> Iterator[tuple[str, str]]:
    """(path, message) of what reading the attachments found for this rule; the message names the part."""
    for path, found in contents(catalog).items():
        for fault in found.faults:
            if fault.rule == rule:
                yield path, f"{fault.part}：{fault.message}" if fault.part else f"附件{fault.message}"
