"""Text as a reader understands it, and the way back to where each character stood.

Zero-width characters go; full-width and foreign digits and letters become ASCII; look-alikes of × and O become X and O;
character references of HTML and YAML become their character. Spaces, hyphens and line breaks inside numbers stay: the
detectors step over them, so that a number never grows together with its neighbour.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from .effort import Effort

_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
_LETTERS = {**dict.fromkeys("×✕✖╳⨯хХΧχ", "X"), **dict.fromkeys("ОоΟο", "O"), "✱": "*", "∗": "*", "⁎": "*"}
_FOREIGN_DIGITS = "".join(chr(code) for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) == "Nd")
_WIDE = "＊－．＠＿＆＃Ａ-Ｚａ-ｚ"
_PLANES = "\U0001d7ce-\U0001d7ff\U0001fbf0-\U0001fbf9\U000e0001-\U000e01ef"  # mathematical digits, tags, variation selectors
LOOK_ALIKES = "".join(_LETTERS)
INVISIBLE = f"{_UNSEEN}{_FOREIGN_DIGITS}{_WIDE}{_PLANES}"  # not seen, or seen as another character
ODD = re.compile(f"[{INVISIBLE}{LOOK_ALIKES}]")
REFERENCE = re.compile(
    r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|&(?:zwnj|zwj|shy|nbsp|ensp|emsp|thinsp|lrm|rlm);|<wbr ?/?>|"
    r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2})")
# a number read aloud: 一三八零零一三八零零零; years and counts are shorter
SPOKEN = re.compile("[零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7,}")
_SPOKEN_TWICE = re.compile("[零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{2}")
_SPOKEN_DIGITS = str.maketrans("零〇○幺一二三四五六七八九壹贰叁肆伍陆柒捌玖", "0001123456789123456789")
_EVERYTHING = re.compile(f"{ODD.pattern}|{REFERENCE.pattern}|{SPOKEN.pattern}")
_NAMED_SPACES = ("&nbsp;", "&ensp;", "&emsp;", "&thinsp;")


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` normalised; `original(i)` is where its character i stood. `starts` is None where nothing was changed."""

    text: str
    starts: list[int] | None = None
    shifts: list[int] = field(default_factory=list)

    def original(self, position: int) -> int:
        if self.starts is None:
            return position
        at = bisect_right(self.starts, position) - 1
        return position + (self.shifts[at] if at >= 0 else 0)


def normalise(text: str, effort: Effort | None = None, *, odd: bool = True) -> Normal:
    """The text with the way back; costs next to nothing where there is nothing odd in it.

    `odd` False: it is known that nothing matches ODD. Raises Spent where there is more odd than `effort` is worth.
    """
    odd = odd and ODD.search(text) is not None
    references = may_refer(text) and REFERENCE.search(text) is not None
    spoken = _may_be_spoken(text) and SPOKEN.search(text) is not None
    if not odd and not references and not spoken:
        return Normal(text)
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for number, found in enumerate((_EVERYTHING if references or spoken else ODD).finditer(text)):
        if effort and not number % 4:
            effort.spend()
        between, new = text[done:found.start()], _plain(found.group())
        pieces += (between, new)
        length += len(between) + len(new)
        done = found.end()
        if done - length != (shifts[-1] if shifts else 0):
            starts.append(length)
            shifts.append(done - length)
    pieces.append(text[done:])
    return Normal("".join(pieces), starts, shifts)


def may_refer(text: str) -> bool:
    """Whether a character may be written as a reference."""
    return "&" in text or "\\" in text or "<" in text


def _may_be_spoken(text: str) -> bool:
    """Of seven characters in a row two stand in every third place, side by side."""
    return _SPOKEN_TWICE.search(text[::3]) is not None


def _plain(found: str) -> str:
    """What one odd character or reference says; nothing for what nobody sees."""
    if found in _NAMED_SPACES:
        return " "
    if SPOKEN.fullmatch(found):
        return found.translate(_SPOKEN_DIGITS)
    if len(found) > 1:
        code = _code(found)
        found = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not ODD.fullmatch(found):
            return found
    if found in _LETTERS:
        return _LETTERS[found]
    if found.isdecimal():
        return str(unicodedata.decimal(found))
    plain = unicodedata.normalize("NFKC", found)
    return plain if plain.isascii() and len(plain) == 1 else ""


def _code(reference: str) -> int:
    if reference.startswith("&#"):
        number = reference[2:-1]
        return int(number[1:], 16) if number[0] in "xX" else int(number)
    return int(reference[2:], 16) if reference.startswith("\\") else 0


class Lines:
    """1-based line and column of positions in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def place(self, position: int) -> tuple[int, int]:
        if not self._starts:  # only where somebody asks: an attachment has no lines
            self._starts = [0, *(found.end() for found in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
