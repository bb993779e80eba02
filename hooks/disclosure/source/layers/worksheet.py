"""One worksheet of an xlsx, cell by cell, with what hides each of them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from .contents import Sink
from .markup import END, START, TEXT, Event

_HEADERS = frozenset(("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"))
_PROMPTS = ("promptTitle", "prompt", "errorTitle", "error")


class Styles:
    """Cell formats that show nothing (“;;;”), by their number."""

    def __init__(self) -> None:
        self.blank: frozenset[str] = frozenset()

    def read(self, stream: Iterable[Event]) -> None:
        """Takes in the styles part."""
        formats, blank, inside, number = set(), set(), False, 0
        for kind, element, attributes in stream:
            if kind == START and element == "numFmt" and attributes.get("formatCode", "").replace(" ", "") == ";;;":
                formats.add(attributes.get("numFmtId", ""))
            elif element == "cellXfs":
                inside = kind == START
            elif kind == START and element == "xf" and inside:
                if attributes.get("numFmtId") in formats:
                    blank.add(str(number))
                number += 1
        self.blank = frozenset(blank)


class Worksheet:
    """Reads one sheet into the sink; marks in `used` which shared strings were met."""

    def __init__(self, sink: Sink, name: str, hidden: bool, strings: list[str], used: bytearray, styles: Styles) -> None:
        self._sink, self._name, self._hidden = sink, name, hidden
        self._strings, self._used, self._styles = strings, used, styles
        self._shown = f"隐藏工作表 {name}" if hidden else f"工作表 {name}"
        self._columns: set[int] = set()
        self._row = self._column = 0
        self._row_hidden = self._rows_hidden = False
        self._cell: dict[str, str] = {}
        self._value: list[str] = []
        self._formula: list[str] = []
        self._other: list[str] = []
        self._inside = ""

    def read(self, stream: Iterable[Event]) -> None:
        """Takes in the whole sheet."""
        for kind, element, attributes in stream:
            if kind == TEXT:
                if self._inside == "value":
                    self._value.append(element)
                elif self._inside == "formula":
                    self._formula.append(element)
                elif self._inside:
                    self._other.append(element)
            elif kind == START:
                self._start(element, attributes)
            elif kind == END:
                self._end(element)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "c":
            self._cell, self._value, self._formula = attributes, [], []
            self._column = _column(attributes.get("r", "")) or self._column + 1
        elif element in ("v", "t"):
            self._inside = "value"
        elif element == "f":
            self._inside = "formula"
        elif element == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self._row + 1
            self._column = 0
            self._row_hidden = truth(attributes, "hidden") or _is_zero(attributes.get("ht")) or (
                self._rows_hidden and "hidden" not in attributes)
        elif element == "col":
            if truth(attributes, "hidden") or _is_zero(attributes.get("width")):
                self._columns.update(range(_whole(attributes.get("min")), min(_whole(attributes.get("max")), 16384) + 1))
        elif element == "sheetFormatPr":
            self._rows_hidden = truth(attributes, "zeroHeight")
        elif element in _HEADERS or element in ("formula1", "formula2"):
            self._inside, self._other = element, []
        elif element == "dataValidation":
            self._add("数据有效性", " ".join(attributes[key] for key in _PROMPTS if attributes.get(key)), _first(attributes.get("sqref")))
        elif element == "hyperlink":
            words = " ".join(attributes[key] for key in ("display", "tooltip", "location") if attributes.get(key))
            self._add("链接", words, _first(attributes.get("ref")))
        elif element == "protectedRange":
            self._add("受保护区域", attributes.get("name", ""), None)

    def _end(self, element: str) -> None:
        if element == "c":
            self._give_cell()
        elif element in ("v", "t", "f"):
            self._inside = ""
        elif element in _HEADERS:
            self._add("页眉页脚", "".join(self._other), None)
            self._inside = ""
        elif element in ("formula1", "formula2"):
            text = "".join(self._other)
            self._add("数据有效性", text if '"' in text else "", None)
            self._inside = ""

    def _give_cell(self) -> None:
        kind = self._cell.get("t", "n")
        text = "".join(self._value)
        if kind == "s":
            number = _whole(text) if text.strip().isdigit() else -1
            if not 0 <= number < len(self._strings):
                return
            text, self._used[number] = self._strings[number], 1
        elif kind == "n" and not text.isdigit():
            text = plain_number(text)
        place = self._cell.get("r") or cell_name(self._row, self._column)
        part, hidden = self._shown, self._hidden
        if not hidden and (self._row_hidden or self._column in self._columns):
            part, hidden = f"{part} 的{'隐藏行' if self._row_hidden else '隐藏列'}", True
        elif not hidden and self._cell.get("s") in self._styles.blank:
            part, hidden = f"{part} 的不显示的单元格", True
        self._sink.add(part, text, hidden=hidden, sheet=self._name, cell=place)
        formula = "".join(self._formula)
        if '"' in formula:
            self._sink.add(f"{part} 的公式", formula, hidden=hidden, sheet=self._name, cell=place)

    def _add(self, part: str, text: str, cell: str | None) -> None:
        self._sink.add(part, text, hidden=self._hidden, sheet=self._name, cell=cell)


def truth(attributes: dict[str, str], key: str) -> bool:
    """Whether an attribute says yes; no where it is absent."""
    return attributes.get(key, "0") in ("1", "true", "on")


def plain_number(text: str) -> str:
    """1.3812345678E10 as 13812345678: what the cell shows when it is wide enough."""
    try:
        value = Decimal(text)
        return str(int(value)) if abs(value) < 10 ** 22 and value == value.to_integral_value() else text
    except (InvalidOperation, ValueError):
        return text


def cell_name(row: int, column: int) -> str:
    """B3 for (3, 2)."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _column(reference: str) -> int:
    number = 0
    for character in reference:
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number


def _whole(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _is_zero(text: str | None) -> bool:
    return text is not None and text.strip("0.") == "" and text != ""


def _first(places: str | None) -> str | None:
    return places.split(" ")[0].split(":")[0] if places else None
