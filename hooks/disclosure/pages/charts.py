"""Charts as SVG with their table behind them; colours and sizes of type come from the style sheet.

Places across are shares of the width and there is no view box: type keeps its size on every screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .html import table

# shares of the height, in %: where the bars stand and where the highest one ends
FLOOR, CEILING = 88, 12
# one row of horizontal bars, in em: its height, the foot of its label, the top of its bar
ROW, LABEL, BAR = 3.2, 1.1, 1.8
WIDEST = 84  # the share of the width that the longest bar takes; its number stands behind it

Bars = Sequence[tuple[str, int]]


def columns(title: str, bars: Bars, unit: str, head: tuple[str, str]) -> str:
    """Upright bars with their values, for what follows in time; `bars` is (label, value)."""
    most, step = _most(bars), 100 / max(1, len(bars))
    parts = [f'<line x1="0" y1="{FLOOR}%" x2="100%" y2="{FLOOR}%"/>']
    for position, (label, value) in enumerate(bars):
        height, middle = (FLOOR - CEILING) * value / most, _round((position + 0.5) * step)
        top = _round(FLOOR - height)
        parts.append(f'<rect x="{_round(position * step + step * 0.22)}%" y="{top}%" width="{_round(step * 0.56)}%" '
                     f'height="{_round(height)}%"/><text x="{middle}%" y="{top}%" dy="-.35em" class="value">{value}</text>'
                     f'<text x="{middle}%" y="{FLOOR}%" dy="1.5em">{_tick(label)}</text>')
    svg = f'<svg class="bars upright" {_said(title, bars, unit)}>{"".join(parts)}</svg>'
    return _figure(title, head, svg, bars)


def rows(title: str, bars: Bars, unit: str, head: tuple[str, str], behind: Bars) -> str:
    """Bars that lie below their labels, for names; `behind` is what the table says, the bars may show its beginning."""
    most, parts = _most(bars), []
    for position, (label, value) in enumerate(bars):
        top, width = position * ROW, _round(WIDEST * value / most)
        parts.append(f'<text x="0" y="{_round(top + LABEL)}em">{escape(label)}</text>'
                     f'<rect x="0" y="{_round(top + BAR)}em" width="{width}%" height=".8em"/>'
                     f'<text x="{width}%" y="{_round(top + BAR)}em" dx=".4em" dy=".76em" class="value">{value}</text>')
    svg = f'<svg class="bars lying" height="{_round(len(bars) * ROW)}em" {_said(title, bars, unit)}>{"".join(parts)}</svg>'
    return _figure(title, head, svg, behind)


def cell_bar(value: int, most: int) -> str:
    """A bar beside a number in a table; the number says it, the bar only shows it."""
    return f'<svg class="bar" aria-hidden="true"><rect width="{_round(100 * value / max(1, most))}%" height="100%"/></svg>'


def _figure(title: str, head: tuple[str, str], svg: str, behind: Bars) -> str:
    lines = [(escape(label), str(value)) for label, value in behind]
    return (f'<figure class="chart"><figcaption>{escape(title)}</figcaption>{svg}'
            f"<details><summary>看数据表</summary>{table(head, lines, numeric=1, kind='data short')}</details></figure>")


def _said(title: str, bars: Bars, unit: str) -> str:
    words = "，".join(f"{label} {value} {unit}" for label, value in bars)
    return f'role="img" aria-label="{escape(title)}：{escape(words)}"'


def _tick(label: str) -> str:
    """The last character apart, so that a narrow screen can leave it out: 12月 → 12."""
    return f"{escape(label[:-1])}<tspan>{escape(label[-1:])}</tspan>"


def _most(bars: Bars) -> int:
    return max((value for _, value in bars), default=0) or 1


def _round(value: float) -> str:
    """One decimal at most, none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")
