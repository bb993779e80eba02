"""Every layer of the office formats of today is found: one planted fact a row, in a file built for it."""

from __future__ import annotations

import struct

import pytest

import attachment_files as make
from attachment_files import W, cell, defined, docx, extension, jpeg, ofd, paragraph, part, pptx, run, spoken, xlsx
from disclosure.source.layers.reading import read_layers

FACT = "机密甲乙"
NUMBER = "13800000001"


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


@pytest.mark.parametrize(("why", "data", "part", "hidden"), OPEN_XML, ids=[row[0] for row in OPEN_XML])
def test_layer_of_an_office_file(why: str, data: bytes, part: str, hidden: bool) -> None:
    found = read_layers(extension(why), data)
    wanted = NUMBER if "号码" in why else FACT
    assert (part, hidden) in {(layer.part, layer.hidden) for layer in found.layers if wanted in layer.text}, why
    assert found.faults == (), why
