"""Which old words may be shown beside the new ones: what was taken back for a reason must not come back as history.

The old words of a change are shown only while everything that happened to the body since is told in 更正, while the checks find
nothing personal and no mark of secrecy in all the words that are shown together, and while 更正 itself does not speak of such
things. From the first change that may not be shown, nothing older is: its words may stand there, too.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from types import ModuleType

from ..checks.registry import CHECKS, context_of
from ..model.catalog import Catalog
from ..model.past import NO_STORY, Revision, Silent, Story, Version, changes, same_words
from ..model.records import Item
from ..source.tree import Memory

_TELLING = re.compile("个人|隐私|姓名|身份证|证件|手机|银行卡|账号|帐号|住址|病|名单|涉密|秘密|密级|敏感|泄露|[不未][^，。]{,4}公开")
_RULES: tuple[ModuleType, ...] = tuple(module for module in CHECKS if module.ID.startswith("privacy.") or module.ID == "item.secret_mark")


def story(catalog: Catalog, today: dt.date, item: Item, versions: Sequence[Version]) -> Story:
    """What the page of `item` tells of its past. `versions` are its states since it was last published, oldest first;
    the last one reads like `item`."""
    if item.withdrawn:
        return NO_STORY
    found = list(changes(versions))
    told: list[Revision] = []
    words = {item.body: None}  # everything that is shown
    held = False
    for change in reversed(found):
        if isinstance(change, Silent):
            held |= change.of_body
            continue
        held |= any(_TELLING.search(entry.note) for entry in change.entries)
        if same_words(change.before, change.after):
            continue
        more = words | {change.after: None, change.before: None}
        held = held or _is_private(catalog, today, item, more)
        words = words if held else more
        told.append(dataclasses.replace(change, before="", after="", withheld=True) if held else change)
    silent = () if item.sample else tuple(change.day for change in found if isinstance(change, Silent))
    return Story(tuple(reversed(told)), silent)


def _is_private(catalog: Catalog, today: dt.date, item: Item, bodies: Iterable[str]) -> bool:
    """Whether the checks would stop or doubt any of these bodies, alone or beside each other."""
    records = tuple(dataclasses.replace(item, body=body, path=f"docs/{number}.md") for number, body in enumerate(bodies))
    texts = Memory({record.path: record.body.encode("utf-8", "surrogatepass") for record in records})
    part = dataclasses.replace(catalog, items=records, reports=(), pages=(), tree=texts)
    context = context_of(catalog, today)
    return any(True for module in _RULES for _ in module.check(part, context))
