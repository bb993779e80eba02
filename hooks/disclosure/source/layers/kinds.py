"""What a file really is, by its first bytes and, for archives, by what is inside; never by its name."""

from __future__ import annotations

from dataclasses import dataclass

from .compound import MAGIC as COMPOUND_MAGIC
from .compound import Compound
from .contents import Budget, Refusal
from .package import Package

ALLOWED = ("pdf", "docx", "xlsx", "xls", "et", "pptx", "ofd", "jpg", "png", "zip", "csv")
OLD_WORD = ("doc", "wps")
_FITS = {"et": ("xls", "xlsx"), "jpeg": ("jpg",), "docx": ("docx",)}

NAMES = {
    "pdf": "PDF", "docx": "Word 文档（docx）", "docm": "带宏的 Word 文档（docm）", "xlsx": "Excel 表格（xlsx）",
    "xlsm": "带宏的 Excel 表格（xlsm）", "xlsb": "二进制 Excel 表格（xlsb）", "xls": "Excel 97 表格（xls）",
    "pptx": "演示文稿（pptx）", "pptm": "带宏的演示文稿（pptm）", "ofd": "OFD", "odf": "OpenDocument 文档", "zip": "ZIP 压缩包",
    "doc": "旧版 Word 文档（doc）", "ppt": "旧版演示文稿（ppt）", "ole": "OLE 对象", "locked": "设有密码的 Office 文件",
    "jpg": "JPEG 图片", "png": "PNG 图片", "gif": "GIF 图片", "webp": "WebP 图片", "heic": "HEIC 图片（苹果手机照片）",
    "bmp": "BMP 图片", "tiff": "TIFF 图片", "rar": "RAR 压缩包", "7z": "7z 压缩包", "gz": "GZIP 压缩包",
    "exe": "Windows 程序", "elf": "Linux 程序", "html": "网页（HTML）", "xml": "XML 文件", "rtf": "RTF 文档", "text": "纯文本",
}
_MAGIC = (
    (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"), (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gz"), (b"MZ", "exe"),
    (b"\x7fELF", "elf"), (b"{\\rtf", "rtf"),
)
_MAIN_TYPES = (
    ("wordprocessingml.document.main", "docx"), ("wordprocessingml.template.main", "docx"),
    ("ms-word.document.macroenabled", "docm"), ("ms-word.template.macroenabled", "docm"),
    ("ms-excel.sheet.binary", "xlsb"), ("ms-excel.sheet.macroenabled", "xlsm"), ("ms-excel.template.macroenabled", "xlsm"),
    ("ms-excel.addin.macroenabled", "xlsm"), ("spreadsheetml.sheet.main", "xlsx"), ("spreadsheetml.template.main", "xlsx"),
    ("ms-powerpoint.presentation.macroenabled", "pptm"), ("ms-powerpoint.slideshow.macroenabled", "pptm"),
    ("presentationml.presentation.main", "pptx"), ("presentationml.slideshow.main", "pptx"),
    ("presentationml.template.main", "pptx"),
)
_MAIN_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))


@dataclass(slots=True)
class Real:
    """The real kind (a key of NAMES, "" if unknown) with the opened container, so that it is opened once."""

    kind: str
    package: Package | None = None
    compound: Compound | None = None
    refusal: Refusal | None = None


def ending_of(name: str) -> str:
    """The part after the last dot, in small letters; empty where there is none."""
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def fits(kind: str, ending: str) -> bool:
    """Whether a file of this kind may bear this ending."""
    if ending == "csv":
        return kind in ("text", "")
    return kind in _FITS.get(ending, (ending,))


def real_kind(data: bytes, budget: Budget) -> Real:
    """What the bytes are. A container that does not open has its refusal instead of its members."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, budget)
    if data.startswith(COMPOUND_MAGIC):
        try:
            compound = Compound(data)
        except Refusal as refusal:
            return Real("ole", refusal=refusal)
        return Real(_compound_kind(compound), compound=compound)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            # two letters alone are no proof: a table may begin with them
            return Real(_text_kind(data) or kind) if len(magic) == 2 and magic.isalpha() else Real(kind)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Real("webp")
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"avi"):
        return Real("heic")
    if b"%PDF-" in data[:1024]:
        return Real("pdf")
    return Real(_text_kind(data))


def _archive(data: bytes, budget: Budget) -> Real:
    try:
        package = Package(data, budget)
    except Refusal as refusal:
        return Real("zip", refusal=refusal)
    lower = {name.lower(): name for name in package.members}
    if "[content_types].xml" in lower:
        types = package.head(lower["[content_types].xml"], 65536).decode("utf-8", "replace").lower()
        known = next((kind for sign, kind in _MAIN_TYPES if sign in types), "")
        return Real(known or next((kind for main, kind in _MAIN_PARTS if main in lower), "zip"), package)
    if "ofd.xml" in lower:
        return Real("ofd", package)
    if "mimetype" in lower and b"opendocument" in package.head(lower["mimetype"]):
        return Real("odf", package)
    return Real("zip", package)


def _compound_kind(compound: Compound) -> str:
    for stream, kind in (("EncryptedPackage", "locked"), ("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"),
                         ("PowerPoint Document", "ppt")):
        if stream in compound.streams:
            return kind
    return "ole"


def _text_kind(data: bytes) -> str:
    """ "html", "xml" or "text" for text in an encoding that Chinese offices use, else ""."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if not start or b"\0" in start:
        return ""
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta")):
        return "html"
    if begin.startswith(b"<?xml"):
        return "html" if b"<html" in begin else "xml"
    return "text" if _decodes(start) else ""


def _decodes(start: bytes) -> bool:
    if sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in start) > len(start) // 100:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            try:
                start[:len(start) - cut].decode(encoding)
                return True
            except UnicodeDecodeError:
                continue
    return False
