"""Which characters and pairs of neighbouring characters stand where: computed for many texts at once.

A gram is one character or two neighbouring ones, none of them a space; of Latin letters, digits and marks also three,
because pairs of those are too common to tell numbers apart. Gram and number (a place or an item) travel as
one 64-bit key, gram in the high bits, so that a plain sort groups them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .coding import Numbers

Keys = NDArray[np.uint64]
_ID_BITS, _NUMBER_BITS = 19, 26
_NUMBER = np.uint64((1 << _NUMBER_BITS) - 1)
_NUMBER_SHIFT = np.uint64(_NUMBER_BITS)
_FIRST_SHIFT = np.uint64(_NUMBER_BITS + _ID_BITS)
_ID = (1 << _ID_BITS) - 1
_SPACE = 32
# the planes of Unicode that are nobody's: without them a character takes 19 bits
_EMPTY_FIRST, _EMPTY_END = 0x4_0000, 0xE_0000
# printable ASCII without the space, and where the numbers of two such characters together begin: behind every character
_ASCII_FIRST, _ASCII = 33, 94
_TWO_ASCII = 0x11_0000 - (_EMPTY_END - _EMPTY_FIRST)
# most characters that one sequence of texts may have together
SPACE = 1 << _NUMBER_BITS


@dataclass(frozen=True, slots=True)
class Postings:
    """Grams and for each its ascending numbers, `numbers[starts[i]:starts[i + 1]]`."""

    grams: list[str]
    starts: Numbers
    numbers: Numbers

    @property
    def counts(self) -> list[int]:
        """How many numbers each gram has."""
        return np.diff(np.append(self.starts, len(self.numbers))).tolist()


def pairs(text: str) -> Keys:
    """Sorted keys of every pair of neighbours in the text with its place."""
    ids = _ids(text)
    places = np.flatnonzero((ids[:-1] != 0) & (ids[1:] != 0))
    keys = (ids[places] << _FIRST_SHIFT) + (ids[places + 1] << _NUMBER_SHIFT) + places.astype(np.uint64)
    keys.sort()
    return keys


def singles(text: str) -> Keys:
    """Sorted keys of every character of the text with its place."""
    ids = _ids(text)
    places = np.flatnonzero(ids)
    keys = ids[places] << _FIRST_SHIFT | places.astype(np.uint64)
    keys.sort()
    return keys


def triples(text: str) -> Keys:
    """Sorted keys of every three neighbours that are printable ASCII, with the place."""
    points = _points(text)
    ascii_points = (points >= _ASCII_FIRST) & (points < _ASCII_FIRST + _ASCII)
    places = np.flatnonzero(ascii_points[:-2] & ascii_points[1:-1] & ascii_points[2:])
    first, second = points[places].astype(np.uint64) - _ASCII_FIRST, points[places + 1].astype(np.uint64) - _ASCII_FIRST
    keys = _TWO_ASCII + first * _ASCII + second << _FIRST_SHIFT | points[places + 2].astype(np.uint64) << _NUMBER_SHIFT
    keys |= places.astype(np.uint64)
    keys.sort()
    return keys


def postings(keys: Keys, block: int | None = None) -> Postings:
    """Sorted keys, taken apart. With `block` a gram occurs once for each block of so many numbers in which it has one."""
    grams, numbers = keys >> _NUMBER_SHIFT, (keys & _NUMBER).astype(np.int64)
    new = np.append(True, grams[1:] != grams[:-1])[:len(grams)]
    if block:
        blocks = numbers // block
        new[1:] |= blocks[1:] != blocks[:-1]
    starts = np.flatnonzero(new)
    return Postings([_name(gram) for gram in grams[starts].tolist()], starts, numbers)


def by_place_first(keys: Keys, stride: int, size: int) -> Keys:
    """Keys of places in texts of one length `stride`, renumbered so that place p of text i is p * size + i; sorted."""
    items, places = np.divmod(keys & _NUMBER, np.uint64(stride))
    renumbered = (keys & ~_NUMBER) | (places * np.uint64(size) + items)
    renumbered.sort()
    return renumbered


def parts(keys: Sequence[Keys], count: int, model: Sequence[Keys] | None = None) -> list[list[Keys]]:
    """Sorted arrays of keys, cut by gram into `count` parts about as large as each other; grams are never cut apart.

    The cuts are those of the arrays in `model`, if it is given, so that parts of both belong together.
    """
    sample = np.sort(np.concatenate([found[::1024] for found in model or keys] or [np.zeros(0, dtype=np.uint64)]))
    cuts = sample[np.arange(1, count) * len(sample) // count] & ~_NUMBER if len(sample) else np.zeros(count - 1, dtype=np.uint64)
    places = [[0, *np.searchsorted(found, cuts).tolist(), len(found)] for found in keys]
    return [[found[at[part]:at[part + 1]] for found, at in zip(keys, places, strict=True)] for part in range(count)]


def joined(texts: Sequence[str]) -> str:
    """The texts with one space between them."""
    return " ".join(texts)


def of_items(keys: Keys, texts: Sequence[str], first: int) -> Keys:
    """Keys of places in the joined texts as keys of items, each once; the first text is item `first`."""
    item_at = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), [len(text) + 1 for text in texts])
    held = (keys & ~_NUMBER) | item_at[keys & _NUMBER]
    return held[np.append(True, held[1:] != held[:-1])[:len(held)]]


def _ids(text: str) -> Keys:
    """The number of every character, in the order of their code points; 0 for the space, and for what is no character."""
    points = _points(text)
    ids = points.astype(np.uint64)
    if points.max(initial=0) >= _EMPTY_FIRST:
        ids[points >= _EMPTY_END] -= _EMPTY_END - _EMPTY_FIRST
        ids[(points >= _EMPTY_FIRST) & (points < _EMPTY_END)] = 0
    ids[points == _SPACE] = 0
    return ids


def _character(number: int) -> str:
    return chr(number if number < _EMPTY_FIRST else number + _EMPTY_END - _EMPTY_FIRST)


def _name(gram: int) -> str:
    first, second = gram >> _ID_BITS, gram & _ID
    if first >= _TWO_ASCII:
        beginning = "".join(chr(_ASCII_FIRST + part) for part in divmod(first - _TWO_ASCII, _ASCII))
    else:
        beginning = _character(first)
    return beginning + (_character(second) if second else "")


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
