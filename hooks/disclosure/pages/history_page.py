"""The page that shows what corrections changed in the body of an item: the words that are gone beside the new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from ..model.catalog import Catalog
from ..model.past import Revision, Story
from ..model.records import Item
from ..model.values import chinese_date
from . import addresses, keep
from .body import scrolling
from .differences import GONE, NEW, SAME, Pair, Piece, compared, pieces, seen
from .html import breadcrumb, link, text
from .item_page import SAMPLE_NOTE, WITHHELD
from .passages import CLOSE, HEAD, HEADING, OPEN, POINT, passages

LONG = 60  # characters that did not change and are shown in one go
_TAGS = {GONE: ("del", "删去"), NEW: ("ins", "新增")}
_ADDRESS = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_SIGNS = re.compile(f"[{OPEN}{CLOSE}]")
_ENDS = re.compile("[。！？；]")
LEFT_OUT = '<span class="detail">（略）</span>'
TABLE, LIST, PROSE = "table", "list", "prose"
_Group = tuple[str, tuple[str, ...]]  # one of these; the heads of the table


def history_content(catalog: Catalog, item: Item, story: Story) -> str:
    """Everything between header and footer of `/items/<id>/history/`; the newest change comes first."""
    here = addresses.history(item)
    matter = catalog.matter_by_name[item.category, item.matter]
    crumbs = breadcrumb([(matter.name, addresses.matter(matter.slug)), (item.title, addresses.item(item))], "改动对照", here)
    sample = f'<p class="note">{SAMPLE_NOTE}。</p>' if item.sample else ""
    parts = [_revision(number, row) for number, row in enumerate(story.revisions, 1)]
    return (f'{crumbs}<article class="sheet document"><h1>改动对照：{text(item.title)}</h1>{sample}'
            f"<p>公开以后，正文改动过的地方：{_marked((GONE, '这样的'))}是删去的字，{_marked((NEW, '这样的'))}是新增的字，"
            f"没有改动的写作{LEFT_OUT}。现在的全文见{link('本条信息', addresses.item(item), here)}。</p>"
            f"{''.join(reversed(parts))}{keep.source(catalog, item, keep.code_of(catalog, item))}</article>")


def days_of(revision: Revision) -> str:
    """The days of a correction as its entries say; the day of the commit where they say none."""
    days = list(dict.fromkeys(chinese_date(entry.date) for entry in revision.entries if entry.date))
    return "、".join(days) or chinese_date(revision.day)


def _revision(number: int, revision: Revision) -> str:
    notes = "".join(f"<p class=\"note\">{text(entry.note)}</p>" for entry in revision.entries)
    return f'<section class="history" id="change-{number}"><h2>{days_of(revision)}更正</h2>{notes}{_changed(revision)}</section>'


def _changed(revision: Revision) -> str:
    if revision.withheld:
        return f"<p>{WITHHELD}。</p>"
    pairs = compared(passages(revision.before), passages(revision.after))
    if not any(pair.is_changed for pair in pairs):
        return "<p>只改了格式，文字没有变。</p>"
    return "".join(_group(kind, rows) for kind, rows in _grouped(list(seen(pairs))))


def _grouped(rows: Sequence[Pair | None]) -> Iterator[tuple[_Group, list[Pair | None]]]:
    """Rows of one table, points of one list and other passages together; a gap stays inside of a table that goes on behind it."""
    kinds = [_kind(row) for row in rows]
    for place, row in enumerate(rows):
        if row is None and 0 < place < len(rows) - 1 and kinds[place - 1] == kinds[place + 1] and kinds[place - 1][0] == TABLE:
            kinds[place] = kinds[place - 1]
    for kind, group in groupby(zip(kinds, rows, strict=True), key=lambda pair: pair[0]):
        yield kind, [row for _, row in group]


def _kind(row: Pair | None) -> _Group:
    if row and row.passage.is_cells:
        return TABLE, row.passage.heads
    return (LIST if row and row.passage.kind == POINT else PROSE), ()


def _group(kind: _Group, rows: Sequence[Pair | None]) -> str:
    if kind[0] == TABLE:
        return _table(kind[1], rows)
    if kind[0] == LIST:
        return f"<ul>{''.join(f'<li>{_words(row)}</li>' for row in rows if row)}</ul>"
    return "".join(f"<p>{_paragraph(row)}</p>" for row in rows)


def _paragraph(row: Pair | None) -> str:
    if row is None:
        return LEFT_OUT
    return f"<strong>{_words(row)}</strong>" if row.passage.kind == HEADING else _words(row)


def _table(heads: tuple[str, ...], rows: Sequence[Pair | None]) -> str:
    """A table with its real heads, also where no row of them changed."""
    top = next((row for row in rows if row and row.passage.kind == HEAD), None)
    cells = _cells(top) if top else [text(_seen(name)) for name in heads]
    head = "".join(f'<th scope="col">{cell}</th>' for cell in cells)
    gap = f'<tr><td colspan="{len(heads)}">{LEFT_OUT}</td></tr>'
    body = "".join(_row(row, heads) if row else gap for row in rows if row is None or row is not top)
    return scrolling(f'<table class="data"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>', len(heads))


def _row(pair: Pair, heads: tuple[str, ...]) -> str:
    cells = "".join(f'<td data-label="{escape(_seen(name))}">{cell}</td>' for name, cell in zip(heads, _cells(pair), strict=False))
    return f"<tr>{cells}</tr>"


def _cells(pair: Pair) -> list[str]:
    before, after = (row.texts if row else () for row in (pair.before, pair.after))
    if before and after:
        return ["".join(map(_marked, pieces(old, new))) for old, new in zip(before, after, strict=True)]
    sign, cells = (NEW, after) if after else (GONE, before)
    tag, name = _TAGS[sign]
    said = [f"<{tag}>{text(_told(cell))}</{tag}>" if cell else "" for cell in cells]
    return [f'<span class="unseen">〔{name}这一行：〕</span>{said[0]}', *said[1:]]


def _words(pair: Pair) -> str:
    """A passage with its changes; of what did not change only what is needed to find one's way."""
    before, after = (row.texts[0] if row else "" for row in (pair.before, pair.after))
    found = pieces(before, after)
    last = len(found) - 1
    return "".join(_kept(words, place > 0, place < last) if sign == SAME else _marked((sign, words))
                   for place, (sign, words) in enumerate(found))


