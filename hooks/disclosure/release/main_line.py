"""What happened to the items along the main line, commit by commit: events for the ledger, and the states that were public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..exports import ledger
from ..exports.ledger import Event
from ..model.attachment_contents import FOLDER as ATTACHMENTS
from ..model.loading import ITEM_NAME, id_of
from ..model.past import Version
from ..model.records import Item
from ..source.git_log import Step

ITEMS = "data/items"
State = tuple[str, str]  # path of an item's file and git's id of its content


class MainLine:
    """`records` are the item files of all commits, None for what could not be read: it was never public and is passed over.

    `versions` are the public states of each item since it was last published, oldest first.
    """

    def __init__(self, records: Mapping[State, Item | None]) -> None:
        self._records = records
        self._files: dict[str, dict[str, str]] = defaultdict(dict)  # by item: its own files and its attachments
        self._content: dict[str, str] = {}
        self.versions: dict[str, list[Version]] = {}

    def events(self, step: Step) -> Iterator[Event]:
        """What one commit did, item by item."""
        for identifier in sorted({owner for path, blob in step.files.items() if (owner := self._moved(path, blob))}):
            yield from self._events_of(identifier, step)

    def reads_like(self, item: Item) -> bool:
        """Whether the public reads the item in the folder as it was last committed."""
        if item.id not in self.versions:
            return False
        return item is self.versions[item.id][-1].item or ledger.content_hash(item, self._attached(item)) == self._content[item.id]

    def _moved(self, path: str, blob: str | None) -> str | None:
        """Notes a changed file; the id of the item that it belongs to, if it belongs to one."""
        parts = path.split("/")
        owner = id_of(path) if ITEM_NAME.fullmatch(path) else parts[2] if path.startswith(f"{ATTACHMENTS}/") and len(parts) > 3 else None
        if owner and blob:
            self._files[owner][path] = blob
        elif owner:
            self._files[owner].pop(path, None)
        return owner

    def _events_of(self, identifier: str, step: Step) -> Iterator[Event]:
        own = min((path for path in self._files[identifier] if path.startswith(f"{ITEMS}/")), default=None)
        last = self.versions[identifier][-1].item if identifier in self.versions else None
        if own is None:
            if last:
                del self.versions[identifier], self._content[identifier]
                yield Event(identifier, ledger.REMOVED, step.time, step.commit, None, last.sample)
            return
        item = self._records[own, self._files[identifier][own]]
        if item is None:
            return
        attached = self._attached(item)
        content = ledger.content_hash(item, attached)
        if content == self._content.get(identifier):
            return
        event = _kind(last, item)
        self._content[identifier] = content
        before = self.versions[identifier] if event == ledger.CORRECTED else []
        self.versions[identifier] = [*before, Version(item, attached, step.time.date())]
        yield Event(identifier, event, step.time, step.commit, content, item.sample)

    def _attached(self, item: Item) -> tuple[str | None, ...]:
        return tuple(self._files[item.id].get(f"{ATTACHMENTS}/{item.id}/{row.file}") for row in item.attachments)


def _kind(last: Item | None, item: Item) -> str:
    """A real item in the place of a stand-in is a new one, and so is one that comes back after it was withdrawn."""
    if item.withdrawn:
        return ledger.WITHDRAWN
    if last is None or last.withdrawn or last.sample and not item.sample:
        return ledger.PUBLISHED
    return ledger.CORRECTED
