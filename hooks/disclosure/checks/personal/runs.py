"""Runs of digits in normalised text, with what people and programs put between the digits of one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .effort import Effort

HYPHENS = "-‐‑‒–—―−﹣"
# spaces, one hyphen or dot or emphasis mark or line end (with its indentation and quote marks), spaces
# (possessive throughout: a run of millions of digits must not be remembered digit by digit)
BETWEEN = rf"[^\S\n]{{0,8}}+(?:(?:[{HYPHENS}.·•_]|\*\*|\\?\n[^\S\n]{{0,40}}+(?:>[^\S\n]{{0,8}}+)?+)[^\S\n]{{0,8}}+)?+"
FEWEST = 11  # digits: shorter numbers are told apart by their neighbours only, see `telephones`
_RUN = re.compile(rf"[0-9](?<![0-9].)(?:{BETWEEN}[0-9OoXx](?![A-NP-WYZa-np-wyz])){{{FEWEST - 1},}}+")
_TOKEN = re.compile(r"[0-9Oo]+|[Xx]")
_LONGEST = 20
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Token:
    """Digits without anything between them (O read as 0), or a lone X; `gap` is what stands before it in the run."""

    digits: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring tokens of a run that may be one number together."""

    digits: str
    start: int
    end: int
    tokens: range
    parts: tuple[int, ...]
    gaps: tuple[str, ...]
    before: Token | None
    after: Token | None

    @property
    def is_natural(self) -> bool:
        """Whether it is grouped as people group numbers, or hardly anything else stands in its run.

        Points part the halves of decimals, so they count only between groups that people make.
        """
        points = [gap.strip() in (".", "·", "•") for gap in self.gaps]
        if any(points) and self.parts not in _GROUPS and not (all(points) and len(self.digits) == 11):
            return False
        return len(self.parts) <= 3 or self.parts in _GROUPS or (self.before is None or self.after is None)


_GROUPS = {
    (6, 8, 4), (6, 8, 3, 1), (6, 4, 8), (6, 12), (6, 6, 3), (6, 4, 4, 4), (6, 4, 2, 2, 4), (3, 3, 4, 4, 4), (6, 4, 4, 3, 1), (4, 4, 4, 4),
    (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 4, 4, 3), (6, 4, 4, 4, 2),
}


def runs(text: str, effort: Effort) -> Iterator[list[Token]]:
    """The runs of at least FEWEST digits, as tokens; each run and each token costs."""
    for found in _RUN.finditer(text):
        start, end = found.span()
        effort.spend(2)
        tokens = []
        last = start
        for part in _TOKEN.finditer(text, start, end):
            effort.spend()
            digits = part.group().translate(_O_TO_ZERO)
            tokens.append(Token(digits, part.start(), part.end(), text[last:part.start()]))
            last = part.end()
        yield tokens


_O_TO_ZERO = str.maketrans("Oox", "00X")


def windows(tokens: list[Token], lengths: frozenset[int]) -> Iterator[Window]:
    """Every sequence of whole tokens whose digits make one of these lengths."""
    last = len(tokens) - 1
    for first, token in enumerate(tokens):
        if token.digits == "X":
            continue
        # a window of many tokens counts only at an end of its run (`is_natural`)
        most = _LONGEST if first == 0 or last - first < _LONGEST else _MOST_PARTS
        digits = ""
        for at in range(first, min(last + 1, first + most)):
            digits += tokens[at].digits
            if len(digits) > _LONGEST:
                break
            if len(digits) in lengths:
                inside = tokens[first:at + 1]
                yield Window(digits, token.start, tokens[at].end, range(first, at + 1), tuple(len(part.digits) for part in inside),
                             tuple(part.gap for part in inside[1:]), tokens[first - 1] if first else None,
                             tokens[at + 1] if at < last else None)
