"""Small real attachments, built byte by byte, so that a test can plant one fact in one layer of each kind."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

Members = Mapping[str, str | bytes]
W = 'xmlns:w="urn:w" xmlns:r="urn:r" xmlns:wp="urn:wp" xmlns:mc="urn:mc" xmlns:a="urn:a" xmlns:p="urn:p" xmlns:wps="urn:wps"'
RELATIONS = "<Relationships>{}</Relationships>"
CONTENT_TYPES = '<Types><Override PartName="/main.xml" ContentType="application/vnd.{}+xml"/></Types>'
TYPES = {
    "docx": "openxmlformats-officedocument.wordprocessingml.document.main", "docm": "ms-word.document.macroEnabled.main",
    "xlsx": "openxmlformats-officedocument.spreadsheetml.sheet.main", "xlsm": "ms-excel.sheet.macroEnabled.main",
    "pptx": "openxmlformats-officedocument.presentationml.presentation.main",
}


def zipped(members: Members, *, stored: bool = False) -> bytes:
    """A ZIP archive; the same members give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, None if stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def office(kind: str, members: Members, *, stored: bool = False) -> bytes:
    """An Office file of the XML kind with these parts."""
    return zipped({"[Content_Types].xml": CONTENT_TYPES.format(TYPES[kind]), **members}, stored=stored)


def docx(body: str = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>", more: Members | None = None, *, kind: str = "docx",
         stored: bool = False) -> bytes:
    return office(kind, {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **(more or {})}, stored=stored)


def part(root: str, text: str) -> str:
    """A Word part with one paragraph."""
    return f"<w:{root} {W}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{root}>"


def xlsx(sheet: str = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>格</t></is></c></row></sheetData>',
         more: Members | None = None, *, state: str = "visible", book: str = "", kind: str = "xlsx") -> bytes:
    """A workbook with the one sheet 表一."""
    return office(kind, {
        "xl/workbook.xml": f'<workbook xmlns:r="urn:r"><sheets><sheet name="表一" sheetId="1" state="{state}" r:id="rId1"/></sheets>'
                           f'{book}</workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format('<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'),
        "xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>", **(more or {})})


def cell(text: str, place: str = "B2", attributes: str = "", row: str = "") -> str:
    """The rows of a sheet with one text cell."""
    number = "".join(letter for letter in place if letter.isdigit())
    return (f'<sheetData><row r="{number}" {row}><c r="{place}" t="inlineStr" {attributes}><is><t>{text}</t></is></c></row></sheetData>')


def pptx(slide: str, more: Members | None = None, *, show: str = "") -> bytes:
    return office("pptx", {
        "ppt/presentation.xml": '<p:presentation xmlns:p="urn:p" xmlns:r="urn:r"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>'
                                "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": RELATIONS.format('<Relationship Id="rId1" Target="slides/slide1.xml"/>'),
        "ppt/slides/slide1.xml": f"<p:sld {W} {show}>{spoken(slide)}</p:sld>", **(more or {})})


def spoken(text: str) -> str:
    """A paragraph of a slide."""
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def ofd(text: str = "", *, info: str = "", more: Members | None = None) -> bytes:
    code = f"<TextObject><TextCode>{text}</TextCode></TextObject>" if text else ""
    return zipped({"OFD.xml": f"<OFD><DocBody><DocInfo>{info}</DocInfo></DocBody></OFD>",
                   "Doc_0/Pages/Page_0/Content.xml": f"<Page><Content><Layer>{code}</Layer></Content></Page>", **(more or {})})


def pdf(content: str = "(text) Tj", *, catalog: str = "", page: str = "", info: str = "", objects: Sequence[bytes] = ()) -> bytes:
    """One page; `objects` are numbered from 7. The content stands between BT and ET in Helvetica."""
    stream = f"BT /F1 12 Tf 20 20 Td {content} ET".encode("latin-1")
    numbered = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode("latin-1"), b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{page}>>".encode("latin-1"),
        stream_object(stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>".encode("latin-1"), *objects]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, raw in enumerate(numbered, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + raw + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer\n<</Size {len(places) + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())


def stream_object(data: bytes, entries: str = "") -> bytes:
    return f"<</Length {len(data)}{entries}>>stream\n".encode() + data + b"\nendstream"


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    """A JPEG with these segments (marker, payload) before its scan."""
    before = b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload for marker, payload in segments)
    return b"\xff\xd8" + before + b"\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\x00\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    rows = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in rows)


def tiff(tags: Mapping[int, bytes], inner: Mapping[int, tuple[int, int, bytes]] | None = None, pointer: int = 34853) -> bytes:
    """Little-endian TIFF with ASCII tags and, behind `pointer`, a second directory of (type, count, raw)."""
    first = {tag: (2, len(raw), raw) for tag, raw in tags.items()}
    begin = 8 + _length(first, bool(inner))
    if inner:
        first[pointer] = 4, 1, struct.pack("<I", begin)
    return b"II*\0\x08\0\0\0" + _directory(first, 8) + (_directory(inner, begin) if inner else b"")


def _length(tags: Mapping[int, tuple[int, int, bytes]], more: bool) -> int:
    return 2 + 12 * (len(tags) + more) + 4 + sum(len(raw) for _, _, raw in tags.values() if len(raw) > 4)


def _directory(tags: Mapping[int, tuple[int, int, bytes]], start: int) -> bytes:
    entries, values = b"", b""
    begin = start + 2 + 12 * len(tags) + 4
    for tag, (kind, count, raw) in sorted(tags.items()):
        value = raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack("<I", begin + len(values))
        values += b"" if len(raw) <= 4 else raw
        entries += struct.pack("<HHI", tag, kind, count) + value
    return struct.pack("<H", len(tags)) + entries + b"\0\0\0\0" + values


