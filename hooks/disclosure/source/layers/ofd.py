"""OFD, the Chinese fixed-layout format: a ZIP of XML with one file a page."""

from __future__ import annotations

import posixpath

from .contents import BROKEN, PROPERTY, UNREADABLE, Refusal
from .markup import END, START
from .ooxml import OpenInside, Parts, all_text
from .package import short

_PROPERTIES = {"Title": "标题", "Author": "作者", "Subject": "主题", "Abstract": "摘要", "Creator": "程序", "CreatorVersion": "版本",
               "Keyword": "关键词"}
_SILENT = frozenset(("Document", "Res", "DocumentRes", "PublicRes", "Signatures", "Signature"))


def read_ofd(parts: Parts, open_inside: OpenInside) -> None:
    """Properties, text by page, annotations, other parts and attached files."""
    main = parts.named("OFD")
    if not main:
        raise Refusal(BROKEN, "打不开：里面没有 OFD.xml；请重新保存后再放进来")
    parts.each(main, lambda name: _main(parts, name))
    pages = parts.named("Page")
    before = len(parts.sink.layers)
    for number, page in enumerate(pages, 1):
        parts.each([page], lambda name, number=number: _page(parts, name, f"第 {number} 页"))  # type: ignore[misc]
    if len(parts.sink.layers) == before:
        parts.sink.fault(UNREADABLE, "没有文字（可能是扫描件），无法检查；请另外核对，或换成带文字的文件")
    parts.each(parts.named("PageAnnot"), lambda name: _page(parts, name, "批注"))
    rest = [name for name, root in parts.roots.items() if name not in parts.seen and root not in _SILENT]
    parts.each(rest, lambda name: parts.sink.add_lines(f"部件 {short(posixpath.basename(name))}", all_text(parts.events(name))))
    for name in parts.package.members:
        lower = name.lower()
        if name in parts.roots or lower.endswith((".ttf", ".otf", ".esl", ".jb2", ".bmp", ".gif", ".dat", ".tif")):
            continue
        called = "图片" if lower.endswith((".jpg", ".jpeg", ".png")) else "嵌入的文件"
        parts.each([name], lambda name, called=called: open_inside(  # type: ignore[misc]
            parts.sink, f"{called} {short(posixpath.basename(name))}", parts.package.read(name)))


def _main(parts: Parts, name: str) -> None:
    element, custom = "", ""
    for kind, value, attributes in parts.events(name):
        if kind == START:
            element, custom = value, attributes.get("Name", "") if value == "CustomData" else ""
        elif kind == END:
            element = ""
        elif element in _PROPERTIES:
            parts.sink.add(PROPERTY + _PROPERTIES[element], value)
        elif element == "CustomData":
            parts.sink.add(f"{PROPERTY}自定义 {custom}", value)


def _page(parts: Parts, name: str, part: str) -> None:
    """The text of each text object on its own line; an annotation's remark too."""
    pieces: list[str] = []
    element = ""
    for kind, value, attributes in parts.events(name):
        if kind == START:
            element = value
            if value == "Annot" and attributes.get("Creator"):
                parts.sink.add("批注作者", attributes["Creator"])
        elif kind == END:
            element = ""
            if value in ("TextObject", "Remark", "Parameter"):
                pieces.append("\n")
        elif element in ("TextCode", "Remark", "Parameter"):
            pieces.append(value)
    parts.sink.add_lines(part, "".join(pieces).split("\n"), hidden=part == "批注")
