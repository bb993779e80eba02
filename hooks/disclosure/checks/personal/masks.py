"""Masked numbers (500229********1234): how many numbers are still possible behind one, and behind two together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ...source.problems import Level
from .candidates import CARD, ID, MOBILE, candidates, may_be_id
from .finding import WEAK_MASK, Finding, Situation, cut
from .surnames import GIVEN, SURNAMES

ERROR_BELOW = 1_000
WARNING_BELOW = 100_000
SIGNS = "*＊×xX✱•●○■□◆#…?？_＿"
# possessive throughout: a long row of signs that is no mask must not be tried in every way
_HIDDEN = rf"(?:\\?[{SIGNS}])++"
_MASKED = re.compile(
    rf"[0-9](?<![0-9A-Za-z][0-9])(?:[0-9 ]{{0,20}}[0-9])? ?(?:(?:{_HIDDEN}|[-—–.]{{3,}}+) ?[0-9]*+){{1,12}}+[Xx]?(?![0-9A-Za-z])")
_TAIL_ONLY = re.compile(rf"[{SIGNS}](?<![0-9A-Za-z{SIGNS}\\].){_HIDDEN}[0-9]{{2,20}}+[Xx]?(?![0-9A-Za-z{SIGNS}])")
_PIECE = re.compile(r"[0-9]+|[^0-9 ]+")
_ID_LABEL = re.compile(r"身份|证件|证号|残疾人证|公民|(?<![A-Za-z])ID")
_CARD_LABEL = re.compile(r"卡|账|帐|存折")
_PHONE_LABEL = re.compile(r"电话|手机|联系|号码|Tel|tel")
_CARD_START = re.compile(r"62|4[0-9]{3}|5[1-5]|955")
_OWNER = re.compile(rf"([{SURNAMES}])[某*○×{GIVEN}][某*○×{GIVEN}]?[^\u4e00-\u9fff\n]{{0,4}}"
                    r"(?:(?:公民)?身份证?号?码?|证件号码?|手机号?码?|电话|联系电话|银行卡号?|卡号|账号)?[^\u4e00-\u9fff\n0-9]{0,4}$")


@dataclass(frozen=True, slots=True)
class Mask:
    """A masked number as a pattern with ? for each hidden character; `owner` is the surname written before it."""

    kind: str
    pattern: str
    start: int
    end: int
    owner: str = ""

    @property
    def shape(self) -> str:
        """Which characters are hidden: the same for two numbers masked alike."""
        return "".join("?" if character == "?" else "0" for character in self.pattern)


def masks(text: str, situation: Situation) -> Iterator[Mask]:
    """The masked IDs, mobiles and bank cards in normalised text."""
    for found in chain(_MASKED.finditer(text), _TAIL_ONLY.finditer(text)):
        situation.effort.spend(6)
        if found.end() - found.start() > 60:
            continue
        pieces = [piece.group() for piece in _PIECE.finditer(found.group().replace("\\", ""))]
        if pieces[-1] == "**" and text.endswith("**", 0, found.start()):  # bold, not masked
            pieces.pop()
        before = text[max(0, found.start() - 24):found.start()]
        read = _read(pieces, before.rsplit("\n", 1)[-1], situation.today)
        if read:
            owner = _OWNER.search(before)
            yield Mask(read[0], read[1], found.start(), found.end(), owner.group(1) if owner else "")


def find(masked: list[Mask], situation: Situation) -> Iterator[Finding]:
    """Those behind which too few numbers are possible."""
    for mask in masked:
        situation.effort.spend(3)
        left = candidates(mask.kind, mask.pattern, situation.today)
        if left < WARNING_BELOW:
            level = Level.ERROR if left < ERROR_BELOW else Level.WARNING
            yield Finding(WEAK_MASK, mask.start, mask.end, cut(mask.pattern.replace("?", "*")), level, _note(mask, left))


def _note(mask: Mask, left: int) -> str:
    shown = cut(mask.pattern.replace("?", "*"))
    if "?" not in mask.pattern:
        return f"{mask.kind}“{shown}”没有遮住任何一位"
    return f"{mask.kind}“{shown}”遮盖后只剩 {left} 种可能" if left else f"{mask.kind}“{shown}”遮得太少"


def union(one: Mask, other: Mask) -> str | None:
    """The pattern that both together show; None where they cannot be the same number or hide the same digits."""
    if one.kind != other.kind or len(one.pattern) != len(other.pattern) or one.shape == other.shape:
        return None
    both = []
    for left, right in zip(one.pattern, other.pattern, strict=True):
        if "?" not in (left, right) and left != right:
            return None
        both.append(right if left == "?" else left)
    return "".join(both)


def _read(pieces: list[str], before: str, today: dt.date) -> tuple[str, str] | None:
    """(kind, pattern); None where it is no masked number of a person."""
    if pieces[-1] in ("X", "x") and pieces[-2][-1:].isdecimal():
        pieces = [*pieces[:-2], pieces[-2] + "X"]
    elif len(pieces) > 1 and pieces[-1][:-1] and pieces[-1][-1] in "Xx" and pieces[-1][0] not in "Xx":
        pieces = [*pieces[:-1], pieces[-1][:-1], "X"]
    exact = "".join(piece if piece[0].isdecimal() or piece == "X" else "?" * len(piece) for piece in pieces)
    hidden = [piece for piece in pieces if not (piece[0].isdecimal() or piece == "X")]
    if not hidden:
        return None
    if len(hidden) == 1 and (len(hidden[0]) >= 3 or "…" in hidden[0]):
        at = pieces.index(hidden[0])
        return _elastic("".join(pieces[:at]), "".join(pieces[at + 1:]), exact, before, today)
    return _exact(exact, before, today)


def _exact(pattern: str, before: str, today: dt.date) -> tuple[str, str] | None:
    if re.fullmatch(r"[0-9?X]{18}[1-7][1-4]", pattern):  # a disability card: the ID and two digits
        pattern = pattern[:18]
    is_card = _CARD_LABEL.search(before) is not None and not _ID_LABEL.search(before)
    if len(pattern) == 18 and not is_card and may_be_id(pattern, today):
        return ID, pattern
    if len(pattern) == 11 and re.match(r"1[3-9?]", pattern):
        return MOBILE, pattern
    if 15 <= len(pattern) <= 19 and "X" not in pattern and (is_card or _CARD_START.match(pattern)):
        return CARD, pattern
    return None


def _elastic(first: str, last: str, exact: str, before: str, today: dt.date) -> tuple[str, str] | None:
    """One gap of any length: people do not count the asterisks, so the kind says how much is hidden."""
    known = _exact(exact, before, today)
    shown = len(first) + len(last)
    if known or shown < 4:
        return known
    as_id = f"{first}{'?' * (18 - shown)}{last}"
    labelled = _ID_LABEL.search(before) is not None
    if shown < 18 and (labelled or (len(first) >= 6 and len(last) >= 2)) and not _CARD_LABEL.search(before) \
            and not re.match(r"1[3-9][0-9]{9}", first) and may_be_id(as_id, today):
        return ID, as_id
    if re.match(r"1[3-9]", first) and shown < 11 and (shown == 7 and len(first) == 3 or _PHONE_LABEL.search(before)):
        return MOBILE, f"{first}{'?' * (11 - shown)}{last}"
    if (_CARD_LABEL.search(before) or first.startswith("62")) and 8 <= shown < 16 and "X" not in last:
        return CARD, f"{first}{'?' * (16 - shown)}{last}"
    return None

