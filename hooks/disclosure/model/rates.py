"""Which percentages whole numbers can produce at their printed precision.

A printed value stands for every quotient that is rounded (half up) or cut off to it: value − ½u ≤ quotient < value + u,
where u is one unit of its last digit. Shares that were nudged so that they add up to 100 may be off by one more u.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from .values import number_text


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed percentage, e.g. 99.07; `nudged` allows one unit of the last digit to either side."""

    value: Decimal
    nudged: bool = False

    def holds(self, quotient: Fraction) -> bool:
        """Whether the quotient (in percent) is printed as this value."""
        return self._low <= quotient < self._high

    def has_part(self, whole: int, *, above: bool = False) -> bool:
        """Whether some whole number of `whole` gives the value; more than `whole` itself only with `above`."""
        part = max(0, math.ceil(self._low * whole / 100))
        return (above or part <= whole) and part < self._high * whole / 100

    def has_whole(self, part: int) -> bool:
        """Whether `part` of some whole number, not smaller than it, gives the value."""
        if part == 0:
            return self._low <= 0
        whole = max(part, math.floor(100 * part / self._high) + 1)
        return self._low <= 0 or whole <= 100 * part / self._low

    def near_parts(self, whole: int, *, above: bool = False) -> str:
        """The nearest possible values over a known whole: 98.79%（245/248）、99.19%（246/248）."""
        below = math.floor(Fraction(self.value) * whole / 100)
        parts = sorted({part if above else min(part, whole) for part in (below, below + 1)})
        return "、".join(self.said(part, whole) for part in parts)

    def near_wholes(self, part: int) -> str:
        """The nearest possible values with a known part: 95.0%（38/40）、97.4%（38/39）."""
        if part == 0 or self.value <= 0:
            return self.said(part, max(part, 1))
        below = math.floor(100 * part / Fraction(self.value))
        wholes = sorted({max(part, whole) for whole in (below, below + 1)}, reverse=True)
        return "、".join(self.said(part, whole) for whole in wholes)

    def said(self, part: int | Decimal, whole: int | Decimal) -> str:
        """The quotient at the value's own precision, with the two numbers."""
        with localcontext() as exact:
            exact.prec = 60
            quotient = (Decimal(part) * 100 / Decimal(whole)).quantize(self._unit, ROUND_HALF_UP)
        return f"{quotient}%（{_plain(part)}/{_plain(whole)}）"

    @property
    def _unit(self) -> Decimal:
        exponent = self.value.as_tuple().exponent
        return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)

    @property
    def _low(self) -> Fraction:
        return Fraction(self.value) - Fraction(self._unit) * (Fraction(3, 2) if self.nudged else Fraction(1, 2))

    @property
    def _high(self) -> Fraction:
        return Fraction(self.value) + Fraction(self._unit) * (2 if self.nudged else 1)


def _plain(number: int | Decimal) -> str:
    return number_text(number) if isinstance(number, Decimal) else str(number)
