"""What no rule can judge because a value is 待填: one 提示 a value, however many rules need it.

A rule that needs such values has, beside `check`, a function `unknown`: it yields what it would have compared or computed
if the value were there, at most once a record. A key that is not written at all is not 待填; nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.catalog import Catalog, Keys
from ..model.records import Figure, Item
from ..model.values import PENDING
from ..source.problems import Level, Problem

_FIRST = ("timeliness.late", "basis.not_in_force")  # where several rules need a value, the question that matters most


@dataclass(frozen=True, slots=True)
class Unknown:
    """The place of a 待填, and what it keeps the rule from knowing (是否按时公开); `of` values in all are 待填."""

    path: str
    keys: Keys
    question: str
    of: int = 1


def first_pending(path: str, question: str, values: Iterable[tuple[Keys, object]]) -> Iterator[Unknown]:
    """The first of a rule's values that is 待填, if one is: a record gets one line a rule."""
    pending = [keys for keys, value in values if value is PENDING]
    if pending:
        yield Unknown(path, pending[0], question)


def first_figure(path: str, question: str, figures: Mapping[str, Figure]) -> Iterator[Unknown]:
    """As `first_pending`, for the named figures that a rule reckons with."""
    pending = [name for name, figure in figures.items() if figure.value is PENDING]
    if pending:
        yield Unknown(path, ("数据", pending[0], "值"), question, len(pending))


def some(items: Sequence[Item]) -> str:
    """条目 2022-00018, or 条目 2022-00018 等 4 个."""
    return f"条目 {items[0].id} 等 {len(items)} 个" if len(items) > 1 else f"条目 {items[0].id} "


def problems(catalog: Catalog, found: Iterable[tuple[str, Unknown]]) -> Iterator[Problem]:
    """One problem a value, under the first rule that needs it; the others are named in the message."""
    at: dict[tuple[str, Keys], list[tuple[str, Unknown]]] = {}
    for rule, row in found:
        at.setdefault((row.path, row.keys), []).append((rule, row))
    for (path, keys), needs in at.items():
        place = catalog.place(path, keys)
        if place is not None and _is_pending(catalog.text(path), *place):
            (rule, first), *more = sorted(needs, key=lambda need: (need[0] not in _FIRST, need[0]))
            others = "".join(f"、{other.question}（{name}）" for name, other in more)
            count = max(row.of for _, row in needs)
            named = f"{_name(keys)}等 {count} 项" if count > 1 else _name(keys)
            yield Problem(path, *place, Level.INFO, rule, f"{named}待填，不知道{first.question}{others}；知道以后请填写")


def _is_pending(text: str, line: int, column: int) -> bool:
    """Whether 待填 is what stands there: a record that could not be read has 待填 in every place, too."""
    return text.split("\n")[line - 1][column - 1:].lstrip("\"'").startswith(PENDING.value)


def _name(keys: Keys) -> str:
    """审查日期, 公示期止, “保障人数”."""
    words = [step for step in keys if isinstance(step, str)]
    return f"“{words[1]}”" if words[0] == "数据" else "".join(words)
