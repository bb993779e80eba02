"""A glance at a text: which kinds of numbers it certainly does not hold, so that nobody need look for them.

The text is folded into bytes, one a character, because a few operations on bytes cost less than one search with a pattern.
Every answer errs on the side of looking.
"""

from __future__ import annotations

import re

from .runs import HYPHENS

_RARE_SEPARATORS = (*HYPHENS[1:].replace("—", ""), "·", "•", "\x85", "\xa0", "\u1680", *map(chr, range(0x2000, 0x200b)), "\u2028", "\u2029",
                    "\u202f", "\u205f", "\u3000")
_RARE_SIGNS = "●○■□◆"  # of masks; the others are ASCII, or ordinary in prose, or made ASCII by `normalise`
RARE = "".join(_RARE_SEPARATORS) + _RARE_SIGNS
_WITHIN = b" \t\v\f\r._*>\\\n\x1c\x1d\x1f"  # what may stand between the digits of one number, beside the hyphen
_APART = b"\n\x1e\n"  # what no number goes across, see `columns.APART`
_DAY, _ID = b"0000-00-00", b"0000-00000"  # an ordinary day and the id of an item: no number of anybody


def _folded(classes: dict[str, str]) -> bytes:
    """A table for `translate`: each of these characters becomes its class, everything else a blank."""
    table = bytearray(b" " * 256)
    for characters, to in classes.items():
        for character in characters:
            table[ord(character)] = ord(to)
    return bytes(table)


_LETTERS = "".join(map(chr, (*range(65, 91), *range(97, 123))))
_NUMBERS = _folded({"0123456789OoXx": "0", "-": "-"})  # O is read as 0, and X may end an ID
_SIGNS = _folded({_LETTERS: "a", "0123456789": "0", "*#_xX": "*", "-.": "-", "?": "?"})
# each begins with what is rare, so that the search is fast
_JOINED = re.compile(rb"d(?:(?<=[0d].)|(?=[0d]))")
_PLATE = re.compile(rb"a(?<=\?.)")
_STARRED = re.compile(rb"\*(?:(?<=0.)(?:\*\*|\*?[0-])|(?<=\*\*.)00)")
_S = "*xX#_…?？"
_QUESTION = re.compile(  # signs that are ordinary in prose, where they stand in a mask; in text without blanks and backslashes
    rf"[…？?](?:(?<=[0-9].)|(?<=[0-9][{_S}].)|(?<=[0-9][{_S}][{_S}].)|(?=[{_S}]{{2,}}+[0-9]{{2}})|(?<=[{_S}].)(?=[{_S}]++[0-9]{{2}})"
    rf"|(?<=[{_S}][{_S}].)(?=[0-9]{{2}}))", re.DOTALL)


class Glance:
    """What one look at normalised text found.

    `seven`, `nine`, `eleven`: whether there may be so many digits of one number, with whatever may stand between them;
    days and ids of items do not count. `masks`, `plates`: whether there may be any.
    """

    __slots__ = ("eleven", "masks", "nine", "plates", "seven")

    def __init__(self, text: str, *, rare: bool) -> None:
        """`rare`: whether any of RARE may be in the text."""
        plain = text.replace("—", "-")
        for sign in _RARE_SEPARATORS if rare else ():
            plain = plain.replace(sign, "-")
        ascii_only = plain.encode("ascii", "replace")
        self._look_for_numbers(ascii_only)
        signs = ascii_only.translate(_SIGNS, b" \\")
        self.plates = _PLATE.search(signs) is not None or (("x" in text or "X" in text) and b"?*" in signs)
        self.masks = self._may_be_masked(signs) or (rare and any(sign in text for sign in _RARE_SIGNS)) or self._may_be_masked_oddly(text)

    def _look_for_numbers(self, ascii_only: bytes) -> None:
        if b"\x1e" in ascii_only:
            ascii_only = ascii_only.replace(_APART, b"|")
        # the hyphen must still be there where days and ids are taken out; the rest of what may stand inside a number goes at once
        runs = ascii_only.translate(_NUMBERS, _WITHIN).replace(_DAY, b"d").replace(_ID, b"d").translate(None, b"-")
        odd = _JOINED.search(runs) is not None
        self.seven = odd or b"0000000" in runs
        self.nine = odd or (self.seven and b"000000000" in runs)
        self.eleven = odd or (self.nine and b"00000000000" in runs)

    def _may_be_masked(self, signs: bytes) -> bool:
        return b"0---" in signs or _STARRED.search(signs) is not None or (self.nine and (b"0*" in signs or b"**0" in signs))

    def _may_be_masked_oddly(self, text: str) -> bool:
        if "…" not in text and "？" not in text and "?" not in text:
            return False
        return self.nine or _QUESTION.search(text.replace("\\", "").replace(" ", "")) is not None
