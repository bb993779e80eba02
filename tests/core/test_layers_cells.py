"""Cells of workbooks: where they stand, and numbers as people see them."""

from __future__ import annotations

import io
import struct

import pytest
import xlsxwriter

from attachment_files import (
    cell,
    label,
    record,
    workbook,
    xlsx,
)
from disclosure.source.layers.contents import Contents, Layer
from disclosure.source.layers.reading import read_layers

FACT = "机密甲乙"
NUMBER = "13800000001"


def one(found: Contents, text: str) -> Layer:
    layer, = [layer for layer in found.layers if layer.text == text]
    return layer


@pytest.mark.parametrize(("why", "name", "data"), [
    ("xlsx", "a.xlsx", xlsx(cell(FACT, "AB12"))), ("xls", "a.xls", workbook(label(FACT, 11, 27))),
    ("没有写位置的单元格", "a.xlsx",
     xlsx("<sheetData>" + "<row/>" * 11 + "<row>" + "<c/>" * 27 + f'<c t="str"><v>{FACT}</v></c></row></sheetData>'))],
      ids=lambda value: value if isinstance(value, str) else "")
def test_cells_have_their_place(why: str, name: str, data: bytes) -> None:
    layer = one(read_layers(name, data), FACT)
    assert (layer.sheet, layer.cell) == ("表一", "AB12"), why


@pytest.mark.parametrize(("written", "shown"), [
    ("1.3800000001E10", NUMBER), (NUMBER, NUMBER), ("13800000001.0", NUMBER), ("0.5", "0.5"), ("-2.5E-3", "-2.5E-3"), ("1E300", "1E300"),
    ("NaN", "NaN")])
def test_numbers_read_as_they_are_shown(written: str, shown: str) -> None:
    assert one(read_layers("a.xlsx", xlsx(f'<sheetData><row><c r="A1"><v>{written}</v></c></row></sheetData>')), shown)


@pytest.mark.parametrize(("why", "cells", "shown"), [
    ("整数", record(0x0203, struct.pack("<HHHd", 1, 1, 0, 13800000001.0)), NUMBER),
    ("四字节的整数", record(0x027E, struct.pack("<HHHi", 1, 1, 0, 12 << 2 | 2)), "12"),
    ("四字节的百分之一", record(0x027E, struct.pack("<HHHi", 1, 1, 0, 1250 << 2 | 3)), "12.5"),
    ("一行几个", record(0x00BD, struct.pack("<HHHiHiH", 1, 0, 0, 7 << 2 | 2, 0, 8 << 2 | 2, 1)), "8"),
    ("公式的数", record(0x0006, struct.pack("<HHHd", 1, 1, 0, 2.5) + bytes(8)), "2.5")], ids=lambda value: value if isinstance(value,
     str) else "")
def test_numbers_of_an_old_workbook(why: str, cells: bytes, shown: str) -> None:
    assert one(read_layers("a.xls", workbook(cells)), shown).cell == "B2", why


def test_a_workbook_of_another_maker() -> None:
    """XlsxWriter uses shared strings, relations and drawings as Excel does."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"author": "某甲"})
        sheet, other = book.add_worksheet("花名册"), book.add_worksheet("底册")
        sheet.write("A1", "姓名")
        sheet.write_comment("A1", "批注一")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write("C5", "藏行")
        other.write("D4", "底数")
        other.hide()
    layers = {(layer.part, layer.text, layer.sheet, layer.cell) for layer in read_layers("a.xlsx", buffer.getvalue()).layers}
    assert {("工作表 花名册", "姓名", "花名册", "A1"), ("批注", "批注一", "花名册", "A1"), ("工作表 花名册 的隐藏行", "藏行", "花名册",
     "C5"),
            ("隐藏工作表 底册", "底数", "底册", "D4"), ("文档属性：作者", "某甲", None, None)} <= layers
