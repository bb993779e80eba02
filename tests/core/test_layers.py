"""Every layer of every kind of attachment is found: one planted fact a row, in a file built for it."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
import xlsxwriter

import attachment_files as make
from attachment_files import W, cell, docx, gps, jpeg, label, ofd, part, pdf, png, pptx, record, spoken, wide, workbook, xlsx, zipped
from disclosure.model.attachment_contents import AttachmentContents
from disclosure.source.layers.contents import Contents, Layer
from disclosure.source.layers.reading import read_layers
from disclosure.source.tree import Memory

FACT = "机密甲乙"
NUMBER = "13800000001"


def run(text: str, properties: str = "", element: str = "t") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{element}>{text}</w:{element}></w:r>"


def defined(name: str, text: str, attributes: str = "") -> str:
    return f'<definedNames><definedName name="{name}" {attributes}>{text}</definedName></definedNames>'


def paragraph(inside: str, style: str = "") -> str:
    return f"<w:p><w:pPr>{style}</w:pPr>{inside}</w:p>"


BOX = f"<wps:txbx><w:txbxContent>{paragraph(run(FACT))}</w:txbxContent></wps:txbx>"
CORE = "<cp:coreProperties xmlns:cp='urn:c' xmlns:dc='urn:d'><dc:creator>{0}</dc:creator></cp:coreProperties>"
EDITOR = "<cp:coreProperties xmlns:cp='urn:c'><cp:lastModifiedBy>{0}</cp:lastModifiedBy></cp:coreProperties>"
OUTSIDE = make.RELATIONS.format(f'<Relationship Id="r1" TargetMode="External" Target="file:///C:/{FACT}/a.dotx"/>')
STYLES = (f"<w:styles {W}><w:style w:styleId='A'><w:rPr><w:vanish/></w:rPr></w:style>"
          "<w:style w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>")
NATIVE = b"\0\0\0\0\x02\0" + "表.csv".encode("gb18030") + b"\0C:\\a\0" + b"\0\0\3\0" + struct.pack("<I", 2) + b"a\0"
NATIVE += struct.pack("<I", len(FACT.encode())) + FACT.encode()
CONTROL = {"word/embeddings/oleObject1.bin": make.compound({"\x01Ole10Native": NATIVE})}
OPEN_XML = [
    ("docx：正文", docx(paragraph(run(FACT))), "正文", False),
    ("docx：一个号码分在几段格式里", docx(paragraph(run("138") + run("0000") + run("0001"))), "正文", False),
    ("docx：表格", docx(f"<w:tbl><w:tr><w:tc>{paragraph(run(FACT))}</w:tc></w:tr></w:tbl>"), "正文", False),
    ("docx：修订删除", docx(paragraph(f"<w:del w:author='某'>{run(FACT, element='delText')}</w:del>")), "修订删除的文字", True),
    ("docx：修订插入", docx(paragraph(f"<w:ins w:author='某'>{run(FACT)}</w:ins>")), "修订插入的文字", True),
    ("docx：修订作者", docx(paragraph(f"<w:ins w:author='{FACT}'>{run('字')}</w:ins>")), "修订作者", False),
    ("docx：移走的文字", docx(paragraph(f"<w:moveFrom>{run(FACT)}</w:moveFrom>")), "修订删除的文字", True),
    ("docx：隐藏文字", docx(paragraph(run(FACT, "<w:vanish/>"))), "隐藏文字", True),
    ("docx：隐藏的样式", docx(paragraph(run(FACT, "<w:rStyle w:val='A'/>")), {"word/styles.xml": STYLES}), "隐藏文字", True),
    ("docx：继承来的隐藏样式", docx(paragraph(run(FACT), "<w:pStyle w:val='B'/>"), {"word/styles.xml": STYLES}), "隐藏文字", True),
    ("docx：文本框", docx(paragraph(f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice></mc:AlternateContent></w:r>")), "文本框",
     False),
    ("docx：旧版软件看到的内容", docx(paragraph(f"<w:r><mc:AlternateContent><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>")),
     "替代内容", False),
    ("docx：替代文字", docx(paragraph(f"<w:r><wp:docPr id='1' descr='{FACT}'/></w:r>")), "替代文字", False),
    ("docx：下拉选项", docx(f"<w:sdt><w:listItem w:displayText='{FACT}'/></w:sdt>"), "替代文字", False),
    ("docx：域代码", docx(paragraph(run(f"HYPERLINK {FACT}", element="instrText"))), "域代码", False),
    ("docx：简单域", docx(f"<w:fldSimple w:instr='AUTHOR {FACT}'/>"), "域代码", False),
    ("docx：页眉", docx(more={"word/header1.xml": part("hdr", FACT)}), "页眉", False),
    ("docx：页脚", docx(more={"word/footer1.xml": part("ftr", FACT)}), "页脚", False),
    ("docx：脚注", docx(more={"word/footnotes.xml": part("footnotes", FACT)}), "脚注", False),
    ("docx：尾注", docx(more={"word/endnotes.xml": part("endnotes", FACT)}), "尾注", False),
    ("docx：批注", docx(more={"word/comments.xml": part("comments", FACT)}), "批注", True),
    ("docx：批注作者", docx(more={"word/comments.xml": f"<w:comments {W}><w:comment w:author='{FACT}'/></w:comments>"}), "批注作者", False),
    ("docx：文档变量", docx(more={"word/settings.xml": f"<w:settings {W}><w:docVar w:name='v' w:val='{FACT}'/></w:settings>"}),
     "文档变量 v", True),
    ("docx：作者", docx(more={"docProps/core.xml": CORE.format(FACT)}), "文档属性：作者", False),
    ("docx：最后修改者", docx(more={"docProps/core.xml": EDITOR.format(FACT)}), "文档属性：最后修改者", False),
    ("docx：单位", docx(more={"docProps/app.xml": f"<Properties><Company>{FACT}</Company></Properties>"}), "文档属性：公司", False),
    ("docx：自定义属性",
     docx(more={"docProps/custom.xml": f"<Properties><property name='甲'><lpwstr>{FACT}</lpwstr></property></Properties>"}),
     "文档属性：自定义 甲", False),
    ("docx：自定义 XML", docx(more={"customXml/item1.xml": f"<x><y>{FACT}</y></x>"}), "自定义 XML", False),
    ("docx：链接到外面的模板", docx(more={"word/_rels/settings.xml.rels": OUTSIDE}), "链接地址", False),
    ("docx：图表", docx(more={"word/charts/chart1.xml": f"<c:chartSpace xmlns:c='urn:c'><c:v>{FACT}</c:v></c:chartSpace>"}), "图表", False),
    ("docx：SmartArt", docx(more={"word/diagrams/data1.xml": f"<dataModel>{FACT}</dataModel>"}), "SmartArt", False),
    ("docx：嵌入的表格", docx(more={"word/embeddings/a.xlsx": xlsx(cell(FACT))}), "嵌入的文件 a.xlsx › 工作表 表一", False),
    ("docx：OLE 对象里的文件", docx(more=CONTROL), "嵌入的文件 oleObject1.bin › 表.csv › 第 1 行", False),
    ("docx：图片的说明", docx(more={"word/media/image1.jpeg": jpeg((0xFE, FACT.encode()))}), "图片 image1.jpeg › 图片注释", False),
    ("docx：UTF-16 的部件", docx(more={"word/header1.xml": ("<?xml version='1.0' encoding='UTF-16'?>" + part("hdr",
     FACT)).encode("utf-16")}),
     "页眉", False),
    ("xlsx：单元格", xlsx(cell(FACT)), "工作表 表一", False),
    ("xlsx：隐藏工作表", xlsx(cell(FACT), state="hidden"), "隐藏工作表 表一", True),
    ("xlsx：深度隐藏的工作表", xlsx(cell(FACT), state="veryHidden"), "隐藏工作表 表一", True),
    ("xlsx：隐藏行", xlsx(cell(FACT, row='hidden="1"')), "工作表 表一 的隐藏行", True),
    ("xlsx：高度为零的行", xlsx(cell(FACT, row='ht="0"')), "工作表 表一 的隐藏行", True),
    ("xlsx：默认隐藏的行", xlsx('<sheetFormatPr zeroHeight="1"/>' + cell(FACT)), "工作表 表一 的隐藏行", True),
    ("xlsx：隐藏列", xlsx('<cols><col min="2" max="2" hidden="1"/></cols>' + cell(FACT)), "工作表 表一 的隐藏列", True),
    ("xlsx：宽度为零的列", xlsx('<cols><col min="1" max="9" width="0"/></cols>' + cell(FACT)), "工作表 表一 的隐藏列", True),
    ("xlsx：不显示的格式", xlsx(cell(FACT, attributes='s="1"'),
     {"xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode=";;;"/>'
     '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'}), "工作表 表一 的不显示的单元格", True),
    ("xlsx：公式里的文字", xlsx(f'<sheetData><row r="2"><c r="B2"><f>"{FACT}"</f><v>1</v></c></row></sheetData>'), "工作表 表一 的公式",
     False),
    ("xlsx：定义的名称", xlsx(book=defined("甲", f'"{FACT}"')), "定义的名称 甲", False),
    ("xlsx：隐藏的名称", xlsx(book=defined("甲", f'"{FACT}"', 'hidden="1"')), "定义的名称 甲", True),
    ("xlsx：保存路径", xlsx(book=f'<absPath url="C:\\Users\\{FACT}\\"/>'), "保存路径", False),
    ("xlsx：没有用到的共享字符串", xlsx(more={"xl/sharedStrings.xml": f"<sst><si><t>{FACT}</t></si></sst>"}), "共享字符串（未使用）", True),
    ("xlsx：批注",
     xlsx(more={"xl/comments1.xml": f'<comments><commentList><comment ref="B2"><text><t>{FACT}</t></text></comment></commentList>'
     "</comments>", "xl/worksheets/_rels/sheet1.xml.rels": make.RELATIONS.format('<Relationship Id="r1" Target="../comments1.xml"/>')}),
     "批注", True),
    ("xlsx：会话批注",
     xlsx(more={"xl/threadedComments/t.xml": f'<ThreadedComments><threadedComment ref="B2"><text>{FACT}</text></threadedComment>'
     "</ThreadedComments>"}), "批注", True),
    ("xlsx：批注作者", xlsx(more={"xl/comments1.xml": f"<comments><authors><author>{FACT}</author></authors></comments>"}), "批注作者",
     False),
    ("xlsx：会话批注的人", xlsx(more={"xl/persons/person.xml": f'<personList><person displayName="{FACT}"/></personList>'}), "批注作者",
     False),
    ("xlsx：数据透视表缓存", xlsx(more={"xl/pivotCache/r.xml": f'<pivotCacheRecords><r><s v="{FACT}"/></r></pivotCacheRecords>'}),
     "数据透视表缓存", True),
    ("xlsx：数据透视表的字段",
     xlsx(more={"xl/pivotCache/d.xml": f'<pivotCacheDefinition><cacheField name="姓名"><sharedItems><s v="{FACT}"/>'
     "</sharedItems></cacheField></pivotCacheDefinition>"}), "数据透视表缓存", True),
    ("xlsx：外部链接缓存", xlsx(more={"xl/externalLinks/e.xml": f'<externalLink><cell r="A1"><v>{FACT}</v></cell></externalLink>'}),
     "外部链接缓存", True),
    ("xlsx：数据连接", xlsx(more={"xl/connections.xml": f'<connections><dbPr connection="{FACT}"/></connections>'}), "数据连接", True),
    ("xlsx：页眉", xlsx(f"<sheetData/><headerFooter><oddHeader>{FACT}</oddHeader></headerFooter>"), "页眉页脚", False),
    ("xlsx：下拉选项",
     xlsx(f'<dataValidations><dataValidation sqref="B2"><formula1>"{FACT}"</formula1></dataValidation></dataValidations>'),
     "数据有效性", False),
    ("xlsx：输入提示", xlsx(f'<dataValidations><dataValidation sqref="B2" prompt="{FACT}"/></dataValidations>'), "数据有效性", False),
    ("xlsx：链接提示", xlsx(f'<hyperlinks><hyperlink ref="B2" tooltip="{FACT}"/></hyperlinks>'), "链接", False),
    ("xlsx：文本框", xlsx(more={"xl/drawings/drawing1.xml": f"<wsDr xmlns:a='urn:a'>{spoken(FACT)}</wsDr>"}), "文本框", False),
    ("xlsx：旧式文本框", xlsx(more={"xl/drawings/v.vml": f"<xml><textbox><div>{FACT}</div></textbox></xml>"}), "文本框", False),
    ("xlsx：修订记录", xlsx(more={"xl/revisions/r.xml": f"<revisions><t>{FACT}</t></revisions>"}), "修订记录", True),
    ("pptx：幻灯片", pptx(FACT), "幻灯片 1", False),
    ("pptx：隐藏的幻灯片", pptx(FACT, show='show="0"'), "隐藏幻灯片 1", True),
    ("pptx：备注", pptx("", {"ppt/notesSlides/n.xml": f"<p:notes {W}>{spoken(FACT)}</p:notes>"}), "备注", True),
    ("pptx：批注", pptx("", {"ppt/comments/c.xml": f"<p:cmLst {W}><p:text>{FACT}</p:text></p:cmLst>"}), "批注", True),
    ("pptx：批注作者", pptx("", {"ppt/commentAuthors.xml": f"<p:cmAuthorLst {W}><p:cmAuthor name='{FACT}'/></p:cmAuthorLst>"}), "批注作者",
     False),
    ("pptx：母版", pptx("", {"ppt/slideMasters/m.xml": f"<p:sldMaster {W}>{spoken(FACT)}</p:sldMaster>"}), "母版", False),
    ("pptx：最后修改者", pptx("", {"docProps/core.xml": EDITOR.format(FACT)}), "文档属性：最后修改者", False),
    ("ofd：页", ofd(FACT), "第 1 页", False),
    ("ofd：作者", ofd("字", info=f"<Author>{FACT}</Author>"), "文档属性：作者", False),
    ("ofd：自定义", ofd("字", info=f"<CustomDatas><CustomData Name='甲'>{FACT}</CustomData></CustomDatas>"), "文档属性：自定义 甲", False),
    ("ofd：批注", ofd("字", more={"Doc_0/Annots/a.xml": f"<PageAnnot><Annot Creator='某'><Remark>{FACT}</Remark></Annot></PageAnnot>"}),
     "批注", True),
    ("ofd：附件", ofd("字", more={"Doc_0/Attachs/表.csv": FACT}), "嵌入的文件 表.csv › 第 1 行", False),
    ("ofd：其他部件", ofd("字", more={"Doc_0/x.xml": f"<Attachments><Attachment>{FACT}</Attachment></Attachments>"}), "部件 x.xml", False),
]


def extension(why: str) -> str:
    return "a." + why.split("：")[0]


@pytest.mark.parametrize(("why", "data", "part", "hidden"), OPEN_XML, ids=[row[0] for row in OPEN_XML])
def test_layer_of_an_office_file(why: str, data: bytes, part: str, hidden: bool) -> None:
    found = read_layers(extension(why), data)
    wanted = NUMBER if "号码" in why else FACT
    assert (part, hidden) in {(layer.part, layer.hidden) for layer in found.layers if wanted in layer.text}, why
    assert found.faults == (), why


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
    assert one(read_layers("a.zip", data), "名册.csv")


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
