"""Every layer of every kind of attachment is found: one planted fact a row, in a file built for it."""

from __future__ import annotations

import struct
import zlib

import pytest

import attachment_files as make
from attachment_files import (
    defined,
    docx,
    extension,
    gps,
    jpeg,
    label,
    paragraph,
    pdf,
    png,
    record,
    run,
    wide,
    workbook,
    xlsx,
    zipped,
)
from disclosure.model.attachment_contents import AttachmentContents
from disclosure.source.layers.reading import read_layers
from disclosure.source.tree import Memory

FACT = "机密甲乙"
NUMBER = "13800000001"


def note(text: str) -> bytes:
    """A comment at B2 of an Excel 97 sheet: object, its text, and the cell."""
    shape = record(0x005D, struct.pack("<HHHH", 0x15, 0x12, 0x19, 7) + bytes(14))
    body = record(0x01B6, bytes(10) + struct.pack("<H", len(text)) + bytes(6)) + record(0x003C, b"\x01" + text.encode("utf-16-le"))
    return shape + body + record(0x001C, struct.pack("<HHHH", 1, 1, 0, 7) + wide("批注人") + b"\0")


HIDDEN_ROW = record(0x0208, struct.pack("<HHHHHHI", 1, 0, 2, 0, 0, 0, 0x20))
HIDDEN_COLUMN = record(0x007D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0))
FORMAT = record(0x041E, struct.pack("<H", 164) + wide(";;;")) + record(0x00E0, struct.pack("<HH", 0, 164) + bytes(16))
NAME = record(0x0018, struct.pack("<HBB", 0, 0, 1) + bytes(10) + b"\x01" + "甲".encode("utf-16-le") + b"\x17" + wide(FACT, "<B"))
FORMULA = record(0x0006, struct.pack("<HHH", 1, 1, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)) + record(0x0207, wide(FACT))
LITERAL = record(0x0006, struct.pack("<HHH", 1, 1, 0) + bytes(14) + struct.pack("<H", 20) + b"\x17" + wide(FACT, "<B"))
VALIDATION = record(0x01BE, bytes(4) + wide(FACT) + wide("") * 3 + bytes(4))
EXTERNAL = record(0x01AE, b"\1\0\1\0") + record(0x005A, bytes(4) + b"\x02" + wide(FACT))
DRAWING = record(0x005D, struct.pack("<HHHH", 0x15, 0x12, 0x06, 9) + bytes(14)) \
    + record(0x01B6, bytes(10) + struct.pack("<H", 4) + bytes(6)) + record(0x003C, b"\x01" + FACT[:2].encode("utf-16-le")) + record(0x003C,
     b"\x01" + FACT[2:].encode("utf-16-le"))
SPLIT = record(0x00FC, struct.pack("<II", 1, 1) + struct.pack("<HB", 4, 1) + FACT[:2].encode("utf-16-le")) \
    + record(0x003C, b"\x01" + FACT[2:].encode("utf-16-le"))