def _kept(words: str, behind: bool, before: bool) -> str:
    """Words that did not change: whole, or only to the end of the sentence that a change stands in or begins with."""
    words = _seen(words)
    if len(words) <= LONG:
        return text(words)
    ends = [found.end() for found in _ENDS.finditer(words)]
    first = next((end for end in ends if end <= LONG), LONG // 2) if behind or not before else 0
    rest = max((end for end in ends if len(words) - LONG <= end < len(words)), default=len(words) - LONG // 2) if before else len(words)
    if rest <= first:
        return text(words)
    return f'{text(words[:first])}<span class="detail">（略 {rest - first} 字）</span>{text(words[rest:])}'


def _marked(piece: Piece) -> str:
    """What is gone or new; the words around it are for those who listen and for paper."""
    sign, words = piece
    if sign == SAME:
        return text(_seen(words))
    tag, name = _TAGS[sign]
    return f'<{tag}><span class="unseen">〔{name}：</span>{text(_told(words))}<span class="unseen">〕</span></{tag}>'


def _seen(words: str) -> str:
    """What is to be seen of a text: where links lead is not."""
    return _SIGNS.sub("", _ADDRESS.sub("", words))


def _told(words: str) -> str:
    """A text with where its links lead: perhaps nothing else changed."""
    return _SIGNS.sub("", _ADDRESS.sub(r"（链接到 \1）", words))
