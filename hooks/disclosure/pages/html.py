"""Small pieces of HTML that every page uses. Text is escaped here and nowhere else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from html import escape

from ..model.values import PENDING, Pending, chinese_date
from . import addresses

# a 文号 or a （一） must never be broken from what it belongs to
_KEEP = re.compile(r"〔\d{4}〕\d+号")
# the script finds the text itself: the title before it and the prose of the same article
ALOUD = ('<div class="aloud" role="group" aria-label="朗读"><button type="button" data-aloud="start">朗读全文</button>'
         '<button type="button" data-aloud="pause" hidden>暂停</button><button type="button" data-aloud="stop" hidden>停止</button>'
         '<span class="detail" role="status"></span></div>')


def text(value: str) -> str:
    """Escaped text, with document numbers kept on one line."""
    escaped = escape(value)
    return _KEEP.sub(r'<span class="keep">\g<0></span>', escaped) if "〔" in escaped else escaped


def pending() -> str:
    return '<span class="pending">待填</span>'


def shown(value: str | Pending | None) -> str:
    """Escaped text, the marked placeholder, or a dash for a missing value."""
    if value is None or value == "":
        return '<span class="none">—</span>'
    return pending() if value is PENDING else text(str(value))


def time(value: dt.date | Pending | None) -> str:
    """A date for people and machines."""
    if not isinstance(value, dt.date):
        return shown(value)
    return f'<time datetime="{value.isoformat()}">{chinese_date(value)}</time>'


def link(label: str, target: str, source: str, attributes: str = "") -> str:
    """A link from page `source` to page `target` of the site; the label is escaped."""
    return f'<a href="{addresses.href(target, source)}"{attributes}>{text(label)}</a>'


def breadcrumb(steps: Sequence[tuple[str, str]], current: str, source: str) -> str:
    """The way from the home page; the page itself comes last and is no link."""
    parts = [f"<li>{link(label, target, source)}</li>" for label, target in (("首页", ""), *steps)]
    return (f'<nav class="crumbs" aria-label="当前位置"><ol>{"".join(parts)}'
            f'<li aria-current="page">{text(current)}</li></ol></nav>')


def pairs(rows: Iterable[tuple[str, str]], kind: str = "facts") -> str:
    """A header table as term/value pairs; values are HTML already."""
    body = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in rows)
    return f'<dl class="{kind}">{body}</dl>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", numeric: int | None = None,
          kind: str = "data") -> str:
    """A table with real headers; cells are HTML. Columns from `numeric` on hold numbers.

    Each cell names its column, so that rows can stack on phones; `kind` are classes that say how.
    """
    marks = [' class="number"' if numeric is not None and i >= numeric else "" for i in range(len(head))]
    top = "".join(f'<th scope="col"{mark}>{name}</th>' for name, mark in zip(head, marks, strict=True))
    lines = []
    for row in rows:
        first, *rest = row
        cells = "".join(f'<td data-label="{escape(name)}"{mark}>{cell}</td>'
                        for name, mark, cell in zip(head[1:], marks[1:], rest, strict=True))
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<table class="{kind}">{title}<thead><tr>{top}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