OLD = [
    ("单元格", workbook(label(FACT)), "工作表 表一", False),
    ("共享字符串", workbook(record(0x00FD, struct.pack("<HHHI", 1, 1, 0, 0)), strings=[FACT]), "工作表 表一", False),
    ("分在两条记录里的共享字符串", workbook(record(0x00FD, struct.pack("<HHHI", 1, 1, 0, 0)), book=SPLIT), "工作表 表一", False),
    ("没有用到的共享字符串", workbook(strings=[FACT]), "共享字符串（未使用）", True),
    ("隐藏工作表", workbook(label(FACT), state=1), "隐藏工作表 表一", True),
    ("深度隐藏的工作表", workbook(label(FACT), state=2), "隐藏工作表 表一", True),
    ("隐藏行", workbook(HIDDEN_ROW + label(FACT)), "工作表 表一 的隐藏行", True),
    ("隐藏列", workbook(HIDDEN_COLUMN + label(FACT)), "工作表 表一 的隐藏列", True),
    ("不显示的格式", workbook(label(FACT), book=FORMAT), "工作表 表一 的不显示的单元格", True),
    ("公式的结果", workbook(FORMULA), "工作表 表一", False),
    ("公式里的文字", workbook(LITERAL), "公式里的文字", False),
    ("批注", workbook(note(FACT)), "批注", True),
    ("文本框", workbook(DRAWING), "文本框", False),
    ("定义的名称", workbook(book=NAME), "定义的名称 甲", False),
    ("数据有效性", workbook(VALIDATION), "数据有效性", False),
    ("页眉", workbook(record(0x0014, wide(FACT))), "页眉页脚", False),
    ("外部链接缓存", workbook(book=EXTERNAL), "外部链接缓存", True),
    ("链接", workbook(record(0x01B8, bytes(24) + FACT.encode("utf-16-le"))), "链接", False),
    ("数据透视表缓存", workbook(more={"_SX_DB_CUR/0001": record(0x00CD, wide(FACT))}), "数据透视表缓存", True),
    ("写入者", workbook(book=record(0x005C, wide(FACT))), "文档属性：写入者", False),
    ("作者", workbook(more={"\x05SummaryInformation": make.summary({4: FACT})}), "文档属性：作者", False),
    ("最后修改者", workbook(more={"\x05SummaryInformation": make.summary({8: FACT})}), "文档属性：最后修改者", False),
]


@pytest.mark.parametrize("ending", ["xls", "et"])
@pytest.mark.parametrize(("why", "data", "part", "hidden"), OLD, ids=[row[0] for row in OLD])
def test_layer_of_an_old_workbook(ending: str, why: str, data: bytes, part: str, hidden: bool) -> None:
    found = read_layers(f"a.{ending}", data)
    assert (part, hidden) in {(layer.part, layer.hidden) for layer in found.layers if FACT in layer.text}, why
    assert found.faults == (), why


PACKET = f"<x:xmpmeta xmlns:x='urn:x'><x:y>{NUMBER}</x:y></x:xmpmeta>"
EMBEDDED = "/Names<</EmbeddedFiles<</Names[(a) <</Type/Filespec/F(a.csv)/UF(a.csv)/EF<</F 7 0 R>>>>]>>>>"
PDF = [
    ("页里的文字", pdf(f"({NUMBER}) Tj"), "第 1 页"),
    ("看不见的文字", pdf(f"3 Tr ({NUMBER}) Tj"), "第 1 页"),
    ("作者", pdf(info=f"/Author({NUMBER})"), "文档属性：作者"),
    ("自定义属性", pdf(info=f"/SourceModified({NUMBER})"), "文档属性：自定义 SourceModified"),
    ("批注", pdf(page=f"/Annots[<</Subtype/Text/Contents({NUMBER})>>]"), "第 1 页的批注"),
    ("批注作者", pdf(page=f"/Annots[<</Subtype/Text/T({NUMBER})/Contents(x)>>]"), "批注作者"),
    ("链接", pdf(page=f"/Annots[<</Subtype/Link/A<</S/URI/URI(tel:{NUMBER})>>>>]"), "链接地址"),
    ("表单域", pdf(catalog=f"/AcroForm<</Fields[<</T(t)/V({NUMBER})>>]>>"), "表单域 t"),
    ("里层的表单域", pdf(catalog=f"/AcroForm<</Fields[<</T(a)/Kids[<</T(t)/DV({NUMBER})>>]>>]>>"), "表单域 t"),
    ("附件", pdf(catalog=EMBEDDED, objects=[make.stream_object(NUMBER.encode())]), "PDF 附件 a.csv › 第 1 行"),
    ("书签", pdf(catalog="/Outlines 7 0 R", objects=[b"<</First 8 0 R/Last 8 0 R/Count 1>>",
     f"<</Title({NUMBER})/Parent 7 0 R>>".encode()]), "书签"),
    ("XMP", pdf(catalog="/Metadata 7 0 R", objects=[make.stream_object(PACKET.encode())]), "XMP"),
    ("照片的 EXIF", pdf(objects=[make.stream_object(jpeg((0xE1, b"Exif\0\0" + make.tiff({270: NUMBER.encode()}))), "/Filter/DCTDecode")]),
     "EXIF：说明"),
]


