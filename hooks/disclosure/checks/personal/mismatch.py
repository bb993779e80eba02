"""Two places that hide different digits of one number: together they show what each of them hides."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from .candidates import ID, candidates
from .effort import Effort, Spent
from .finding import MASK_MISMATCH, Finding, cut
from .masks import ERROR_BELOW, Mask, union

_TRIES = 20  # partners tried for one number with one other way of masking
_MOST_TRIES = 500_000  # in a whole repository
_MOST_HIDDEN = 4  # with five hidden digits or more that are no date, there are always enough possibilities
_DATE_OR_CHECK = frozenset((*range(6, 14), 17))


class Placed(Protocol):
    """A place with a path and, in text files, a line."""

    @property
    def path(self) -> str: ...

    @property
    def line(self) -> int | None: ...


P = TypeVar("P", bound=Placed)


def find(masked: Sequence[tuple[Mask, P]], today: dt.date, effort: Effort | None = None) -> Iterator[tuple[Finding, P]]:
    """For each masked number the first earlier one that leaves too few possibilities together with it.

    Where there are too many numbers in too many ways of masking, the last finding says that not all were compared.
    """
    compared = _Compared(masked, today, effort or Effort(_MOST_TRIES))
    for mask, place in masked:
        try:
            partner = compared.partner(mask)
        except Spent:
            yield Finding(MASK_MISMATCH, mask.start, mask.end, _shown(mask), None,
                          f"从“{_shown(mask)}”起，遮盖的号码太多、遮法太杂，没有逐一比对"), place
            return
        if partner:
            other, spot, left = partner
            at = spot.path if spot.line is None else f"{spot.path}:{spot.line}"
            yield Finding(
                MASK_MISMATCH, mask.start, mask.end, _shown(mask), None,
                f"“{_shown(mask)}”与 {at} 的“{_shown(other)}”遮的位数不同，合起来只剩 {left} 种可能"), place


def _shown(mask: Mask) -> str:
    return cut(mask.pattern.replace("?", "*"))


class _Compared(Generic[P]):
    """All masked numbers by kind and shape, and for two shapes by the digits that both show."""

    def __init__(self, masked: Sequence[tuple[Mask, P]], today: dt.date, effort: Effort) -> None:
        self._today, self._effort = today, effort
        self._order = {id(mask): at for at, (mask, _) in enumerate(masked)}
        self._groups: dict[str, dict[str, list[tuple[Mask, P]]]] = defaultdict(lambda: defaultdict(list))
        self._near: dict[tuple[str, str], list[str]] = {}
        self._index: dict[tuple[str, str, str], dict[str, list[tuple[Mask, P]]]] = {}
        seen: set[tuple[str, str]] = set()
        for mask, place in masked:
            if (mask.kind, mask.pattern) not in seen:
                seen.add((mask.kind, mask.pattern))
                self._groups[mask.kind][mask.shape].append((mask, place))

    def partner(self, mask: Mask) -> tuple[Mask, P, int] | None:
        """The first earlier number that shows too much together with this one, and how many possibilities are left."""
        for shape in self._near_shapes(mask.kind, mask.shape):
            shared = [at for at, (one, other) in enumerate(zip(shape, mask.shape, strict=True)) if one == other == "0"]
            self._effort.spend()
            for other, place in self._by_digits(mask, shape, shared).get("".join(mask.pattern[at] for at in shared), [])[:_TRIES]:
                if self._order[id(other)] < self._order[id(mask)] and not (mask.owner and other.owner and mask.owner != other.owner):
                    self._effort.spend()
                    left = _left(mask, other, self._today)
                    if left:
                        return other, place, left
        return None

    def _near_shapes(self, kind: str, shape: str) -> list[str]:
        """The other shapes with which so few digits stay hidden that it may be too few."""
        key = (kind, shape)
        if key not in self._near:
            self._effort.spend(len(self._groups[kind]))
            self._near[key] = [other for other in self._groups[kind] if other != shape and len(other) == len(shape)
                               and sum(one == two == "?" and not (kind == ID and at in _DATE_OR_CHECK)
                                       for at, (one, two) in enumerate(zip(other, shape, strict=True))) <= _MOST_HIDDEN]
        return self._near[key]

    def _by_digits(self, mask: Mask, shape: str, shared: list[int]) -> dict[str, list[tuple[Mask, P]]]:
        key = (mask.kind, shape, mask.shape)
        if key not in self._index:
            found: dict[str, list[tuple[Mask, P]]] = defaultdict(list)
            for entry in self._groups[mask.kind][shape]:
                self._effort.spend()
                found["".join(entry[0].pattern[at] for at in shared)].append(entry)
            self._index[key] = found
        return self._index[key]


def _left(mask: Mask, other: Mask, today: dt.date) -> int:
    """How many numbers fit both, where that is too few and neither alone is; otherwise 0."""
    both = union(mask, other)
    left = candidates(mask.kind, both, today) if both else ERROR_BELOW
    if not 0 < left < ERROR_BELOW:
        return 0
    return left if all(candidates(mask.kind, one.pattern, today) >= ERROR_BELOW for one in (mask, other)) else 0
