"""The body of an item as HTML: links resolved, headings below the title, tables with real headers."""

from __future__ import annotations

import re
from html import escape, unescape

from ..model import markup
from ..model.records import Item
from . import addresses

_HREF = re.compile(r'(<a |<img )([^>]*?)(href|src)="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_CELL_ALIGN = re.compile(r' align="(left|center|right)"')
_TABLE = re.compile(r"<table>\n<thead>\n<tr>(.*?)</tr>\n</thead>(.*?)</table>", re.S)
_HEAD_CELL = re.compile(r"<th([^>]*)>(.*?)</th>", re.S)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
_CELL = re.compile(r"<td([^>]*)>(.*?)</td>", re.S)
WIDEST = 7  # columns that fit the sheet
_PENDING = re.compile(r"待填(?![^<>]*>)")


def render_body(item: Item, source: str) -> str:
    """`source` is the address of the page that shows the body."""
    return adapt(markup.render(item.body), source)


def adapt(html: str, source: str, *, keep_title: bool = False) -> str:
    """Rendered Markdown fitted into a page: headings stand below the page's title without a gap (`keep_title`: the
    first one is that title), `item:` and `/…` become links from `source`."""
    html = _fitted_headings(html, keep_title)
    html = _CELL_ALIGN.sub(r' class="\1"', html)
    html = _HREF.sub(lambda found: _link(found, source), html)
    return _PENDING.sub(_mark_pending, _TABLE.sub(_table, html))


def resolve(address: str, source: str) -> str:
    """An address as staff write it → as the page needs it."""
    if address[:5].lower() == "item:":
        return f"{addresses.root(source)}items/{address[5:]}/"
    if address.startswith("/") and not address.startswith("//"):
        return addresses.root(source) + address[1:]
    return address


def _fitted_headings(html: str, keep_title: bool) -> str:
    """Whatever levels the text uses, a heading is at most one level below the one before it."""
    above: list[int] = [0] * (not keep_title)  # the levels, as written, that the current heading stands under
    new = 1

    def fitted(found: re.Match[str]) -> str:
        nonlocal new
        slash, level = found.group(1), int(found.group(2))
        if not slash:
            while len(above) > 1 and above[-1] >= level:
                above.pop()
            above.append(level)
            new = min(len(above), 6)
        return f"<{slash}h{new}"

    return _HEADING.sub(fitted, html)


def _link(found: re.Match[str], source: str) -> str:
    start, middle, name, address = found.groups()
    return f'{start}{middle}{name}="{escape(resolve(unescape(address), source))}"'


def _table(found: re.Match[str]) -> str:
    """Column headers get a scope; every cell names its column, so that rows can stack on phones."""
    heads = _HEAD_CELL.findall(found.group(1))
    names = [re.sub(r"<[^>]+>", "", name) for _, name in heads]
    top = "".join(f'<th scope="col"{mark}>{name}</th>' for mark, name in heads)
    body = _ROW.sub(lambda row: _row(row, names), found.group(2))
    return scrolling(f'<table class="data"><thead><tr>{top}</tr></thead>{body}</table>', len(heads))


def scrolling(table: str, columns: int) -> str:
    """A table that is too wide for the sheet can be moved to and fro by itself."""
    if columns <= WIDEST:
        return table
    return f'<div class="scroll" role="group" aria-label="宽表格，可以左右滚动" tabindex="0">{table}</div>'


def _row(found: re.Match[str], names: list[str]) -> str:
    cells = _CELL.findall(found.group(1))
    if not cells:
        return found.group()
    marked = [f'<td data-label="{name}"{mark}>{cell}</td>'
              for (mark, cell), name in zip(cells, names + [""] * len(cells), strict=False)]
    return f"<tr>{''.join(marked)}</tr>"


def _mark_pending(found: re.Match[str]) -> str:
    return f'<span class="pending">{found.group()}</span>'