@pytest.mark.parametrize(("why", "data", "part"), PDF, ids=[row[0] for row in PDF])
def test_layer_of_a_pdf(why: str, data: bytes, part: str) -> None:
    found = read_layers("a.pdf", data)
    assert part in {layer.part for layer in found.layers if NUMBER in layer.text}, why
    assert found.faults == (), why


def exif(tag: int, text: bytes) -> tuple[int, bytes]:
    return 0xE1, b"Exif\0\0" + make.tiff({tag: text})


def inner(tag: int, text: bytes) -> tuple[int, bytes]:
    return 0xE1, b"Exif\0\0" + make.tiff({}, {tag: (7, len(text), text)}, 34665)


RAW = FACT.encode()
XMP_PACKET = f"<x:xmpmeta xmlns:x='urn:x'><x:y>{FACT}</x:y></x:xmpmeta>".encode()
HEXED = b"\nexif\n10\n" + (b"Exif\0\0" + make.tiff({315: RAW})).hex().encode()
PICTURES = [
    ("jpg：作者", jpeg(exif(315, RAW)), "EXIF：作者"),
    ("jpg：GBK 的说明", jpeg(exif(270, FACT.encode("gb18030"))), "EXIF：说明"),
    ("jpg：机型", jpeg(exif(272, RAW)), "EXIF：型号"),
    ("jpg：Windows 写的作者", jpeg(exif(40093, FACT.encode("utf-16-le"))), "EXIF：作者"),
    ("jpg：机主", jpeg(inner(42032, RAW)), "EXIF：机主"),
    ("jpg：用户注释", jpeg(inner(37510, b"UNICODE\0" + FACT.encode("utf-16"))), "EXIF：用户注释"),
    ("jpg：XMP", jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP_PACKET)), "XMP"),
    ("jpg：IPTC", jpeg((0xED, b"Photoshop 3.0\x008BIM\4\4\0\0\0\0\0\x20\x1c\x02\x50" + struct.pack(">H", len(RAW)) + RAW)), "IPTC：作者"),
    ("jpg：注释", jpeg((0xFE, RAW)), "图片注释"),
    ("png：文字", png((b"tEXt", b"Comment\0" + RAW)), "图片文字：Comment"),
    ("png：压缩的文字", png((b"zTXt", b"Comment\0\0" + zlib.compress(RAW))), "图片文字：Comment"),
    ("png：国际文字", png((b"iTXt", b"Title\0\1\0zh\0\0" + zlib.compress(RAW))), "图片文字：Title"),
    ("png：XMP", png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP_PACKET)), "XMP"),
    ("png：EXIF", png((b"eXIf", make.tiff({315: RAW}))), "EXIF：作者"),
    ("png：作者", png((b"tEXt", b"Author\0" + RAW)), "EXIF：作者"),
    ("png：十六进制的 EXIF", png((b"tEXt", b"Raw profile type exif\0" + HEXED)), "EXIF：作者"),
    ("csv：UTF-8", f"姓名\n{FACT}".encode(), "第 2 行"),
    ("csv：带 BOM", f"姓名\n{FACT}".encode("utf-8-sig"), "第 2 行"),
    ("csv：GBK", f"姓名\n{FACT}".encode("gbk"), "第 2 行"),
    ("csv：UTF-16", f"姓名\n{FACT}".encode("utf-16"), "第 2 行"),
    ("zip：里面的表", zipped({"甲/表.csv": FACT}), "甲/表.csv › 第 1 行"),
    ("zip：里面的文本", zipped({"说明.txt": FACT.encode("gbk")}), "说明.txt › 正文"),
    ("zip：文件名", zipped({f"{FACT}.csv": "x"}), "压缩包里的文件名"),
    ("zip：里面的 docx", zipped({"a.docx": docx(paragraph(run(FACT)))}), "a.docx › 正文"),
    ("zip：压缩包里的压缩包", zipped({"a.zip": zipped({"b.csv": FACT})}), "a.zip › b.csv › 第 1 行"),
    ("zip：三层", zipped({"a.zip": zipped({"b.docx": docx(paragraph(run(FACT)))})}), "a.zip › b.docx › 正文"),
]


