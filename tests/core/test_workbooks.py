"""The rows that are put into a workbook, read again as a spreadsheet program would."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from disclosure.exports import workbooks
from support import table

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def frame(columns: int) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2022, 1, 1)})
    sheet = book.add_worksheet("条目")
    for column in range(columns):
        sheet.write_string(0, column, f"第{column}栏")
    book.add_worksheet("说明").write_string(0, 0, "说明")
    book.close()
    return out.getvalue()


def read(book: bytes) -> dict[str, str]:
    """Address → text of every cell below the first line; each row's number agrees with its cells'."""
    with zipfile.ZipFile(io.BytesIO(book)) as made:
        assert made.testzip() is None
        sheet = ElementTree.fromstring(made.read(workbooks.SHEET))
    found = {}
    for number, row in enumerate(sheet.iter(f"{SPACE}row"), 1):
        assert row.get("r") == str(number)
        for cell in row.iter(f"{SPACE}c"):
            address = cell.get("r") or ""
            assert re.fullmatch(f"[A-Z]+{number}", address)
            if cell.get("t") == "inlineStr":
                text = "".join(part.text or "" for part in cell.iter(f"{SPACE}t"))
                found[address] = re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text)
    return found


def filled(*pieces: Sequence[Sequence[str]], columns: int = 3) -> bytes:
    return workbooks.filled(frame(columns), map(workbooks.sheet_rows, pieces), sum(map(len, pieces)))


@table("why cell", [
    ("平常的字", "城乡低保资金发放情况"),
    ("XML 的记号", '<a href="x">&amp;</a>'),
    ("前后的空格和换行", "  一\n二  "),
    ("扩展区的字", "𠮷野𪚥"),
    ("看起来像公式的只是文字", "=1+1"),
    ("控制字符", "一\0二\1三\x1f"),
    ("写法像控制字符的字", "_x0041_"),
    ("换页以后的非字符", "\ufffe\uffff"),
])
def test_a_cell_is_read_as_it_was_written(why: str, cell: str) -> None:
    assert read(filled([["", cell, ""]])) == {"B2": cell}


@given(st.lists(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=5), max_size=4),
                         max_size=3), max_size=3))
def test_rows_are_numbered_through_all_pieces(pieces: list[list[list[str]]]) -> None:
    rows = [row for piece in pieces for row in piece]
    wanted = {f"{'ABCD'[column]}{number}": cell for number, row in enumerate(rows, 2) for column, cell in enumerate(row) if cell}
    assert read(filled(*pieces)) == wanted
    assert filled(*pieces) == filled(*pieces)


def test_a_cell_is_no_longer_than_a_spreadsheet_can_hold() -> None:
    assert read(filled([["字" * 40_000]])) == {"A2": "字" * 32_767}


def test_the_sheet_says_how_large_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(filled([["一", "二", "三"]] * 4))) as made:
        assert b'<dimension ref="A1:C5"/>' in made.read(workbooks.SHEET)
        assert all(part.date_time == (1980, 1, 1, 0, 0, 0) for part in made.infolist())


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(number: int, name: str) -> None:
    assert workbooks._column(number) == name
