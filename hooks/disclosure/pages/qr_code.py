"""QR codes of addresses as SVG paths (ISO/IEC 18004): error correction M, mask 0, a quiet zone of four modules.

Building a symbol from nothing takes about a millisecond, and a large site has 10,000 items. With version, level and mask
fixed, the symbol is linear in the bits of its text: that of an item is a sum (xor) of a few that are built once.
"""

from __future__ import annotations

import re
from functools import lru_cache

import segno

QUIET = 4
ZERO = "0000-00000"
_RUN = re.compile("1+")


def of_item(before: str, item_id: str) -> tuple[int, str]:
    """Size in modules and path of the address `before` + the item's id + `/`."""
    size, bits, steps = _family(before)
    for place, sign in enumerate(item_id):
        if sign != "-":
            bits ^= steps[place, sign]
    return size + 2 * QUIET, _path(size, bits)


def of(address: str) -> tuple[int, str]:
    """Size in modules, quiet zone included, and path of any address."""
    size, bits = _symbol(address)
    return size + 2 * QUIET, _path(size, bits)


@lru_cache(maxsize=4)
def _family(before: str) -> tuple[int, int, dict[tuple[int, str], int]]:
    """Size and bits of the symbol of the id 0000-00000, and what each digit in each place changes in it."""
    size, base = _symbol(f"{before}{ZERO}/")
    steps = {}
    for place in (place for place, sign in enumerate(ZERO) if sign == "0"):
        # the four low bits of a digit; "0" with one of them set is 1, 2, 4 or 8
        single = {bit: base ^ _symbol(f"{before}{ZERO[:place]}{bit}{ZERO[place + 1:]}/")[1] for bit in (1, 2, 4, 8)}
        for digit in range(10):
            change = 0
            for bit, step in single.items():
                change ^= step if digit & bit else 0
            steps[place, str(digit)] = change
    return size, base, steps


def _symbol(address: str) -> tuple[int, int]:
    """Size, and the modules row by row as the bits of one number, dark ones set."""
    rows = segno.make(address, error="m", mode="byte", mask=0, micro=False, boost_error=False).matrix
    return len(rows), int("".join("01"[module] for row in rows for module in row), 2)


def _path(size: int, bits: int) -> str:
    """One stroke, one module wide, along every run of dark modules; each begins where the last one ended, which packs best."""
    modules, parts, x, row = f"{bits:0{size * size}b}", [f"M{QUIET} {QUIET}.5"], 0, 0
    for y in range(size):
        for run in _RUN.finditer(modules[y * size:(y + 1) * size]):
            begin, end = run.span()
            parts.append(f"m{begin - x} {y - row}h{end - begin}")
            x, row = end, y
    return "".join(parts)
