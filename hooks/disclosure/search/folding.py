"""What counts as the same when searching: full-width and half-width, upper and lower case, traditional and simplified.

Folding goes character by character, so the folded piece of a text is a piece of the folded text: whatever substring
somebody cuts out and types is found. The browser's script folds in the same way.
"""

from __future__ import annotations

import unicodedata

from .forms import SIMPLIFIED, TRADITIONAL

# what a browser copies along with a text and nobody sees
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


class _Folded(dict[str, str]):
    """Character → what it is compared as; fills itself, and notes which characters stay and which the browser cannot fold."""

    simple = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))

    def __init__(self) -> None:
        self.same: set[str] = set()
        self.tabled: set[str] = set()

    def __missing__(self, character: str) -> str:
        plain = "" if character in _INVISIBLE else unicodedata.normalize("NFKC", character).lower()
        folded = self[character] = "".join(self.simple.get(part, part) for part in plain)
        if folded == character:
            self.same.add(character)
        if folded != plain:
            self.tabled.add(character)
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text as it is compared; may be longer or shorter than the text."""
    changing = {ord(character): _FOLDED[character] for character in set(text) - _FOLDED.same}
    return text.translate(changing) if len(changing) > 40 else _replaced(text, changing)


def needs_table(text: str) -> bool:
    """Whether a text that was folded holds traditional forms, which the browser folds only after it has loaded their table."""
    return not _FOLDED.tabled.isdisjoint(text)


def _replaced(text: str, changing: dict[int, str]) -> str:
    """The same as `translate`, faster for few: what is put in is folded already and stays."""
    for point, folded in changing.items():
        text = text.replace(chr(point), folded)
    return text
