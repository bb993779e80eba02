"""A body cut into the pieces that are read as a whole: headings, paragraphs, items of lists, rows of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from ..model import markup

HEADING, TEXT, POINT, HEAD, ROW = "heading", "text", "point", "head", "row"
# around an address: one sign each that no text holds afterwards
OPEN, CLOSE = "\ue000", "\ue001"
_KINDS = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING), "p": TEXT, "pre": TEXT, "li": POINT}
_SIGNS = re.compile(f"[{OPEN}{CLOSE}]")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")  # not the wide one, which stands between words on purpose
_BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\xff]) (?=[^\x00-\xff])")


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece. `texts` has one text for each cell of a row, else a single one; `heads` names the columns of its table.

    Where a link leads stands behind its text, between the signs OPEN and CLOSE.
    """

    kind: str
    texts: tuple[str, ...]
    heads: tuple[str, ...] = ()

    @property
    def is_cells(self) -> bool:
        return self.kind in (HEAD, ROW)

    def is_like(self, other: Passage) -> bool:
        """Whether both say the same, whatever they look like."""
        return self.texts == other.texts and self.is_cells == other.is_cells


def passages(body: str) -> list[Passage]:
    """The pieces of a body in Markdown; empty ones are left out, and so is what only the eye sees."""
    reader = _Reader()
    reader.feed(markup.render(body))
    reader.close()
    reader.end_piece()
    return reader.found


class _Reader(HTMLParser):
    """Follows the HTML that `markup.render` writes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Passage] = []
        self._kind = TEXT
        self._words: list[str] = []
        self._cells: list[str] = []
        self._heads: tuple[str, ...] = ()
        self._addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _KINDS:
            is_point = tag == "p" and self._kind == POINT and not "".join(self._words).strip()
            self.end_piece()
            self._kind = POINT if is_point else _KINDS[tag]
        elif tag == "tr":
            self._cells = []
        elif tag == "a":
            self._addresses.append(given.get("href") or "")
        elif tag == "img":
            self._words.append(f"〔图：{given.get('alt') or ''}〕{OPEN}{given.get('src') or ''}{CLOSE}")
        elif tag in ("br", "ul", "ol", "blockquote", "table"):
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _KINDS:
            self.end_piece()
        elif tag == "a" and self._addresses:
            self._words.append(f"{OPEN}{self._addresses.pop()}{CLOSE}")
        elif tag in ("th", "td"):
            self._cells.append(self._text())
        elif tag == "tr" and self._cells:
            row = tuple(self._cells)
            self._heads = self._heads or row
            self.found.append(Passage(HEAD if row is self._heads else ROW, row, self._heads))
        elif tag == "table":
            self._heads = ()

    def handle_data(self, data: str) -> None:
        self._words.append(_SIGNS.sub("", data))

    def end_piece(self) -> None:
        text = self._text()
        if text:
            self.found.append(Passage(self._kind, (text,)))
        self._kind = TEXT

    def _text(self) -> str:
        """What was read since the last time; blanks that only break lines are no part of Chinese text."""
        text = _BETWEEN_CHINESE.sub("", _BLANKS.sub(" ", "".join(self._words)).strip(" "))
        self._words = []
        return text
