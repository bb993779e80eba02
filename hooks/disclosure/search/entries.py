"""What of an item is searched and shown in results: head (title and 文号), visible body, words as they were written.

The 索引号 is searched as well, but by the browser itself, which knows every item's id.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass

from ..model.catalog import Catalog
from ..model.markup import plain_text
from ..model.records import Item
from .folding import fold, needs_table

# in a head the 文号 begins at one place, whatever the title: equal beginnings then stand at equal places
NUMBER_AT, HEAD_SIZE = 256, 512


@dataclass(frozen=True, slots=True)
class Entry:
    """One item for the index.

    `head` and `text` are folded and searched. `kind` are category, matter, genre and validity, each as its word in
    addresses and its name; `shown` is what a result prints: title, number, date, matter, visible body, further words,
    and the folded text where the browser could not fold it alone (traditional forms). `digest` stands for all of it.
    """

    id: str
    month: str
    kind: tuple[tuple[str, str], ...]
    head: str
    text: str
    shown: tuple[str, ...]
    digest: bytes

    @property
    def visible(self) -> str:
        """The body as it is seen; nothing of a withdrawn one."""
        return self.shown[4]

    @classmethod
    def of(cls, identifier: str, month: str, kind: tuple[tuple[str, str], ...], head: str, text: str, shown: tuple[str, ...]) -> Entry:
        """An entry with its digest."""
        whole = "\0".join((identifier, month, str(kind), *shown))
        return cls(identifier, month, kind, head, text, shown, hashlib.blake2b(whole.encode(), digest_size=16).digest())

    def without_shown(self) -> Entry:
        """What the index still needs when the file of the result is written."""
        return dataclasses.replace(self, shown=())


def entry_of(catalog: Catalog, item: Item) -> Entry:
    """One item for the index; the index wants them by id."""
    written = item.document_number if isinstance(item.document_number, str) else ""
    body = "" if item.withdrawn else item.body
    visible = plain_text(body)
    further = _further_words(body, visible)
    # a space stands for the end of a field: no word that is searched holds one
    head = f"{fold(item.title)[:NUMBER_AT - 1]:{NUMBER_AT}}{fold(written)[:HEAD_SIZE - NUMBER_AT - 1]}".rstrip()
    text = fold(f"{visible} {further}").strip()
    shown: tuple[str, ...] = (item.title, written, item.sort_date.isoformat(), item.matter, visible, further)
    if needs_table(" ".join(shown)):
        shown = (*shown, f"{head} {text}")
    validity = "已撤回" if item.withdrawn else item.validity
    kind = ((catalog.category_by_name[item.category].slug, item.category),
            (catalog.matter_by_name[item.category, item.matter].slug, item.matter), (item.genre, item.genre), (validity, validity))
    return Entry.of(item.id, item.sort_date.isoformat()[:7], kind, head, text, shown)


def _further_words(body: str, visible: str) -> str:
    """Words whose Markdown is not what is seen (links, tables, emphasis), as written: they can be searched as well."""
    return " ".join(word for word in dict.fromkeys(body.split()) if word not in visible)