@pytest.mark.parametrize(("why", "data", "part"), PICTURES, ids=[row[0] for row in PICTURES])
def test_layer_of_a_picture_table_or_archive(why: str, data: bytes, part: str) -> None:
    found = read_layers(extension(why), data)
    assert part in {layer.part for layer in found.layers if FACT in layer.text}, why
    assert found.faults == (), why


PLACES = [
    ("照片", "a.jpg", jpeg((0xE1, gps())), "31.95000,108.66667"),
    ("南纬西经", "a.jpg", jpeg((0xE1, gps().replace(b"N\0", b"S\0").replace(b"E\0", b"W\0"))), "-31.95000,-108.66667"),
    ("png", "a.png", png((b"eXIf", gps()[6:])), "31.95000,108.66667"),
    ("没有定位成功", "a.jpg", jpeg((0xE1, gps(under=0))), None),
    ("零度零分", "a.jpg", jpeg((0xE1, gps((0, 0, 0), (0, 0, 0)))), None),
    ("文档里的照片", "a.docx", docx(more={"word/media/a.jpg": jpeg((0xE1, gps()))}), "31.95000,108.66667"),
    ("压缩包里的照片", "a.zip", zipped({"a.jpeg": jpeg((0xE1, gps()))}), "31.95000,108.66667"),
]


@pytest.mark.parametrize(("why", "name", "data", "position"), PLACES, ids=[row[0] for row in PLACES])
def test_position(why: str, name: str, data: bytes, position: str | None) -> None:
    found = [layer.text for layer in read_layers(name, data).layers if layer.kind == "EXIF：GPS 位置"]
    assert found == ([position] if position else []), why


@pytest.mark.parametrize(("why", "body", "hidden"), [
    ("筛选用的内部名称不算", defined("_xlnm._FilterDatabase", "表一!$A$1", 'hidden="1"'), False),
    ("没有隐藏的名称不算", defined("甲", "表一!$A$1"), False)])
def test_ordinary_names_are_not_hidden(why: str, body: str, hidden: bool) -> None:
    assert any(layer.hidden for layer in read_layers("a.xlsx", xlsx(book=body)).layers) is hidden, why


def test_layout_numbers_of_a_drawing_are_no_text() -> None:
    drawing = "<xml><shape><ClientData><Anchor>1, 15, 0, 2, 3, 31</Anchor></ClientData></shape></xml>"
    assert not any("15" in layer.text for layer in read_layers("a.xlsx", xlsx(more={"xl/drawings/v.vml": drawing})).layers)


def test_names_in_an_archive_of_chinese_windows() -> None:
    """Such a ZIP has the names in GBK and does not say so."""
    data = zipped({"aaaa.csv": "x"}).replace(b"aaaa.csv", "名册".encode("gbk") + b".csv")
    assert any("名册.csv" in layer.text for layer in read_layers("a.zip", data).layers)


class Counting(Memory):
    """A tree that counts how often a file is read."""

    def __init__(self, content: dict[str, bytes]) -> None:
        super().__init__(content)
        self.count = 0

    def read(self, path: str) -> bytes | None:
        self.count += 1
        return super().read(path)


def test_each_attachment_is_read_once_and_only_when_asked_for() -> None:
    tree = Counting({"data/attachments/2022-00001/a.csv": b"x", "data/attachments/2022-00001/b.csv": b"y",
                     "data/attachments/2022-00001/large.csv": b"0" * (20 * 1024 * 1024 + 1)})
    found = AttachmentContents(tree)
    assert (list(found), tree.count) == (["data/attachments/2022-00001/a.csv", "data/attachments/2022-00001/b.csv"], 0)
    assert [found[path].layers for path in found] == [found[path].layers for path in found]
    assert tree.count == 2
