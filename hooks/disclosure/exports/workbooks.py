"""Large sheets, made in pieces: XlsxWriter makes the workbook with its first line, and the other lines are put into it here.

It would take two thirds of the time that all pages of the site take, and could not keep what an earlier build has made.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from xml.sax.saxutils import escape

SHEET = "xl/worksheets/sheet1.xml"
_NUMBER, _NEXT = "\0", "\1"  # stand for a row's number, and between rows; no cell holds them
_END = b"</sheetData>"
_DIMENSION = re.compile(b'(<dimension ref="A1:[A-Z]+)1"')
_LONGEST_CELL = 32767
_LEVEL = 4  # of compression: half the time of the usual one for a file that is little larger
# what XML cannot hold, and what a spreadsheet would take for its name
_ODD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")


def sheet_rows(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of text cells as rows of a sheet that do not know their numbers yet."""
    return _NEXT.join(map(_row, lines)).encode()


def filled(frame: bytes, pieces: Iterable[bytes], count: int) -> bytes:
    """The workbook `frame`, whose first sheet has one line, with the rows of `pieces` below it; `count` are all of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(frame)) as made, zipfile.ZipFile(out, "w") as book:
        for name in made.namelist():
            data = made.read(name)
            if name == SHEET:
                head, end, tail = data.partition(_END)
                data = b"".join([_DIMENSION.sub(b"\\g<1>%d\"" % (count + 1), head, count=1), *_numbered(pieces), end, tail])
            book.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, _LEVEL)  # with a date of its own, the same everywhere
    return out.getvalue()


def _row(cells: Sequence[str]) -> str:
    parts = [f'<row r="{_NUMBER}">']
    for column, cell in enumerate(cells):
        if cell:
            words = _ODD.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(cell[:_LONGEST_CELL]))
            parts.append(f'<c r="{_column(column)}{_NUMBER}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>')
    return "".join([*parts, "</row>"])


def _numbered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    number = 2  # the first one is the frame's
    for piece in pieces:
        for row in piece.split(_NEXT.encode()) if piece else ():
            yield row.replace(_NUMBER.encode(), b"%d" % number)
            number += 1


@cache
def _column(number: int) -> str:
    """A, B, …, Z, AA, …: the name of a column, the first being 0."""
    before, last = divmod(number, 26)
    return (_column(before - 1) if before else "") + chr(ord("A") + last)
