"""Numbers as short text: ascending lists of numbers become printable ASCII that a script file holds as it stands.

A number is written in digits of base 31, which say that more follows, and one last digit of base 62. Each digit is one
of 93 characters; the quotation mark and the backslash are not among them, so nothing needs escaping.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
SYMBOLS = bytes(point for point in range(32, 127) if chr(point) not in '"\\')
LAST, MORE = 62, 31
_TABLE = np.frombuffer(SYMBOLS, dtype=np.uint8)


def written(numbers: Numbers) -> tuple[str, Numbers]:
    """The digits of all numbers (0 or more), one behind the other, and where each one ends."""
    numbers = numbers.astype(np.uint32 if numbers.max(initial=0) < 1 << 32 else np.uint64)
    size, bound = np.ones(len(numbers), dtype=np.int8), LAST
    while (longer := numbers >= bound).any():
        size += longer
        bound *= MORE
    ends = np.cumsum(size, dtype=np.int64)
    digits = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    digits[ends - 1] = numbers % LAST
    # the further digits, for the fewer and fewer numbers that have them
    places = np.flatnonzero(size > 1)
    rest, at = numbers[places] // LAST, ends[places] - 2
    while len(rest):
        digits[at] = LAST + rest % MORE
        rest //= MORE
        left = rest > 0
        rest, at = rest[left], at[left] - 1
    return _TABLE[digits].tobytes().decode("ascii"), ends


def listed(numbers: Numbers, starts: Numbers) -> list[str]:
    """Ascending runs of `numbers`, the next beginning at each of `starts`, as text: first number, then the steps."""
    steps = np.diff(numbers, prepend=0)
    steps[starts] = numbers[starts]
    digits, ends = written(steps)
    cuts = np.append(np.append(0, ends)[starts], ends[-1:]).tolist()
    return [digits[begin:end] for begin, end in zip(cuts, cuts[1:], strict=False)]


def sets(numbers: Numbers, starts: Numbers, size: int) -> list[str]:
    """Ascending runs of numbers below `size` as text: "0" and steps, or, where that is shorter, "1" and a bit a number."""
    ends = np.append(starts, len(numbers))[1:].tolist()
    return ["0" + steps if len(steps) <= size // 6 + 1 else "1" + bits(numbers[begin:end], size)
            for steps, begin, end in zip(listed(numbers, starts), starts.tolist(), ends, strict=True)]


def bits(numbers: Numbers, size: int) -> str:
    """A set of numbers below `size` as one bit a number, six a character, the first number highest."""
    flags = np.zeros((size + 5) // 6 * 6, dtype=np.int64)
    flags[numbers] = 1
    return _TABLE[flags.reshape(-1, 6) @ np.array([32, 16, 8, 4, 2, 1])].tobytes().decode("ascii")

