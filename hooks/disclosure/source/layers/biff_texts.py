"""Texts inside records of an Excel 97 workbook that have a form of their own: formulas, validations, links."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .biff import number_text, string


def formula_texts(formula: bytes) -> Iterator[str]:
    """The one constant that a name or a list stands for: a string token at the beginning."""
    if formula[:1] == b"\x17":
        yield string(formula, 1, wide_count=False)[0].replace("\0", "\n")


def constants(formula: bytes) -> Iterator[str]:
    """What looks like the string tokens of a formula."""
    at = formula.find(b"\x17")
    while at >= 0:
        text, end = string(formula, at + 1, wide_count=False)
        if len(text) > 1 and end <= len(formula) and text.isprintable():
            yield text
        at = formula.find(b"\x17", at + 1)


def validation_texts(data: bytes) -> Iterator[str]:
    at = 4
    for _ in range(4):
        text, at = string(data, at)
        yield text.strip("\0")
    yield from formula_texts(data[at + 4:])


def external_texts(data: bytes) -> Iterator[str]:
    at = 4
    while at < len(data):
        if data[at] == 2:
            text, at = string(data, at + 1)
            yield text
        else:
            if data[at] == 1 and at + 9 <= len(data):
                yield number_text(struct.unpack("<d", data[at + 1:at + 9])[0])
            at += 9


def _is_written(letter: str) -> bool:
    """A letter that people write; one with an empty low byte comes from reading one byte too late."""
    return letter.isprintable() and (letter < "\u0250" or "\u4e00" <= letter < "\ua000") and ord(letter) & 0xFF != 0


def wide_words(data: bytes) -> Iterator[str]:
    """Words of four letters and more in UTF-16, at even and at odd places."""
    for start in (0, 1):
        text = data[start:len(data) - (len(data) - start) % 2].decode("utf-16-le", "replace")
        shown = "".join(letter if _is_written(letter) else " " for letter in text)
        yield from (word for word in shown.split() if len(word) >= 4)
