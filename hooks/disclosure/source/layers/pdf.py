"""PDF: text page by page, properties, comments, form fields, bookmarks, attached files, and what pictures carry."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from .alarm import Alarm, TimeUp
from .contents import BROKEN, MACRO, PROPERTY, UNREADABLE, Exhausted, Refusal, Sink
from .exif import exif_layers
from .images import read_xmp
from .package import short

OpenInside = Callable[[Sink, str, bytes], None]
_PROPERTIES = {"/Title": "标题", "/Author": "作者", "/Subject": "主题", "/Keywords": "关键词", "/Creator": "程序", "/Producer": "制作程序",
               "/Company": "公司", "/Manager": "主管", "/LastModifiedBy": "最后修改者"}
_DATES = ("/CreationDate", "/ModDate", "/Trapped")
_MOST_PAGES, _MOST_FIELDS, _MOST_FILES = 2000, 5000, 50
_GRACE_SECONDS = 1.5  # beyond what is left: pages that came before are kept when it stops between two pages
_LIMITS: dict[str, Any] = {  # of pypdf: a tenth of its own, as an attachment has 20 MB at most
    "zlib_maximum_output_length": 24_000_000, "lzw_maximum_output_length": 24_000_000, "run_length_maximum_output_length": 24_000_000,
    "array_based_stream_maximum_output_length": 24_000_000, "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 500_000, "xform_maximum_invocations_per_extraction": 500,
    "page_tree_maximum_entries": 20_000, "page_tree_maximum_page_entries": 200_000, "outline_maximum_entries": 10_000,
    "jbig2dec_binary": None}


def read_pdf(sink: Sink, data: bytes, open_inside: OpenInside) -> None:
    """Layers of a PDF; raises Refusal where it does not open or cannot be checked."""
    from pypdf import apply_configuration

    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)  # what it says about bad files is not for the log of a build
    try:
        with warnings.catch_warnings(), apply_configuration(**_LIMITS), Alarm(sink.budget.seconds + _GRACE_SECONDS):
            warnings.simplefilter("ignore")
            _Pdf(sink, data, open_inside).read()
    except TimeUp as error:
        raise Exhausted(UNREADABLE, "内容太多或太复杂，没有检查完；请拆成几个附件") from error
    except RecursionError as error:
        raise Refusal(BROKEN, "打不开：里面的层次过深；请重新保存后再放进来") from error
    finally:
        logger.setLevel(level)


class _Pdf:
    def __init__(self, sink: Sink, data: bytes, open_inside: OpenInside) -> None:
        self._sink, self._data, self._open_inside = sink, data, open_inside

    def read(self) -> None:
        reader = self._opened()
        root = _plain(reader.trailer.get("/Root"))
        self._read_properties(reader, root)
        self._read_pages(reader)
        for name, value in _fields(root):
            self._sink.add(f"表单域 {short(name)}" if name else "表单域", value)
        self._sink.add_lines("书签", _attempt(lambda: list(_titles(reader.outline)), []))
        self._read_files(reader)
        if "/JS" in str(_attempt(lambda: root.get("/OpenAction"), "")) or "/JavaScript" in _plain(root.get("/Names")):
            self._sink.fault(MACRO, "含有脚本（JavaScript）；请重新生成不带脚本的 PDF")
        self._read_pictures()

    def _opened(self) -> Any:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError

        try:
            reader = PdfReader(io.BytesIO(self._data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Refusal(UNREADABLE, "设有密码，无法检查；请去掉密码")
            if len(reader.pages) > _MOST_PAGES:
                self._sink.fault(UNREADABLE, f"超过 {_MOST_PAGES} 页，后面的没有检查；请拆成几个附件", unfinished=True)
        except (DependencyError, NotImplementedError) as error:
            raise Refusal(UNREADABLE, "经过加密，无法检查；请去掉加密和权限限制") from error
        except Refusal:
            raise
        except Exception as error:  # whatever it stumbles over, the file does not open
            raise Refusal(BROKEN, "打不开：文件不完整或已损坏；请重新保存后再放进来") from error
        return reader

    def _read_properties(self, reader: Any, root: Any) -> None:
        info = _attempt(lambda: dict(_plain(reader.trailer.get("/Info"))), {})
        for key, value in info.items():
            if key not in _DATES:
                self._sink.add(PROPERTY + _PROPERTIES.get(key, f"自定义 {short(str(key)[1:])}"), _text(value))
        packet = _attempt(lambda: _plain(root.get("/Metadata")).get_data(), b"")
        if packet:
            read_xmp(self._sink, packet[:5_000_000])

    def _read_pages(self, reader: Any) -> None:
        pages, found, pictures, unread = _attempt(lambda: len(reader.pages), 0), 0, [], []
        for number in range(1, min(pages, _MOST_PAGES) + 1):
            self._sink.budget.keep_time()
            try:
                page = reader.pages[number - 1]
                text = page.extract_text()
            except Exception:  # this page's fonts or commands; the others are read all the same
                unread.append(number)
                continue
            readable = bool(text.strip()) and not _garbled(text)
            found += readable
            if not readable and (text.strip() or _has_picture(page)):
                pictures.append(number)
            self._sink.add(f"第 {number} 页", text)
            self._read_annotations(page, number)
        if not found and not unread:
            self._sink.fault(UNREADABLE, "没有文字（可能是扫描件），无法检查；请另外核对，或换成带文字的文件")
        elif pictures:
            self._sink.fault(UNREADABLE, f"第 {_listed(pictures)} 页没有可识别的文字（可能是扫描件），无法检查；请另外核对")
        if unread:
            self._sink.fault(UNREADABLE, f"第 {_listed(unread)} 页读不出来，无法检查；请重新生成 PDF")

    def _read_annotations(self, page: Any, number: int) -> None:
        for annotation in _items(_attempt(lambda: page.get("/Annots"), None)):
            kind = annotation.get("/Subtype")
            if kind in ("/Widget", "/Popup"):
                continue
            words = [_text(annotation.get(key)) for key in ("/Contents", "/RC", "/Subj")]
            self._sink.add_lines(f"第 {number} 页的批注" if kind != "/Link" else "链接地址", words, hidden=kind != "/Link")
            self._sink.add("链接地址", _text(_plain(annotation.get("/A")).get("/URI")))
            if kind != "/Link":
                self._sink.add("批注作者", _text(annotation.get("/T")))
            if kind == "/FileAttachment":
                self._open_file(annotation.get("/FS"))

    def _read_files(self, reader: Any) -> None:
        root = _plain(reader.trailer.get("/Root"))
        for position, file in enumerate(_tree(_plain(root.get("/Names")).get("/EmbeddedFiles"))):
            if position >= _MOST_FILES:
                self._sink.fault(UNREADABLE, f"里面的附件超过 {_MOST_FILES} 个，后面的没有检查；请另外上传", unfinished=True)
                return
            self._open_file(file)

    def _open_file(self, specification: Any) -> None:
        file = _plain(specification)
        name = _text(file.get("/UF")) or _text(file.get("/F")) or "文件"
        streams = _plain(file.get("/EF"))
        content = _attempt(lambda: _plain(streams.get("/UF") or streams.get("/F")).get_data(), None)
        if content is None:
            self._sink.fault(UNREADABLE, f"里面的附件“{short(name)}”读不出来，无法检查；请另外上传")
            return
        self._sink.budget.unpack(len(content))
        self._sink.add("PDF 附件的文件名", name)
        self._open_inside(self._sink, f"PDF 附件 {short(name)}", content)

    def _read_pictures(self) -> None:
        """JPEG pictures stand in a PDF as they are, with their EXIF."""
        at = self._data.find(b"Exif\0\0")
        for _ in range(200):
            if at < 0:
                return
            for part, text in exif_layers(self._data[at + 6:at + 6 + 65536]):
                self._sink.add(part, text)
            at = self._data.find(b"Exif\0\0", at + 6)


def _attempt(read: Callable[[], Any], otherwise: Any) -> Any:
    """What `read` gives; `otherwise` where the file is damaged in this place."""
    try:
        return read()
    except Refusal:
        raise
    except Exception:
        return otherwise


def _plain(value: Any) -> Any:
    """The dictionary that a value is or points to; an empty one for anything else."""
    found = _attempt(lambda: value.get_object() if hasattr(value, "get_object") else value, None)
    return found if isinstance(found, dict) else {}


def _items(value: Any) -> Iterator[Any]:
    """The dictionaries in a list that a value is or points to."""
    found = _attempt(lambda: value.get_object() if hasattr(value, "get_object") else value, None)
    for entry in (found if isinstance(found, list) else [])[:_MOST_FIELDS]:
        yield _plain(entry)


def _text(value: Any) -> str:
    value = _attempt(lambda: value.get_object() if hasattr(value, "get_object") else value, None)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, str) else ""


def _fields(root: Any) -> Iterator[tuple[str, str]]:
    """(name, value and hints) of the form fields."""
    waiting = list(_items(_plain(root.get("/AcroForm")).get("/Fields")))
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return
        field = waiting.pop()
        waiting += list(_items(field.get("/Kids")))[:_MOST_FIELDS]
        words = [_text(field.get(key)) for key in ("/V", "/DV", "/TU")]
        options = _attempt(lambda field=field: [_text(option) for option in field.get("/Opt", [])], [])  # type: ignore[misc]
        yield _text(field.get("/T")), "\n".join(dict.fromkeys(word for word in [*words, *options] if word))


def _titles(outline: Any, depth: int = 0) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list) and depth < 20:
            yield from _titles(entry, depth + 1)
        elif isinstance(entry, dict):
            yield _text(entry.get("/Title"))


def _tree(node: Any) -> Iterator[Any]:
    """The file specifications in a name tree."""
    waiting = [_plain(node)]
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return
        node = waiting.pop()
        waiting += list(_items(node.get("/Kids")))
        yield from (entry for entry in _items(node.get("/Names")) if entry)


def _has_picture(page: Any, depth: int = 0) -> bool:
    objects = _plain(_plain(page.get("/Resources")).get("/XObject"))
    for value in list(objects.values())[:200]:
        found = _plain(value)
        if found.get("/Subtype") == "/Image" or (found.get("/Subtype") == "/Form" and depth < 3 and _has_picture(found, depth + 1)):
            return True
    return False


def _garbled(text: str) -> bool:
    """Whether a third of the letters are none: fonts that do not say what their glyphs mean."""
    letters = [letter for letter in text[:5000] if not letter.isspace()]
    odd = sum(letter < " " or letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    return odd * 3 > len(letters)


def _listed(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:10]))
    return shown if len(numbers) <= 10 else f"{shown} 等 {len(numbers)} "
