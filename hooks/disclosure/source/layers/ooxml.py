"""Office files of the XML kind (docx, xlsx, pptx): what they share, and the two that are running text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from .contents import BOMB, BROKEN, MACRO, PROPERTY, Exhausted, Refusal, Sink
from .markup import END, START, TEXT, Event, events, root_of
from .package import Package, short
from .prose import Prose

OpenInside = Callable[[Sink, str, bytes], None]
_XML_ENDINGS = (".xml", ".rels", ".vml", ".svg")
_NO_TEXT = (".emf", ".wmf", ".gif", ".tif", ".tiff", ".bmp", ".wdp", ".odttf", ".fntdata", ".ttf", ".mp4", ".wav", ".mp3")
_PROPERTIES = {
    "creator": "作者", "lastModifiedBy": "最后修改者", "title": "标题", "subject": "主题", "keywords": "关键词", "description": "备注",
    "category": "类别", "contentStatus": "状态", "identifier": "标识", "Manager": "主管", "Company": "公司", "Template": "模板",
    "HyperlinkBase": "链接基准", "TitlesOfParts": "各部分标题",
}
_WORD_PARTS = {"document": "正文", "hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注", "glossaryDocument": "自动图文集"}
# parts without a word for people, or read elsewhere
_SILENT = frozenset((
    "Types", "theme", "fonts", "webSettings", "numbering", "stylesWithEffects", "datastoreItem", "styleSheet", "calcChain", "tblStyleLst",
    "viewPr", "presentationPr", "metadata", "styles", "colors", "colorsDef", "layoutDef", "styleDef", "chartStyle", "colorStyle"))


class Parts:
    """The XML parts of a package by the name of their root element, and the relations between parts."""

    def __init__(self, package: Package, sink: Sink) -> None:
        self.package = package
        self.sink = sink
        self.roots = {name: root_of(package.head(name)) for name in package.members if name.lower().endswith(_XML_ENDINGS)}
        self.seen: set[str] = set()

    def named(self, *roots: str) -> list[str]:
        """Parts with one of these root elements, in natural order (slide2 before slide10)."""
        found = [name for name, root in self.roots.items() if root in roots]
        return sorted(found, key=lambda name: [int(step) if step.isdigit() else step for step in re.split(r"(\d+)", name)])

    def events(self, name: str) -> Iterator[Event]:
        self.seen.add(name)
        return events(self.package.stream(name), self.sink.budget)

    def relations(self, name: str) -> dict[str, str]:
        """Relation id → part, for the targets inside the package."""
        folder, file = posixpath.split(name)
        path = f"{folder}/_rels/{file}.rels".lstrip("/")
        found: dict[str, str] = {}
        if path not in self.package.members:
            return found
        for kind, element, attributes in events(self.package.stream(path), self.sink.budget):
            if kind == START and element == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                found[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        return found

    def each(self, names: list[str], read: Callable[[str], None]) -> None:
        """Reads part by part: a damaged one is a fault and the others are read all the same."""
        for name in names:
            try:
                read(name)
            except Refusal as refusal:
                if isinstance(refusal, Exhausted) or refusal.rule == BOMB:
                    raise
                self.sink.fault(refusal.rule, refusal.message, short(name))


def read_word(parts: Parts) -> None:
    """Body, headers, notes, comments, revisions, hidden text, boxes, variables of a docx."""
    if not parts.named("document"):
        raise Refusal(BROKEN, "打不开：里面没有正文；请重新保存后再放进来")
    styles: set[str] = set()
    parts.each(parts.named("styles"), lambda name: styles.update(_hidden_styles(parts.events(name))))
    hidden = frozenset(styles)
    parts.each(parts.named(*_WORD_PARTS), lambda name: Prose(hidden).read(parts.events(name)).give(
        parts.sink, _WORD_PARTS[parts.roots[name]]))
    parts.each(parts.named("comments"), lambda name: Prose().read(parts.events(name)).give(
        parts.sink, "批注", hidden=True, authors="批注作者"))
    parts.each(parts.named("settings"), lambda name: _settings(parts, name))
    parts.each(parts.named("people"), lambda name: parts.sink.add_lines("批注作者", [
        attributes["author"] for kind, _, attributes in parts.events(name) if kind == START and "author" in attributes]))


def read_slides(parts: Parts) -> None:
    """Slides (hidden ones too), notes, comments and masters of a pptx."""
    main = parts.named("presentation")
    if not main:
        raise Refusal(BROKEN, "打不开：里面没有幻灯片；请重新保存后再放进来")
    relations = parts.relations(main[0])
    order = [relations.get(attributes.get("rel", "")) for kind, name, attributes in parts.events(main[0])
             if kind == START and name == "sldId"]
    slides = parts.named("sld")
    slides.sort(key=lambda name: order.index(name) if name in order else len(order))
    for number, slide in enumerate(slides, 1):
        parts.each([slide], lambda name, number=number: _slide(parts, name, number))  # type: ignore[misc]
    for roots, part, hidden in ((("notes",), "备注", True), (("cmLst",), "批注", True), (("sldMaster", "sldLayout", "notesMaster",
                                "handoutMaster"), "母版", False)):
        parts.each(parts.named(*roots), lambda name, part=part, hidden=hidden: _plain(parts, name, part, hidden))  # type: ignore[misc]
    parts.each(parts.named("cmAuthorLst", "authorLst"), lambda name: parts.sink.add_lines("批注作者", [
        attributes["name"] for kind, _, attributes in parts.events(name) if kind == START and attributes.get("name")]))


def read_shared(parts: Parts, open_inside: OpenInside) -> None:
    """What every kind has: properties, links out, embedded files, pictures, and the text of all other parts."""
    parts.each(parts.named("coreProperties", "Properties"), lambda name: _properties(parts, name))
    parts.each(parts.named("Relationships"), lambda name: parts.sink.add_lines("链接地址", [
        attributes.get("Target", "") for kind, element, attributes in parts.events(name)
        if kind == START and element == "Relationship" and attributes.get("TargetMode") == "External"]))
    rest = [name for name, root in parts.roots.items() if name not in parts.seen and root not in _SILENT]
    parts.each(rest, lambda name: _plain(parts, name, _called(name, parts.roots[name]), False))
    macros = [name for name in parts.package.members if _is_macro(name) and parts.roots.get(name) != "macrosheet"]
    if macros:
        parts.sink.fault(MACRO, f"含有宏或控件（{short(posixpath.basename(macros[0]))}）；请另存为不带宏的格式")
    for name in parts.package.members:
        if name in parts.roots or _is_macro(name) or name.lower().endswith(_NO_TEXT) or "printersettings" in name.lower():
            continue
        picture = name.lower().endswith((".jpg", ".jpeg", ".png"))
        parts.each([name], lambda name, picture=picture: open_inside(  # type: ignore[misc]
            parts.sink, f"{'图片' if picture else '嵌入的文件'} {short(posixpath.basename(name))}", parts.package.read(name)))


def all_text(stream: Iterator[Event]) -> Iterator[str]:
    """The text of each element that has any, in order."""
    pieces: list[str] = []
    for kind, value, _ in stream:
        if kind == TEXT:
            pieces.append(value)
        elif pieces:
            yield "".join(pieces).strip()
            pieces = []


def _within(element: str, stream: Iterator[Event]) -> Iterator[Event]:
    depth = 0
    for event in stream:
        depth += (event[0] == START) * (event[1] == element)
        if depth:
            yield event
        depth -= (event[0] == END) * (event[1] == element)


def _is_macro(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in lower or "/activex/" in lower


def _called(name: str, root: str) -> str:
    if root in ("revisions", "headers", "users"):
        return "修订记录"
    known = {"chartSpace": "图表", "wsDr": "文本框", "userShapes": "文本框", "dataModel": "SmartArt", "sst": "共享字符串"}.get(root)
    return known or ("自定义 XML" if "customxml" in name.lower() else f"部件 {short(posixpath.basename(name))}")


def _slide(parts: Parts, name: str, number: int) -> None:
    prose = Prose().read(parts.events(name))
    concealed = prose.root.get("show") in ("0", "false")
    prose.give(parts.sink, f"{'隐藏' if concealed else ''}幻灯片 {number}", hidden=concealed)


def _plain(parts: Parts, name: str, part: str, hidden: bool) -> None:
    if parts.roots[name] == "xml":  # VML: the numbers of its layout are no text
        parts.sink.add_lines("文本框", all_text(_within("textbox", parts.events(name))))
    elif part in ("备注", "母版", "文本框"):
        Prose().read(parts.events(name)).give(parts.sink, part, hidden=hidden)
    else:
        parts.sink.add_lines(part, all_text(parts.events(name)), hidden=hidden or part == "修订记录")


def _properties(parts: Parts, name: str) -> None:
    own = element = ""
    texts: dict[str, list[str]] = {}
    for kind, value, attributes in parts.events(name):
        if kind == START:
            own = f"自定义 {attributes['name']}" if value == "property" and "name" in attributes else own
            element = _PROPERTIES.get(value, element if element == "各部分标题" else "")
        elif kind == END:
            own = "" if value == "property" else own
            element = element if element == "各部分标题" and value != "TitlesOfParts" else ""
        elif own or element:
            texts.setdefault(own or element, []).append(value)
    for called, pieces in texts.items():
        parts.sink.add(PROPERTY + called, ("\n" if called == "各部分标题" else "").join(pieces).strip())


def _settings(parts: Parts, name: str) -> None:
    for kind, element, attributes in parts.events(name):
        if kind == START and element == "docVar":
            parts.sink.add(f"文档变量 {attributes.get('name', '')}", attributes.get("val", ""), hidden=True)


def _hidden_styles(stream: Iterator[Event]) -> set[str]:
    """Ids of the styles whose text is hidden, by themselves or through the style they are based on."""
    hidden, based_on, style = set(), {}, ""
    for kind, name, attributes in stream:
        if kind != START:
            continue
        if name == "style":
            style = attributes.get("styleId", "")
        elif name == "basedOn":
            based_on[style] = attributes.get("val", "")
        elif name == "vanish" and attributes.get("val", "1") not in ("0", "false", "off"):
            hidden.add(style)
    for _ in range(10):
        hidden |= {child for child, parent in based_on.items() if parent in hidden}
    return hidden
