"""items.csv and items.xlsx: one row an item, Chinese headers, right in Excel and WPS; or the index of yearly files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter  # type: ignore[import-untyped]

from ..model.catalog import Catalog
from ..model.records import Item
from ..model.volumes import Volume, index_rows
from . import rows, workbooks

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# a fixed date in the file's properties: two builds give the same bytes
_CREATED = dt.datetime(2022, 1, 1)


def csv_head() -> bytes:
    """UTF-8 with BOM and CRLF, as Excel wants it. Lines of items follow."""
    return b"\xef\xbb\xbf" + csv_rows([rows.labels()])


def csv_rows(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells. A cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for cells in lines:
        writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8")


def csv_index(parts: list[Volume]) -> bytes:
    """In place of all items: which file holds those of which year."""
    return b"\xef\xbb\xbf" + csv_rows(_index(parts, "csv"))


def workbook(catalog: Catalog, part: Volume, pieces: Iterable[bytes]) -> bytes:
    """A workbook with the items as text cells and a sheet that says what they are. `pieces` are `sheet_rows` of the items."""
    return workbooks.filled(_frame(catalog, rows.labels(), [14, 14, 44], _words(catalog, part.items)), pieces, len(part.items))


def xlsx_index(catalog: Catalog, parts: list[Volume]) -> bytes:
    """In place of all items: which file holds those of which year."""
    head, *lines = _index(parts, "xlsx")
    return workbooks.filled(_frame(catalog, head, [], _words(catalog, catalog.items)), [workbooks.sheet_rows(lines)], len(lines))


def _index(parts: list[Volume], ending: str) -> list[list[str]]:
    return [["年度", "条数", "文件"], *([str(year), str(count), f"{name}.{ending}"] for year, count, name in index_rows(parts))]


def _frame(catalog: Catalog, head: Sequence[str], widths: Sequence[int], notes: Sequence[str]) -> bytes:
    """The workbook with its first line alone."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": f"{catalog.site.name}：条目", "created": _CREATED})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet = book.add_worksheet("条目")
    sheet.freeze_panes(1, len(widths))
    for column, label in enumerate(head):
        sheet.set_column(column, column, widths[column] if column < len(widths) else 16)
        sheet.write_string(0, column, label, bold)
    note = book.add_worksheet("说明")
    note.set_column(0, 0, 90)
    for number, words in enumerate(notes):
        note.write_string(number, 0, words)
    book.close()
    return out.getvalue()


def _words(catalog: Catalog, items: Sequence[Item]) -> list[str]:
    words = [f"{catalog.site.name}，共 {len(items)} 条。一行一条，空格表示没有或待填。"]
    if any(item.sample for item in items):
        words.append("“示例”一栏写“是”的是示例，用来展示网站，不是真实公开的信息。")
    return words


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
