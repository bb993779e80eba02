"""Running text of Word and PowerPoint parts: what is shown, what is deleted, hidden, in boxes, in field codes."""

from __future__ import annotations

from collections.abc import Iterable

from .contents import Sink
from .markup import END, START, TEXT, Event

_TEXT_ELEMENTS = frozenset(("t", "delText", "instrText", "delInstrText"))
_DELETED, _INSERTED = frozenset(("del", "moveFrom")), frozenset(("ins", "moveTo"))
_OFF = frozenset(("0", "false", "off", "none"))
_AUTHORED = _DELETED | _INSERTED | {"rPrChange", "pPrChange", "cellIns", "cellDel", "numberingChange", "sectPrChange", "tblPrChange"}
# element → attributes that hold words for people
_SPOKEN = {
    "docPr": ("descr", "title"), "cNvPr": ("descr", "title"), "shape": ("alt", "title"), "imagedata": ("title",), "rect": ("alt",),
    "tblCaption": ("val",), "tblDescription": ("val",), "alias": ("val",), "listItem": ("displayText", "value"),
    "hyperlink": ("tooltip",), "hlinkClick": ("tooltip",), "textpath": ("string",), "fFData": (), "statusText": ("val",),
    "helpText": ("val",), "default": ("val",),
}
_LAYERS = (("deleted", "修订删除的文字", True), ("inserted", "修订插入的文字", True), ("hidden", "隐藏文字", True),
           ("box", "文本框", False), ("field", "域代码", False), ("spoken", "替代文字", False))


class Prose:
    """Reads one part. `hidden_styles` are the styles whose text Word does not show."""

    def __init__(self, hidden_styles: frozenset[str] = frozenset()) -> None:
        self._hidden_styles = hidden_styles
        self.texts: dict[str, list[str]] = {name: [] for name in ("body", "fallback", *(row[0] for row in _LAYERS))}
        self.authors: dict[str, None] = {}
        self.root: dict[str, str] = {}
        self._open = dict.fromkeys(("deleted", "inserted", "box", "fallback", "cell", "run", "number"), 0)
        self._text_in = ""
        self._run_hidden = self._paragraph_hidden = False

    def read(self, stream: Iterable[Event]) -> Prose:
        """Takes in the whole part."""
        first = True
        for kind, name, attributes in stream:
            if kind == TEXT:
                if self._text_in:
                    self._write(name)
            elif kind == START:
                if first:
                    self.root, first = attributes, False
                self._start(name, attributes)
            elif kind == END:
                self._end(name)
        return self

    def give(self, sink: Sink, part: str, *, hidden: bool = False, authors: str = "修订作者") -> None:
        """The layers: the text itself as `part`, the rest under their own names."""
        body = "".join(self.texts["body"])
        sink.add(part, body.strip("\n"), hidden=hidden)
        for name, called, concealed in _LAYERS:
            sink.add_lines(called, "".join(self.texts[name]).split("\n"), hidden=concealed)
        shown = {line.strip() for line in (body + "".join(self.texts["box"])).split("\n")}
        sink.add_lines("替代内容", [line for line in "".join(self.texts["fallback"]).split("\n") if line.strip() not in shown])
        sink.add_lines(authors, self.authors)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _TEXT_ELEMENTS:
            self._text_in = name
        elif name == "r":
            self._open["run"] += 1
            self._run_hidden = self._paragraph_hidden
        elif name == "p":
            self._paragraph_hidden = False
        elif name in ("vanish", "specVanish") and self._open["run"]:
            self._run_hidden = attributes.get("val", "1") not in _OFF
        elif name == "rStyle" and attributes.get("val") in self._hidden_styles:
            self._run_hidden = True
        elif name == "pStyle":
            self._paragraph_hidden = attributes.get("val") in self._hidden_styles
        elif name in ("br", "cr"):
            self._write("\n")
        elif name == "tab" and self._open["run"]:
            self._write("\t")
        else:
            self._enter(name, attributes)
        if attributes:
            self._note(name, attributes)

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        if name in _DELETED:
            self._open["deleted"] += 1
        elif name in _INSERTED:
            self._open["inserted"] += 1
        elif name == "txbxContent":
            self._open["box"] += 1
        elif name == "Fallback":
            self._open["fallback"] += 1
        elif name == "tc":
            self._open["cell"] += 1
        elif name == "fld" and attributes.get("type", "").startswith("slidenum"):
            self._open["number"] += 1

    def _end(self, name: str) -> None:
        if name in _TEXT_ELEMENTS:
            self._text_in = ""
        elif name == "r":
            self._open["run"] -= 1
            self._run_hidden = False
        elif name == "p":
            self._break(" " if self._open["cell"] else "\n")
        elif name in _DELETED:
            self._open["deleted"] -= 1
        elif name in _INSERTED:
            self._open["inserted"] -= 1
        elif name == "txbxContent":
            self._open["box"] -= 1
        elif name == "Fallback":
            self._open["fallback"] -= 1
        elif name == "tc":
            self._open["cell"] -= 1
            self._break("\t")
        elif name == "tr":
            self._break("\n")
        elif name == "fld":
            self._open["number"] = 0

    def _write(self, text: str) -> None:
        opened = self._open
        if opened["number"]:
            return
        if opened["fallback"]:
            target = "fallback"
        elif opened["deleted"] or self._text_in == "delText":
            target = "deleted"
        elif self._text_in in ("instrText", "delInstrText"):
            target = "field"
        elif self._run_hidden:
            target = "hidden"
        else:
            target = "box" if opened["box"] else "body"
            if opened["inserted"]:
                self.texts["inserted"].append(text)
        self.texts[target].append(text)

    def _break(self, mark: str) -> None:
        """A line or cell ends: in every text that has grown since."""
        if self.texts["body"] or mark == "\n":
            self.texts["box" if self._open["box"] else "body"].append(mark)
        for name in ("deleted", "inserted", "hidden", "field", "fallback"):
            text = self.texts[name]
            if text and text[-1] != "\n":
                text.append("\n" if mark == "\n" else mark)

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        for key in _SPOKEN.get(name, ()):
            if attributes.get(key):
                self.texts["spoken"].append(attributes[key] + "\n")
        if name == "fldSimple" and attributes.get("instr"):
            self.texts["field"].append(attributes["instr"] + "\n")
        if (name in _AUTHORED or name == "comment") and attributes.get("author"):
            self.authors.setdefault(attributes["author"])
