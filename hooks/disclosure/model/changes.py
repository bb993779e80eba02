"""What came, went and changed between an earlier state of the repository (the base) and now."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator

from ..source.tree import Tree
from .catalog import Catalog
from .loading import ITEM_NAME
from .records import Item
from .values import PENDING

_TELLING = 20  # characters of a body below which two items may well read alike (本月无新增)
_ALIKE = 0.6  # titles that have less in common than this name different things


def kept(base: Catalog, now: Catalog) -> Iterator[tuple[Item, Item]]:
    """Items of both states by id, before and after. A stand-in that became a real item is a new one, so it is left out."""
    for after in now.items:
        before = base.item_by_id.get(after.id)
        if before is not None and not (before.sample and not after.sample):
            yield before, after


def gone(base: Catalog, now: Catalog) -> Iterator[tuple[str, Item | None, Item | None]]:
    """Path and item (None where it could not be read) of each id that is no longer there, and the new item that holds
    the same content, if there is one. Stand-ins may go when the edition becomes 正式."""
    paths = {found[2]: path for path in base.tree.files("data/items") if (found := ITEM_NAME.fullmatch(path))}
    lost = [identifier for identifier in sorted(paths) if identifier not in now.known_ids]
    came: dict[tuple[str, ...], list[Item]] = {}
    for item in now.items if lost else ():
        if item.id not in base.known_ids:
            for key in _content(item):
                came.setdefault(key, []).append(item)
    taken: set[str] = set()
    for identifier in lost:
        before = base.item_by_id.get(identifier)
        if before is not None and before.sample and not now.site.is_sample:
            continue
        same = next((item for key in (_content(before) if before else ()) for item in came.get(key, ()) if item.id not in taken), None)
        taken.update([same.id] if same else [])
        yield paths[identifier], before, same


def is_another(before: Item, after: Item) -> bool:
    """Whether an id now stands for something else: another matter, another body, and a title with little in common."""
    return ((before.category, before.matter) != (after.category, after.matter)
            and _squeezed(before.body) != _squeezed(after.body)
            and difflib.SequenceMatcher(None, before.title, after.title, autojunk=False).ratio() < _ALIKE)


def has_new_correction(before: Item, after: Item) -> bool:
    """Whether an entry was added to 更正."""
    return any(entry not in before.corrections for entry in after.corrections)


def changed_parts(base: Tree, now: Tree, before: Item, after: Item) -> list[str]:
    """The keys of what the public reads and now reads otherwise. White space counts for nothing; a 待填 figure may be filled."""
    pairs = (("标题", before.title, after.title), ("文号", before.document_number, after.document_number),
             ("公示期", before.notice, after.notice), ("正文", _squeezed(before.body), _squeezed(after.body)),
             ("数据", _figures(before, before), _figures(after, before)), ("附件", _attached(before), _attached(after)),
             ("更正", (), tuple(entry for entry in before.corrections if entry not in after.corrections)))
    changed = [key for key, old, new in pairs if old != new]
    if "附件" not in changed and any(_differs(base, now, before, after, file) for file in _attached(after)):
        changed.append("附件")
    return changed


def first_difference(before: str, after: str) -> int:
    """The 1-based line of `after` on which two texts first differ, white space apart."""
    old, new = before.split("\n"), after.split("\n")
    for number, (left, right) in enumerate(zip(old, new, strict=False), 1):
        if _squeezed(left) != _squeezed(right):
            return number
    return min(len(old) + 1, len(new))


def _content(item: Item) -> list[tuple[str, ...]]:
    """What tells an item from others: its title within its matter and period, and its body where that is long enough."""
    body = _squeezed(item.body)
    title = (item.category, item.matter, item.title, item.period.text if item.period else "")
    return [title, (body,)] if len(body) >= _TELLING else [title]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _figures(item: Item, known_in: Item) -> dict[str, object]:
    """Values and units of the figures that were known before; a name that is gone stays out."""
    known = [name for name, figure in known_in.figures.items() if figure.value is not PENDING]
    return {name: (item.figures[name].value, item.figures[name].unit) for name in known if name in item.figures}


def _attached(item: Item) -> dict[str, str]:
    return {attachment.file: attachment.name for attachment in item.attachments}


def _differs(base: Tree, now: Tree, before: Item, after: Item, file: str) -> bool:
    """Whether an attachment's bytes changed; a file that is missing is attachment.file's matter."""
    old, new = (posixpath.join("data/attachments", item.id, file) for item in (before, after))
    sizes = base.size(old), now.size(new)
    if None in sizes:
        return False
    return sizes[0] != sizes[1] or base.read(old) != now.read(new)
