"""Bytes become text in one place, and a file in the wrong encoding is one clear problem."""

from __future__ import annotations

from disclosure.source.documents import Document, decode, split
from disclosure.source.problems import Level, Problem
from support import table

PATH = "data/items/2022/2022-00001.md"
TITLE = "标题: 甲\n"


@table("why data text", [
    ("UTF-8", "标题: 甲\n".encode(), "标题: 甲\n"), ("空文件", b"", ""), ("Windows 换行", "甲\r\n乙\r\n".encode(), "甲\n乙\n"),
    ("老式 Mac 换行", "甲\r乙\r".encode(), "甲\n乙\n"), ("混着的换行", b"a\r\nb\rc\n", "a\nb\nc\n"),
    ("四字节的生僻字", "𠮷\n".encode(), "𠮷\n"), ("只有英文的 GBK 就是 UTF-8", b"a: b\n", "a: b\n"),
])
def test_text(why: str, data: bytes, text: str) -> None:
    assert decode(PATH, data) == (text, None), why


GBK = "文件不是 UTF-8 编码；像是 GBK（ANSI）编码；请另存为 UTF-8"
UTF_16 = "文件是 UTF-16 编码；请另存为 UTF-8"


@table("why data line message", [
    ("记事本的 ANSI", "标题: 甲\n".encode("gbk"), 1, GBK), ("生僻字的 GB18030", "a\n镕\n".encode("gb18030"), 2, GBK),
    ("前面是英文", b"a: 1\nb: 2\n" + "丙\n".encode("gbk"), 3, GBK),
    ("UTF-16 小端", "甲\n".encode("utf-16-le").join([b"\xff\xfe", b""]), 1, UTF_16),
    ("UTF-16 大端", "甲\n".encode("utf-16-be").join([b"\xfe\xff", b""]), 1, UTF_16),
    ("BOM", "甲\n".encode("utf-8-sig"), 1, "文件开头有 BOM；请另存为不带 BOM 的 UTF-8"),
    ("只有 BOM", b"\xef\xbb\xbf", 1, "文件开头有 BOM；请另存为不带 BOM 的 UTF-8"),
    ("截断的汉字", "标题: 甲".encode()[:-1], 1, "文件不是 UTF-8 编码；请另存为 UTF-8"),
    ("图片改了名", b"\x89PNG\r\n\x1a\n\x00\xff", 1, "文件不是 UTF-8 编码；请另存为 UTF-8"),
])
def test_wrong_encoding(why: str, data: bytes, line: int, message: str) -> None:
    assert decode(PATH, data) == (None, Problem(PATH, line, 1, Level.ERROR, "file.encoding", message)), why


@table("why text line column", [
    ("零字符", "a\x00b", 1, 2), ("响铃", "甲\n乙\x07", 2, 2), ("垂直制表符", "甲\n\x0b", 2, 1), ("换页符", "\x0c", 1, 1),
    ("删除符", "甲乙\x7f", 1, 3),
    ("下一行符", "甲\x85乙", 1, 2), ("行分隔符", "甲\u2028乙", 1, 2), ("段分隔符", "甲\r\n\u2029乙", 2, 1),
    ("文中的 BOM", "甲\ufeff乙", 1, 2),
])
def test_control_characters(why: str, text: str, line: int, column: int) -> None:
    """They are not shown, make XML invalid or shift the lines; tab and line ends are the only ones allowed."""
    problem = Problem(PATH, line, column, Level.ERROR, "file.yaml", "这里有看不见的控制字符；请删除后重新输入")
    assert decode(PATH, text.encode()) == (None, problem), why


@table("why text document", [
    ("有头有正文", f"---\n{TITLE}---\n正文\n", Document(PATH, TITLE, 2, "正文\n", 4)),
    ("没有正文", f"---\n{TITLE}---\n", Document(PATH, TITLE, 2, "", 4)),
    ("最后一行没有换行", f"---\n{TITLE}---", Document(PATH, TITLE, 2, "", 4)),
    ("正文里的 --- 是分隔线", f"---\n{TITLE}---\n甲\n---\n乙\n", Document(PATH, TITLE, 2, "甲\n---\n乙\n", 4)),
    ("--- 后面的空格不要紧", f"--- \n{TITLE}---  \n甲\n", Document(PATH, TITLE, 2, "甲\n", 4)),
    ("空的头", "---\n---\n甲\n", Document(PATH, "", 2, "甲\n", 3)),
])
def test_front_matter(why: str, text: str, document: Document) -> None:
    assert split(PATH, text) == (document, None), why


def test_yaml_file_is_all_head() -> None:
    assert split("data/site.yml", "---\n版本: 示例\n") == (Document("data/site.yml", "---\n版本: 示例\n", 1), None)


@table("why text", [
    ("没有 ---", "标题: 甲\n"), ("空文件", ""), ("前面有空行", f"\n---\n{TITLE}---\n"), ("前面有空格", f" ---\n{TITLE}---\n"),
    ("只有两条短线", f"--\n{TITLE}--\n"), ("没有结束", f"---\n{TITLE}正文\n"), ("结束行有缩进", f"---\n{TITLE} ---\n"),
    ("只有开头", "---"),
])
def test_front_matter_is_missing(why: str, text: str) -> None:
    document, problem = split(PATH, text)
    assert document is None, why
    assert problem is not None and (problem.line, problem.column, problem.rule) == (1, 1, "file.yaml"), why
