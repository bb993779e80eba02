"""The one entrance: an attachment's name and bytes → the text of all its layers and what is wrong with it."""

from __future__ import annotations

import struct

from .archives import read_zip
from .compound import Compound, properties
from .contents import BOMB, BROKEN, KIND, MACRO, MAX_DEPTH, PROPERTY, UNREADABLE, Contents, Exhausted, Layer, LayerFault, Refusal, Sink
from .images import read_jpeg, read_png
from .kinds import ALLOWED, NAMES, OLD_WORD, Real, ending_of, fits, real_kind
from .ofd import read_ofd
from .old_workbook import read_old_workbook
from .ooxml import Parts, read_shared, read_slides, read_word
from .package import short
from .pdf import read_pdf
from .sheets import decode_text, read_csv, read_workbook

__all__ = ["Contents", "Layer", "LayerFault", "read_layers"]

_OPEN_XML = {"docx": read_word, "docm": read_word, "xlsx": read_workbook, "xlsm": read_workbook, "pptx": read_slides, "pptm": read_slides}
_DAMAGED = "打不开：文件不完整或已损坏；请重新保存后再放进来"
_CONTAINERS = frozenset((*_OPEN_XML, "zip", "ofd", "pdf", "odf", "ole"))


def read_layers(name: str, data: bytes) -> Contents:
    """Every text in the file with its place, and the faults that the attachment rules report.

    Never raises; bounded in time (10 s), memory (500 MB) and text, see `contents`. A name whose ending is not allowed
    has no fault of kind here: the rule about names has said so already.
    """
    sink = Sink()
    try:
        _read(sink, name, data)
    except Exhausted as limit:
        sink.fault(limit.rule, limit.message, unfinished=True)
    return Contents(tuple(sink.layers), tuple(sink.faults))


def open_inside(sink: Sink, name: str, data: bytes) -> None:
    """Reads a file packed in another; `name` is what people are told it is called."""
    inner = sink.inside(name)
    if inner.depth > MAX_DEPTH and data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        inner.fault(UNREADABLE, "文件里又套文件，太深，没有检查；请拆开后分别上传", unfinished=True)
        return
    _read(inner, name, data)


def _read(sink: Sink, name: str, data: bytes) -> None:
    """Faults of this file stay with it; only used-up limits go up."""
    ending = ending_of(name)
    try:
        if not data:
            raise Refusal(BROKEN, "是空文件；请换成有内容的文件")
        real = real_kind(data, sink.budget)
        if real.refusal:
            raise real.refusal
        _judge_kind(sink, ending, real.kind)
        _dispatch(sink, ending, real, data)
    except Exhausted:
        raise
    except Refusal as refusal:
        if sink.depth or ending in ALLOWED or refusal.rule == BOMB:
            sink.fault(refusal.rule, refusal.message)
    except Exception:  # a damaged file may trip any line of a reader; it is a problem of the file, never a traceback
        sink.fault(BROKEN, _DAMAGED)


def _judge_kind(sink: Sink, ending: str, kind: str) -> None:
    if ending not in ALLOWED or fits(kind, ending) or kind == "locked" and ending in ("docx", "xlsx", "pptx", "xls", "et"):
        return
    if not kind:
        raise Refusal(BROKEN, f"打不开：内容不是有效的 {ending} 文件；请重新保存后再放进来")
    remedy = f"请改名为 .{kind}" if kind in ALLOWED else f"请另存为 {ending} 格式" if kind in NAMES else "请换一个文件"
    sink.fault(KIND, f"名为 .{ending}，内容却是{_spaced(kind)}；{remedy}")


def _dispatch(sink: Sink, ending: str, real: Real, data: bytes) -> None:
    kind = real.kind
    if kind in _OPEN_XML and real.package:
        parts = Parts(real.package, sink)
        _OPEN_XML[kind](parts)
        read_shared(parts, open_inside)
        if kind.endswith("m") and not any(fault.rule == MACRO for fault in sink.faults):
            sink.fault(MACRO, "是带宏的格式；请另存为不带宏的格式")
    elif kind == "ofd" and real.package:
        read_ofd(Parts(real.package, sink), open_inside)
    elif kind == "zip" and real.package:
        read_zip(sink, real.package, open_inside)
    elif kind == "pdf":
        read_pdf(sink, data, open_inside)
    elif kind in ("jpg", "png"):
        (read_jpeg if kind == "jpg" else read_png)(sink, data)
    elif kind == "xls" and real.compound:
        read_old_workbook(sink, real.compound)
    elif kind == "ole" and real.compound:
        _read_object(sink, real.compound)
    elif kind in ("text", "html", "xml", "rtf") or ending == "csv":
        _read_text(sink, ending, data)
    else:
        if real.compound:
            for called, value in properties(real.compound):
                sink.add(PROPERTY + called, value)
        if kind == "locked" or ending not in ALLOWED or fits(kind, ending):  # otherwise its kind is fault enough
            raise Refusal(UNREADABLE, _unreadable(kind, ending))


def _read_text(sink: Sink, ending: str, data: bytes) -> None:
    if ending == "csv":
        read_csv(sink, data)
        return
    text = decode_text(data)
    if text is None:
        raise Refusal(UNREADABLE, "文字编码无法识别，无法检查；请另存为 UTF-8 编码")
    sink.add("正文", text)


def _read_object(sink: Sink, compound: Compound) -> None:
    """An embedded OLE object: the file that it wraps, or the fault that nobody can look into it."""
    if "Package" in compound.streams:
        open_inside(sink, "Package", compound.read("Package"))
        return
    raw = compound.read("\x01Ole10Native")
    if not raw:
        raise Refusal(UNREADABLE, "是 OLE 对象，无法检查；请删去，或另存为单独的附件")
    names, rest = [], raw[6:]
    for _ in range(2):
        name, _, rest = rest.partition(b"\0")
        names.append(name.decode("gb18030", "replace"))
    size = struct.unpack("<I", rest[4:8])[0] if len(rest) >= 8 else 0
    path, rest = rest[8:8 + size], rest[8 + size:]
    sink.add_lines("嵌入对象的路径", [*names, path.rstrip(b"\0").decode("gb18030", "replace")])
    length = struct.unpack("<I", rest[:4])[0] if len(rest) >= 4 else 0
    open_inside(sink, short(names[0]), rest[4:4 + length])


def _unreadable(kind: str, ending: str) -> str:
    if kind == "locked":
        return "设有密码，无法检查；请去掉密码"
    if kind == "doc" or ending in OLD_WORD:
        return "是旧版 Word 文档，无法检查；请在 WPS 或 Word 里另存为 .docx"
    return f"是{_spaced(kind)}，无法检查；请换成可以检查的格式"


def _spaced(kind: str) -> str:
    """The kind's name behind a Chinese character: a Latin letter takes a space before it."""
    name = NAMES.get(kind, "不认识的文件")
    return f" {name}" if name[0].isascii() else name
