"""Workbooks of the Excel 97 kind (.xls, .et): all sheets, what hides in them, names, comments, caches, properties."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .biff import CONTINUE, Record, characters, number_text, records, rk_number, shared_strings, string, substream
from .biff_texts import constants, external_texts, formula_texts, validation_texts, wide_words
from .compound import Compound, properties
from .contents import BROKEN, MACRO, PROPERTY, UNREADABLE, Refusal, Sink
from .worksheet import cell_name

_CELLS = frozenset((0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207))
Cell = tuple[int, int, int, str]


def read_old_workbook(sink: Sink, compound: Compound) -> None:
    """Layers of the workbook in a compound file."""
    for name, value in properties(compound):
        sink.add(f"{PROPERTY}{name}", value)
    stream = compound.read("Workbook") or compound.read("Book")
    first = next(records(stream), (0, b""))
    if first[0] != 0x0809 or len(first[1]) < 2:
        raise Refusal(BROKEN, "打不开：文件不完整或已损坏；请重新保存后再放进来")
    if first[1][:2] != b"\x00\x06":
        raise Refusal(UNREADABLE, "是 Excel 95 以前的格式，无法检查；请另存为 .xlsx")
    book = _Book(sink)
    book.read_globals(stream)
    for at, (name, hidden) in book.sheets.items():
        _Sheet(book, name, hidden).read(list(substream(stream, at)))
    sink.add_lines("共享字符串（未使用）", (
        text for text, used in zip(book.strings, book.used, strict=False) if not used), hidden=True)
    for path in compound.streams:
        if path.startswith("_SX_DB"):
            sink.add_lines("数据透视表缓存", (string(data, 0)[0] for number, data in records(compound.read(path))
                                       if number == 0x00CD), hidden=True)
    if any(path.startswith("_VBA_PROJECT") for path in compound.streams):
        sink.fault(MACRO, "含有宏（VBA）；请另存为不带宏的格式")


class _Book:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.sheets: dict[int, tuple[str, bool]] = {}
        self.strings: list[str] = []
        self.used = bytearray()
        self.blank: set[int] = set()
        self._formats: set[int] = set()
        self._cell_formats = 0

    def read_globals(self, stream: bytes) -> None:
        table: list[bytes] | None = None
        for number, data in substream(stream, 0):
            if number == CONTINUE and table is not None:
                table.append(data)
                continue
            if table is not None:
                self._read_strings(table)
                table = None
            if number == 0x00FC:
                table = [data]
            elif number == 0x002F:
                raise Refusal(UNREADABLE, "设有密码，无法检查；请去掉密码")
            else:
                self._read_global(number, data)
        if table is not None:
            self._read_strings(table)

    def _read_strings(self, table: list[bytes]) -> None:
        for text in shared_strings(table):
            self.sink.budget.read(len(text))
            self.strings.append(text)
        self.used = bytearray(len(self.strings))

    def _read_global(self, number: int, data: bytes) -> None:
        if number == 0x0085 and len(data) > 8:
            name = string(data, 6, wide_count=False)[0]
            self.sheets[struct.unpack("<I", data[:4])[0]] = name, bool(data[4] & 3)
            if data[5] == 1:
                self.sink.fault(MACRO, f"含有宏工作表“{name}”；请删去后另存")
        elif number == 0x005C:
            self.sink.add("文档属性：写入者", string(data, 0)[0].strip())
        elif number == 0x0018 and len(data) > 15:
            options, _, length = struct.unpack("<HBB", data[:4])
            name, end = characters(data, 14, length)
            if not options & 0x20:  # built-in names are print areas and filters
                self.sink.add_lines(f"定义的名称 {name}", [name, *formula_texts(data[end:])], hidden=bool(options & 1))
        elif number == 0x041E and string(data, 2)[0].replace(" ", "") == ";;;":
            self._formats.add(struct.unpack("<H", data[:2])[0])
        elif number == 0x00E0 and len(data) >= 4:
            if struct.unpack("<H", data[2:4])[0] in self._formats:
                self.blank.add(self._cell_formats)
            self._cell_formats += 1
        elif number == 0x005A:
            self.sink.add_lines("外部链接缓存", external_texts(data), hidden=True)
        elif number == 0x01AE and len(data) > 4:
            self.sink.add("链接地址", "".join(letter for letter in string(data, 2)[0] if letter.isprintable()))


class _Sheet:
    def __init__(self, book: _Book, name: str, hidden: bool) -> None:
        self._book, self._sink, self._name, self._hidden = book, book.sink, name, hidden
        self._shown = f"隐藏工作表 {name}" if hidden else f"工作表 {name}"
        self._rows: set[int] = set()
        self._columns: set[int] = set()

    def read(self, found: list[Record]) -> None:
        """Takes in the sheet: first what hides rows and columns, then the cells."""
        for number, data in found:
            if number == 0x007D and len(data) >= 10:
                first, last, width, _, options = struct.unpack("<5H", data[:10])
                if options & 1 or width == 0:
                    self._columns.update(range(first, min(last, 255) + 1))
            elif number == 0x0208 and len(data) >= 16 and data[12] & 0x20:
                self._rows.add(struct.unpack("<H", data[:2])[0])
        for row, column, style, text in self._cells(found):
            self._give(row, column, style, text)
        self._read_objects(found)
        for number, data in found:
            if number == 0x0006 and b"\x17" in data[22:]:
                row, column = struct.unpack("<HH", data[:4])
                self._add("公式里的文字", " ".join(constants(data[22:])), cell_name(row + 1, column + 1))
            elif number in (0x0014, 0x0015):
                self._add("页眉页脚", string(data, 0)[0])
            elif number == 0x01BE:
                self._add("数据有效性", " ".join(validation_texts(data)))
            elif number == 0x01B8:
                self._add("链接", " ".join(wide_words(data[24:])))

    def _cells(self, found: list[Record]) -> Iterator[Cell]:
        waiting: tuple[int, int, int] | None = None
        for number, data in found:
            if number not in _CELLS:
                continue
            self._sink.budget.keep_time()
            if number == 0x0207:
                if waiting:
                    yield *waiting, string(data, 0)[0]
                waiting = None
                continue
            if len(data) < 10:
                continue
            row, column, style = struct.unpack("<3H", data[:6])
            if number == 0x00BD:
                for place in range((len(data) - 6) // 6):
                    own, raw = struct.unpack("<H4s", data[4 + 6 * place:10 + 6 * place])
                    yield row, column + place, own, number_text(rk_number(raw))
            elif number == 0x0006 and data[12:14] == b"\xff\xff":
                waiting = row, column, style
            else:
                yield row, column, style, self._text(number, data)

    def _text(self, number: int, data: bytes) -> str:
        if number == 0x00FD:
            index, = struct.unpack("<I", data[6:10])
            if index >= len(self._book.strings):
                return ""
            self._book.used[index] = 1
            return self._book.strings[index]
        if number == 0x027E:
            return number_text(rk_number(data[6:10]))
        if number in (0x0203, 0x0006):
            return number_text(struct.unpack("<d", data[6:14])[0]) if len(data) >= 14 else ""
        return string(data, 6)[0]

    def _give(self, row: int, column: int, style: int, text: str) -> None:
        part, hidden = self._shown, self._hidden
        if not hidden and (row in self._rows or column in self._columns):
            part, hidden = f"{part} 的{'隐藏行' if row in self._rows else '隐藏列'}", True
        elif not hidden and style in self._book.blank:
            part, hidden = f"{part} 的不显示的单元格", True
        self._sink.add(part, text, hidden=hidden, sheet=self._name, cell=cell_name(row + 1, column + 1))

    def _read_objects(self, found: list[Record]) -> None:
        """Comments and text boxes: an object's number, its text, and (for a comment) the cell."""
        texts: dict[int, str] = {}
        current = 0
        for position, (number, data) in enumerate(found):
            if number == 0x005D and len(data) >= 8:
                current, = struct.unpack("<H", data[6:8])
            elif number == 0x01B6 and len(data) >= 12:
                texts[current] = _object_text(found, position + 1, struct.unpack("<H", data[10:12])[0])
        for number, data in found:
            if number == 0x001C and len(data) >= 8:
                row, column, _, shape = struct.unpack("<4H", data[:8])
                self._sink.add("批注", texts.pop(shape, ""), hidden=True, sheet=self._name, cell=cell_name(row + 1, column + 1))
                self._sink.add("批注作者", string(data, 8)[0])
        for text in texts.values():
            self._add("文本框", text)

    def _add(self, part: str, text: str, cell: str | None = None) -> None:
        self._sink.add(part, text, hidden=self._hidden, sheet=self._name, cell=cell)


def _object_text(found: list[Record], position: int, count: int) -> str:
    pieces = []
    while count > 0 and position < len(found) and found[position][0] == CONTINUE:
        data = found[position][1]
        wide = bool(data[:1] and data[0] & 1)
        text = characters(data, 0, min(count, (len(data) - 1) // (2 if wide else 1)))[0]
        pieces.append(text)
        count -= max(len(text), 1)
        position += 1
    return "".join(pieces)
