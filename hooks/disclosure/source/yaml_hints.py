"""Why YAML stopped, said for people who do not know YAML: the slips that office staff really make."""

from __future__ import annotations

import re

_FULL_COLON = re.compile(r"^\s*(?:-\s+)?([\u4e00-\u9fffA-Za-z]{1,12})：")
_NO_SPACE = re.compile(r"^\s*(?:-\s+)?([\u4e00-\u9fff]{1,12}):(?=\S)(?!//)")
_WIDE_INDENT = re.compile(r"^ *(\u3000|\t|\u00a0)")
_INNER_COLON = re.compile(r"^\s*(?:-\s+)?[^:\s]+:\s+[^\"'|>\[{].*?(: )")
_HALF_QUOTE = re.compile(r"^\s*(?:-\s+)?[^:\s]+:\s+(\"[^\"]*\"[^\s#]|'[^']*'[^\s#'])")

_REASONS = (
    ("could not find expected ':'", "这一行缺少冒号，或上一行没有写完；每行应写成“键: 值”"),
    ("mapping values are not allowed", "值里出现了“: ”；请把整个值用英文双引号括起来"),
    ("found character '\\t'", "缩进里有制表符（Tab）；请改用空格"),
    ("found unexpected end of stream", "引号没有成对；请补上另一半引号"),
    ("expected <block end>", "缩进不对齐；同一级的行要从同一列开始"),
    ("did not find expected key", "缩进不对齐，或引号后面多了文字；同一级的行要从同一列开始"),
    ("did not find expected '-' indicator", "列表的各行要从同一列开始，并以“- ”开头"),
    ("did not find expected ',' or", "方括号或花括号里的内容没有写完；请检查逗号和括号"),
    ("found undefined alias", "值以 * 开头；请用英文双引号括起来"),
    ("found character that cannot start any token", "值以 @、`、% 或制表符开头；请用英文双引号括起来"),
    ("found unknown escape character", "双引号里的反斜杠 \\ 有特殊含义；请改用单引号，或写成 \\\\"),
    ("control characters are not allowed", "含有看不见的控制字符；请删除后重新输入"),
    ("special characters are not allowed", "含有看不见的控制字符；请删除后重新输入"),
    ("expected a single document", "文件里多了一行 ---；一个文件只写一条信息"),
)


def likely_cause(text: str, line: int) -> tuple[int, int, str] | None:
    """(line, column, message) of the slip that most likely stopped YAML at `line`, if one is seen.

    YAML often stops a line later than the slip, so the lines above are looked at too, nearest first.
    """
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - 4), -1):
        found = _slip(lines[number - 1])
        if found:
            return number, found[0] + 1, found[1]
    return None


def chinese_reason(problem: str) -> str:
    """PyYAML's own reason in plain Chinese; the general advice where it is not known."""
    for beginning, reason in _REASONS:
        if beginning in problem:
            return f"文件格式有误：{reason}"
    return "文件格式有误；请检查这一行的冒号、引号和缩进"


def _slip(line: str) -> tuple[int, str] | None:
    if found := _WIDE_INDENT.match(line):
        name = "制表符（Tab）" if found.group(1) == "\t" else "全角空格"
        return found.start(1), f"缩进用了{name}；请改用半角空格"
    if found := _FULL_COLON.match(line):
        return found.end() - 1, f"“{found.group(1)}”后面是全角冒号“：”；请改成半角冒号加一个空格“: ”"
    if found := _NO_SPACE.match(line):
        return found.end() - 1, f"“{found.group(1)}”的冒号后面缺少空格；请写成“{found.group(1)}: 值”"
    if found := _INNER_COLON.match(line):
        return found.start(1), "值里出现了“: ”；请把整个值用英文双引号括起来"
    if found := _HALF_QUOTE.match(line):
        return found.start(1), "引号只括住了一部分；请把整个值括起来，里面的引号改用中文引号“”"
    return None
