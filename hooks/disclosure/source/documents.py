"""A file as read: its text, its YAML head, and (for Markdown) the body below.

Bytes become text here and nowhere else, so that a file in the wrong encoding is one clear problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .marked_yaml import CONTROL
from .problems import Level, Problem

FENCE = "---"
LARGEST = 2 * 1024 * 1024  # bytes of a file that people write: far more than any, and little enough to be checked in seconds
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHINESE = re.compile("[\u4e00-\u9fff][:：]")
_ODD = re.compile("[\ue000-\uf8ff\ufffd]")
_DASHES = re.compile("[-‐–—―─－_ ]{2,}")  # what word processors make of ---


@dataclass(frozen=True, slots=True)
class Document:
    """`head` is YAML; `head_line` and `body_line` are the 1-based lines where they begin."""

    path: str
    head: str
    head_line: int
    body: str | None = None
    body_line: int = 0


def too_large(path: str, size: int | None) -> Problem | None:
    """The problem of a text file that is not read because of its size in bytes."""
    if size is None or size <= LARGEST:
        return None
    return Problem(path, None, None, Level.ERROR, "file.too_large",
                   f"文件有 {size / 1048576:.1f} MB，超过 {LARGEST // 1048576} MB，无法检查；请删去多余的内容，长的表格和文件放进附件")


def decode(path: str, data: bytes) -> tuple[str | None, Problem | None]:
    """UTF-8 text with \n line ends, or the problem that says how the file was saved instead, or that it is too large."""
    if problem := too_large(path, len(data)):
        return None, problem
    for mark, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            return None, _encoding(path, f"文件是 {name} 编码；请另存为 UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        return None, _encoding(path, "文件开头有 BOM；请另存为不带 BOM 的 UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, _encoding(path, f"文件不是 UTF-8 编码；{_looks_like(data)}请另存为 UTF-8", line)
    text = _with_plain_line_ends(text)
    if found := CONTROL.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        return None, Problem(path, line, column, Level.ERROR, "file.yaml", "这里有看不见的控制字符；请删除后重新输入")
    return text, None


def decode_anyway(data: bytes) -> str | None:
    """The text of a file saved with a BOM, as UTF-16 or as GBK, None where it cannot be told for certain.

    GBK is only taken for certain where the text then reads as Chinese: a word, a colon, and nothing that nobody types.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark):].decode(encoding)
            except UnicodeDecodeError:
                return None
            break
    else:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            return None
        if not _CHINESE.search(text) or _ODD.search(text):
            return None
    text = _with_plain_line_ends(text)
    return None if CONTROL.search(text) else text


def split(path: str, text: str) -> tuple[Document | None, Problem | None]:
    """The document of a .yml or .md file; a Markdown file must begin with front matter."""
    if not path.endswith(".md"):
        return Document(path, text, 1), None
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if _DASHES.fullmatch(lines[0]) and lines[0].strip():
            return None, Problem(path, 1, 1, Level.ERROR, "file.yaml", "第一行应当正好是三个半角短横线 ---，前面不空格")
        return None, Problem(path, 1, 1, Level.ERROR, "file.yaml",
                             "文件应当以一行 --- 开头，下面写各项内容，再以一行 --- 结束")
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return Document(path, "".join(f"{row}\n" for row in lines[1:number]), 2, "\n".join(lines[number + 1:]), number + 2), None
    return None, Problem(path, 1, 1, Level.ERROR, "file.yaml", "开头的 --- 没有对应的结束行 ---；请在正文之前补上一行 ---")


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(path: str, message: str, line: int = 1) -> Problem:
    return Problem(path, line, 1, Level.ERROR, "file.encoding", message)


def _looks_like(data: bytes) -> str:
    """The encoding in which the bytes are Chinese text; nothing where none is likely."""
    for encoding, name in (("utf-16-le", "UTF-16 "), ("utf-16-be", "UTF-16 "), ("gb18030", "GBK（ANSI）")):
        try:
            if (name != "UTF-16 " or b"\0" in data) and _CHINESE.search(data.decode(encoding)):
                return f"像是 {name}编码；"
        except UnicodeDecodeError:
            pass
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return "像是 GBK（ANSI）编码；"
