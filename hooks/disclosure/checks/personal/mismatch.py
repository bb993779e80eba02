"""Two places that hide different digits of one number: together they show what each of them hides."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from .finding import MASK_MISMATCH, Finding, cut
from .masks import ERROR_BELOW, Mask, candidates, union

_TRIES = 20  # partners tried for one number with one other way of masking


class Placed(Protocol):
    """A place with a path and, in text files, a line."""

    @property
    def path(self) -> str: ...

    @property
    def line(self) -> int | None: ...


P = TypeVar("P", bound=Placed)


def find(masked: Sequence[tuple[Mask, P]], today: dt.date) -> Iterator[tuple[Finding, P]]:
    """For each masked number the first earlier one that leaves too few possibilities together with it."""
    by_shape: dict[tuple[str, str], list[tuple[Mask, P]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for mask, place in masked:
        key = (mask.kind, mask.shape)
        if (mask.kind, mask.pattern) not in seen:
            seen.add((mask.kind, mask.pattern))
            by_shape[key].append((mask, place))
    index: dict[tuple[str, str, str], dict[str, list[tuple[Mask, P]]]] = {}
    order = {id(mask): at for at, (mask, _) in enumerate(masked)}
    for mask, place in masked:
        partner = _partner(mask, by_shape, index, order, today)
        if partner:
            other, spot, left = partner
            at = spot.path if spot.line is None else f"{spot.path}:{spot.line}"
            yield Finding(
                MASK_MISMATCH, mask.start, mask.end, _shown(mask), None,
                f"“{_shown(mask)}”与 {at} 的“{_shown(other)}”遮的位数不同，合起来只剩 {left} 种可能"), place


def _shown(mask: Mask) -> str:
    return cut(mask.pattern.replace("?", "*"))


def _partner(mask: Mask, by_shape: dict[tuple[str, str], list[tuple[Mask, P]]],
             index: dict[tuple[str, str, str], dict[str, list[tuple[Mask, P]]]], order: dict[int, int],
             today: dt.date) -> tuple[Mask, P, int] | None:
    for (kind, shape), group in by_shape.items():
        if kind != mask.kind or shape == mask.shape or len(shape) != len(mask.pattern):
            continue
        shared = [at for at, (one, other) in enumerate(zip(shape, mask.shape, strict=True)) if one == other == "0"]
        key = (kind, shape, mask.shape)
        if key not in index:
            index[key] = defaultdict(list)
            for entry in group:
                index[key]["".join(entry[0].pattern[at] for at in shared)].append(entry)
        for other, place in index[key].get("".join(mask.pattern[at] for at in shared), [])[:_TRIES]:
            if order[id(other)] < order[id(mask)] and not (mask.owner and other.owner and mask.owner != other.owner):
                left = _left(mask, other, today)
                if left:
                    return other, place, left
    return None


def _left(mask: Mask, other: Mask, today: dt.date) -> int:
    """How many numbers fit both, where that is too few and neither alone is; otherwise 0."""
    both = union(mask, other)
    left = candidates(mask.kind, both, today) if both else ERROR_BELOW
    if not 0 < left < ERROR_BELOW:
        return 0
    return left if all(candidates(mask.kind, one.pattern, today) >= ERROR_BELOW for one in (mask, other)) else 0
