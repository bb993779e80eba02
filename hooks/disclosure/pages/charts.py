"""Charts as SVG with their table beside them; colours come from the style sheet, so they follow the palette."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .html import table

WIDTH, HEIGHT, BASE, TOP = 720, 190, 160, 24


def bar_chart(title: str, bars: Sequence[tuple[str, int]], unit: str, head: tuple[str, str]) -> str:
    """Vertical bars with their values, and a table that says the same; `bars` is (label, value)."""
    most = max((value for _, value in bars), default=0) or 1
    step = WIDTH / max(1, len(bars))
    parts = []
    for position, (label, value) in enumerate(bars):
        height = round((BASE - TOP) * value / most)
        x, middle = round(position * step + step * 0.22, 1), round(position * step + step / 2, 1)
        parts.append(f'<rect x="{x}" y="{BASE - height}" width="{round(step * 0.56, 1)}" height="{height}"/>'
                     f'<text x="{middle}" y="{BASE - height - 6}" class="value">{value}</text>'
                     f'<text x="{middle}" y="{BASE + 20}">{escape(label)}</text>')
    words = "，".join(f"{label} {value} {unit}" for label, value in bars)
    svg = (f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}：{escape(words)}" class="bars">'
           f'<line x1="0" y1="{BASE}" x2="{WIDTH}" y2="{BASE}"/>{"".join(parts)}</svg>')
    rows = [(escape(label), str(value)) for label, value in bars]
    return (f'<figure class="chart"><figcaption>{escape(title)}</figcaption>{svg}'
            f"<details><summary>看数据表</summary>{table(head, rows, numeric=1)}</details></figure>")
