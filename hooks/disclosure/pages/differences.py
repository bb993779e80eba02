"""Two states of a text side by side: which passages belong together, and which words of them changed.

Comparing costs the product of both lengths, at worst more. Where that would be too much, the old stands before the new as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .passages import CLOSE, HEAD, HEADING, OPEN, Passage

SAME, GONE, NEW = "same", "gone", "new"
MOST = 250_000  # pairs that are looked at
MOST_LIKELY = 400  # pairs of passages whose likeness is looked at
ALIKE = 0.5  # passages that have less in common are not the same one rewritten
KEPT = 0.4  # where less of the words is kept, they are shown one after the other
SHORT = 3  # characters that stay between two changes are shown as changed, too: single ones that agree by chance cannot be read
_WORD = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}|[0-9]+(?:[.,:/-][0-9]+)*[%‰]?|[A-Za-z]+|.", re.S)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]|[^。！？；]+")
Piece = tuple[str, str]
_Change = tuple[bool, str, str]  # whether both agree, what stood there before, and after


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage before and after; None where there is none."""

    before: Passage | None
    after: Passage | None

    @property
    def is_changed(self) -> bool:
        return self.before is None or self.after is None or not self.before.is_like(self.after)

    @property
    def passage(self) -> Passage:
        """The newer of both."""
        found = self.after or self.before
        assert found is not None
        return found


def compared(before: Sequence[Passage], after: Sequence[Passage]) -> list[Pair]:
    """All passages of both states in order, those that belong together in one pair."""
    old, new = ([(row.is_cells, row.texts) for row in rows] for rows in (before, after))
    pairs: list[Pair] = []
    for same, i1, i2, j1, j2 in _runs(old, new):
        pairs += map(Pair, before[i1:i2], after[j1:j2]) if same else _paired(before[i1:i2], after[j1:j2])
    return pairs


def seen(pairs: Sequence[Pair]) -> Iterator[Pair | None]:
    """What a reader needs: every change with its neighbours and the heading it stands under; None in place of what is left out."""
    wanted = set()
    heading = None
    for place, pair in enumerate(pairs):
        if pair.passage.kind == HEADING:
            heading = place
        if pair.is_changed:
            wanted |= {place - 1, place, place + 1} | ({heading} if heading is not None else set())
    is_left_out = False
    for place, pair in enumerate(pairs):
        if place in wanted:
            yield pair
            is_left_out = False
        elif pair.passage.kind != HEAD and not is_left_out:  # the heads of a table are always shown with it
            yield None
            is_left_out = True


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts in one: runs of what is the same, gone and new. Sentences are compared first, then the words of those that changed."""
    rows: list[_Change] = []
    for same, old, new in _changes(_SENTENCE, before, after):
        rows += [(same, old, new)] if same else _changes(_WORD, old, new)
    found = [piece for same, old, new in _readable(rows) for piece in ([(SAME, old)] if same else _one_after_the_other(old, new))]
    kept = sum(_count(text) for sign, text in found if sign == SAME)
    return found if kept >= KEPT * min(_count(before), _count(after)) else _one_after_the_other(before, after)


def _one_after_the_other(before: str, after: str) -> list[Piece]:
    return [(sign, text) for sign, text in ((GONE, before), (NEW, after)) if text]


def _changes(cut: re.Pattern[str], before: str, after: str) -> Iterator[_Change]:
    old, new = cut.findall(before), cut.findall(after)
    for same, i1, i2, j1, j2 in _runs(old, new):
        yield same, "".join(old[i1:i2]), "".join(new[j1:j2])


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _readable(rows: Sequence[_Change]) -> list[_Change]:
    """What is the same between two changes, and too short to be read, belongs to the change; neighbours of one kind are one."""
    whole = _joined(rows)
    last = len(whole) - 1
    return _joined([(same and (place in (0, last) or len(old) >= SHORT), old, new) for place, (same, old, new) in enumerate(whole)])


def _joined(rows: Sequence[_Change]) -> list[_Change]:
    return [(same, "".join(old for _, old, _ in group), "".join(new for _, _, new in group))
            for same, group in ((same, list(found)) for same, found in groupby(rows, key=lambda row: row[0]))]


def _runs(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Runs that agree and runs that do not, as places in both. What both begin and end with need not be searched."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    i, j = len(old) - tail, len(new) - tail
    if head:
        yield True, 0, head, 0, head
    if (i - head) * (j - head) > MOST:
        yield False, head, i, head, j
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old[head:i], new[head:j], autojunk=False).get_opcodes():
            yield tag == "equal", i1 + head, i2 + head, j1 + head, j2 + head
    if tail:
        yield True, i, len(old), j, len(new)


def _paired(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Pair]:
    """Which passage became which: the most alike first, and none across another."""
    likely = len(before) * len(after) <= MOST_LIKELY
    best = max(((_likeness(one, other), -i, -j) for i, one in enumerate(before) for j, other in enumerate(after)),
               default=(0.0, 0, 0)) if likely else (0.0, 0, 0)
    if best[0] < ALIKE:
        yield from (Pair(row, None) for row in before)
        yield from (Pair(None, row) for row in after)
        return
    i, j = -best[1], -best[2]
    yield from _paired(before[:i], after[:j])
    yield Pair(before[i], after[j])
    yield from _paired(before[i + 1:], after[j + 1:])


def _likeness(one: Passage, other: Passage) -> float:
    """0 to 1; nothing for a row of a table beside a paragraph, or beside a row with other columns."""
    if one.is_cells != other.is_cells or len(one.texts) != len(other.texts):
        return 0.0
    return SequenceMatcher(None, "".join(one.texts), "".join(other.texts), autojunk=False).quick_ratio()
