"""A file as read: its text, its YAML head, and (for Markdown) the body below.

Bytes become text here and nowhere else, so that a file in the wrong encoding is one clear problem.
"""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Level, Problem

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Document:
    """`head` is YAML; `head_line` and `body_line` are the 1-based lines where they begin."""

    path: str
    head: str
    head_line: int
    body: str | None = None
    body_line: int = 0


def decode(path: str, data: bytes) -> tuple[str | None, Problem | None]:
    """UTF-8 text with \\n line ends, or the problem that says how the file was saved instead."""
    for mark, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            return None, _encoding(path, f"文件是 {name} 编码；请另存为 UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        return None, _encoding(path, "文件开头有 BOM；请另存为不带 BOM 的 UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        looks = "像是 GBK（ANSI）编码；" if _is_gbk(data) else ""
        return None, _encoding(path, f"文件不是 UTF-8 编码；{looks}请另存为 UTF-8", line)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def split(path: str, text: str) -> tuple[Document | None, Problem | None]:
    """The document of a .yml or .md file; a Markdown file must begin with front matter."""
    if not path.endswith(".md"):
        return Document(path, text, 1), None
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, Problem(path, 1, 1, Level.ERROR, "file.yaml",
                             "文件应当以一行 --- 开头，下面写各项内容，再以一行 --- 结束")
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return Document(path, "\n".join(lines[1:number]) + "\n", 2, "\n".join(lines[number + 1:]), number + 2), None
    return None, Problem(path, 1, 1, Level.ERROR, "file.yaml", "开头的 --- 没有对应的结束行 ---；请在正文之前补上一行 ---")


def _encoding(path: str, message: str, line: int = 1) -> Problem:
    return Problem(path, line, 1, Level.ERROR, "file.encoding", message)


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True
