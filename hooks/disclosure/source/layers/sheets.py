"""Tables: xlsx with everything a workbook keeps out of sight, and csv."""

from __future__ import annotations

from collections.abc import Iterator

from .contents import BROKEN, MACRO, MAX_LAYERS, UNREADABLE, Exhausted, Refusal, Sink
from .markup import END, START, TEXT, Event
from .ooxml import Parts, all_text
from .worksheet import Styles, Worksheet, plain_number, truth

_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # of `splitlines`
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_workbook(parts: Parts) -> None:
    """Cells of all sheets with their places; hidden sheets, rows, columns, names, caches, comments."""
    if not parts.named("workbook"):
        raise Refusal(BROKEN, "打不开：里面没有工作簿；请重新保存后再放进来")
    book = _Book(parts, parts.named("workbook")[0])
    parts.each(parts.named("sst"), book.read_strings)
    parts.each(parts.named("styleSheet"), book.read_styles)
    parts.each(parts.named("worksheet", "macrosheet", "dialogsheet", "chartsheet"), book.read_sheet)
    book.give_unused()
    parts.each(parts.named("comments", "ThreadedComments"), book.read_comments)
    parts.each(parts.named("personList"), lambda name: parts.sink.add_lines("批注作者", [
        attributes["displayName"] for kind, _, attributes in parts.events(name) if kind == START and "displayName" in attributes]))
    parts.each(parts.named("pivotCacheDefinition", "pivotCacheRecords"), lambda name: parts.sink.add_lines(
        "数据透视表缓存", _cached(parts.events(name)), hidden=True))
    parts.each(parts.named("externalLink"), lambda name: parts.sink.add_lines(
        "外部链接缓存", _external(parts.events(name)), hidden=True))
    parts.each(parts.named("connections"), lambda name: parts.sink.add_lines("数据连接", [
        value for kind, _, attributes in parts.events(name) if kind == START for value in attributes.values()], hidden=True))


def read_csv(sink: Sink, data: bytes) -> None:
    """Line by line, in UTF-8, UTF-16 or GB18030."""
    text = decode_text(data)
    if text is None:
        raise Refusal(BROKEN, "打不开：文字编码无法识别；请另存为 UTF-8 编码的 CSV")
    if sum(text.count(end) for end in _LINE_ENDS) > 2 * MAX_LAYERS:  # millions of lines would not even fit in memory one by one
        raise Exhausted(UNREADABLE, f"行数超过 {2 * MAX_LAYERS // 10000} 万，没有检查；请拆成几个附件")
    for number, line in enumerate(text.splitlines(), 1):
        sink.add(f"第 {number} 行", line)
        if not number & 1023:
            sink.budget.keep_time()


def decode_text(data: bytes) -> str | None:
    """Text in an encoding that Chinese offices use; None where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


class _Book:
    """One workbook while it is read: sheet names by part, shared strings and which of them were met."""

    def __init__(self, parts: Parts, main: str) -> None:
        self.parts = parts
        self.sheets: dict[str, tuple[str, bool]] = {}
        self.strings: list[str] = []
        self.used = bytearray()
        self.styles = Styles()
        self.unread = 0
        self._owners: dict[str, str] | None = None
        self._read_main(main)

    def _read_main(self, main: str) -> None:
        relations = self.parts.relations(main)
        name, hidden = "", False
        pieces: list[str] = []
        for kind, element, attributes in self.parts.events(main):
            if kind == START and element == "sheet":
                concealed = attributes.get("state", "visible") != "visible"
                self.sheets[relations.get(attributes.get("rel", ""), "")] = attributes.get("name", ""), concealed
            elif kind == START and element == "definedName":
                name, pieces = attributes.get("name", ""), []
                hidden = truth(attributes, "hidden") and not name.startswith("_xlnm.")
            elif kind == TEXT and name:
                pieces.append(element)
            elif kind == END and element == "definedName":
                self.parts.sink.add(f"定义的名称 {name}", "".join(pieces), hidden=hidden)
                name = ""
            elif kind == START and element in ("absPath", "fileSharing"):
                self.parts.sink.add("保存路径" if element == "absPath" else "写保护者",
                                    attributes.get("url") or attributes.get("userName", ""))

    def read_strings(self, name: str) -> None:
        pieces, inside, phonetic = [], False, False
        for kind, element, _ in self.parts.events(name):
            if kind == TEXT:
                if inside and not phonetic:
                    pieces.append(element)
            elif element == "t":
                inside = kind == START
            elif element == "rPh":
                phonetic = kind == START
            elif element == "si" and kind == END:
                self.strings.append("".join(pieces))
                pieces = []
        self.used = bytearray(len(self.strings))

    def read_styles(self, name: str) -> None:
        self.styles.read(self.parts.events(name))

    def read_sheet(self, name: str) -> None:
        sheet, hidden = self.sheets.get(name, (name.rsplit("/", 1)[-1], True))
        if self.parts.roots[name] == "macrosheet":
            self.parts.sink.fault(MACRO, f"含有宏工作表“{sheet}”；请删去后另存")
        self.unread += 1
        Worksheet(self.parts.sink, sheet, hidden, self.strings, self.used, self.styles).read(self.parts.events(name))
        self.unread -= 1

    def give_unused(self) -> None:
        """Strings that no cell shows: what was deleted from the sheets but not from the file."""
        if not self.unread:
            self.parts.sink.add_lines("共享字符串（未使用）", (
                text for text, used in zip(self.strings, self.used, strict=False) if not used), hidden=True)

    def read_comments(self, name: str) -> None:
        if self._owners is None:
            self._owners = {target: sheet for part, (sheet, _) in self.sheets.items() if part
                            for target in self.parts.relations(part).values()}
        sheet = self._owners.get(name)
        cell, inside = None, ""
        pieces: list[str] = []
        for kind, element, attributes in self.parts.events(name):
            if kind == START and element in ("comment", "threadedComment"):
                cell, pieces = attributes.get("ref"), []
            elif kind == END and element in ("comment", "threadedComment"):
                self.parts.sink.add("批注", "".join(pieces).strip(), hidden=True, sheet=sheet, cell=cell)
            elif kind == TEXT and inside == "author":
                self.parts.sink.add("批注作者", "" if element.startswith("tc={") else element)
            elif kind == TEXT and inside:
                pieces.append(element)
            elif element in ("author", "t", "text"):  # other elements hold the numbers of a layout
                inside = element if kind == START else ""


def _cached(stream: Iterator[Event]) -> Iterator[str]:
    """Pivot caches keep values in `v`: one line a record or a field."""
    row: list[str] = []
    for kind, element, attributes in stream:
        if kind == START and element in ("s", "n", "d", "e", "b") and "v" in attributes:
            row.append(plain_number(attributes["v"]) if element == "n" else attributes["v"])
        elif kind == START and element == "cacheField":
            row.append(attributes.get("name", ""))
        elif kind == END and element in ("r", "cacheField"):
            yield "\t".join(row)
            row = []


def _external(stream: Iterator[Event]) -> Iterator[str]:
    names: list[str] = []

    def noting() -> Iterator[Event]:
        for event in stream:
            if event[0] == START and event[1] == "sheetName":
                names.append(event[2].get("val", ""))
            yield event

    yield from all_text(noting())
    yield from names
