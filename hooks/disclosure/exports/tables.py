"""items.csv and items.xlsx: one row an item, Chinese headers, right in Excel and WPS."""

from __future__ import annotations

import csv
import datetime as dt
import io

import xlsxwriter  # type: ignore[import-untyped]

from ..model.catalog import Catalog
from . import rows

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# a fixed date in the file's properties: two builds give the same bytes
_CREATED = dt.datetime(2022, 1, 1)
_LONGEST_CELL = 32767


def items_csv(catalog: Catalog) -> bytes:
    """UTF-8 with BOM and CRLF. A cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.labels())
    for item in catalog.items:
        writer.writerow([_harmless(cell) for cell in rows.cells(catalog, item)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def items_xlsx(catalog: Catalog) -> bytes:
    """A workbook with the items as text cells and a sheet that says what they are."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False})
    book.set_properties({"title": f"{catalog.site.name}：条目", "created": _CREATED})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet = book.add_worksheet("条目")
    sheet.freeze_panes(1, 3)
    sheet.set_column(0, 1, 14)
    sheet.set_column(2, 2, 44)
    sheet.set_column(3, len(rows.labels()), 16)
    for column, label in enumerate(rows.labels()):
        sheet.write_string(0, column, label, head)
    for line, item in enumerate(catalog.items, 1):
        for column, cell in enumerate(rows.cells(catalog, item)):
            sheet.write_string(line, column, cell[:_LONGEST_CELL])
    note = book.add_worksheet("说明")
    note.set_column(0, 0, 90)
    for line, words in enumerate(_words(catalog)):
        note.write_string(line, 0, words)
    book.close()
    return out.getvalue()


def _words(catalog: Catalog) -> list[str]:
    words = [f"{catalog.site.name}，共 {len(catalog.items)} 条。一行一条，空格表示没有或待填。"]
    if any(item.sample for item in catalog.items):
        words.append("“示例”一栏写“是”的是示例，用来展示网站，不是真实公开的信息。")
    return words


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