def gps(latitude: tuple[int, int, int] = (31, 57, 0), longitude: tuple[int, int, int] = (108, 40, 0), under: int = 1) -> bytes:
    """EXIF with a position; `under` is the lower number of each fraction."""
    def degrees(value: tuple[int, int, int]) -> bytes:
        return b"".join(struct.pack("<II", step, under) for step in value)
    return b"Exif\0\0" + tiff({}, {1: (2, 2, b"N\0"), 2: (5, 3, degrees(latitude)), 3: (2, 2, b"E\0"), 4: (5, 3, degrees(longitude))})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; every stream is padded to 4096 bytes, so there is no mini stream. "A/b" lies in storage A."""
    names = [name for name in streams if "/" not in name]
    folders = list(dict.fromkeys(name.split("/")[0] for name in streams if "/" in name))
    entries: list[list] = [["Root Entry", 5, -1, -1, 0, 0]]
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(data: bytes) -> int:
        first, count = len(fat), max(1, -(-len(data) // 512))
        fat.extend([*range(first + 1, first + count), -2])
        sectors.extend(data[at * 512:at * 512 + 512].ljust(512, b"\0") for at in range(count))
        return first

    def stream(name: str, data: bytes) -> int:
        data = data.ljust(4096, b"\0")
        entries.append([name.split("/")[-1], 2, -1, -1, store(data), len(data)])
        return len(entries) - 1

    def chain(numbers: list[int]) -> int:
        for left, right in zip(numbers, numbers[1:], strict=False):
            entries[left][2] = right
        return numbers[0] if numbers else -1

    top = [stream(name, streams[name]) for name in names]
    for folder in folders:
        entries.append([folder, 1, -1, -1, 0, 0])
        top.append(len(entries) - 1)
        entries[top[-1]][3] = chain([stream(name, data) for name, data in streams.items() if name.startswith(folder + "/")])
    entries[0][3] = chain(top)
    raw = b""
    for name, kind, following, child, start, size in entries:
        wide = name.encode("utf-16-le")
        raw += (wide + b"\0\0").ljust(64, b"\0") + struct.pack("<HBBiii", len(wide) + 2, kind, 1, -1, following, child) + bytes(36)
        raw += struct.pack("<iII", start if kind != 5 else -2, size, 0)
    directory = store(raw)
    tables = -(-(len(fat) + 10) // 128)
    at = len(fat)
    fat.extend([-3] * tables)
    table = struct.pack(f"<{len(fat)}i", *fat).ljust(512 * tables, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIiIIiIiI", 0, tables, directory, 0, 4096, -2, 0, -2, 0)
    return head + struct.pack(f"<{tables}i", *range(at, at + tables)).ljust(436, b"\xff") + b"".join(sectors) + table


def wide(text: str, size: str = "<H") -> bytes:
    """A BIFF string: length, flag byte, UTF-16."""
    return struct.pack(size, len(text)) + b"\x01" + text.encode("utf-16-le")


def record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


BEGIN, FINISH = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), record(0x000A, b"")


def workbook(cells: bytes = b"", *, book: bytes = b"", strings: Sequence[str] = (), state: int = 0, kind: int = 0,
             more: Mapping[str, bytes] | None = None, begin: bytes = BEGIN) -> bytes:
    """An Excel 97 workbook with the one sheet 表一."""
    table = record(0x00FC, struct.pack("<II", len(strings), len(strings)) + b"".join(map(wide, strings))) if strings else b""
    name = wide("表一", "<B")
    ahead = len(begin) + 4 + 6 + len(name) + len(book) + len(table) + len(FINISH)
    sheet = record(0x0085, struct.pack("<IBB", ahead, state, kind) + name)
    return compound({"Workbook": begin + sheet + book + table + FINISH + begin + cells + FINISH, **(more or {})})


def label(text: str, row: int = 1, column: int = 1, style: int = 0) -> bytes:
    """A text cell; (1, 1) is B2."""
    return record(0x0204, struct.pack("<HHH", row, column, style) + wide(text))


def summary(values: Mapping[int, str]) -> bytes:
    """A summary property stream with texts in UTF-8."""
    body, offsets = b"", [(1, 0)]
    pieces = [struct.pack("<IHH", 2, 65001, 0)]
    for key, text in values.items():
        raw = text.encode("utf-8") + b"\0"
        raw += b"\0" * (-len(raw) % 4)
        offsets.append((key, sum(map(len, pieces))))
        pieces.append(struct.pack("<II", 0x1E, len(raw)) + raw)
    start = 8 + 8 * len(offsets)
    body = b"".join(struct.pack("<II", key, start + place) for key, place in offsets) + b"".join(pieces)
    section = struct.pack("<II", 8 + len(body), len(offsets)) + body
    return struct.pack("<HHI16sI", 0xFFFE, 0, 0, bytes(16), 1) + bytes(16) + struct.pack("<I", 48) + section


def run(text: str, properties: str = "", element: str = "t") -> str:
    """A run of a Word document."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{element}>{text}</w:{element}></w:r>"


def paragraph(inside: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:pPr>{style}</w:pPr>{inside}</w:p>"


def defined(name: str, text: str, attributes: str = "") -> str:
    """A defined name of a workbook."""
    return f'<definedNames><definedName name="{name}" {attributes}>{text}</definedName></definedNames>'


def extension(why: str) -> str:
    """The ending that the first word of a row's reason names."""
    return "a." + why.split("：")[0]
