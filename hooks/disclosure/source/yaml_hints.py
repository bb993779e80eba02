"""Why YAML stopped, said for people who do not know YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .slips import examine
from .yaml_lines import LARGEST, Row, rows

_FULL_COLON = re.compile(r"\s*(?:-\s+)?([\u4e00-\u9fffA-Za-z]{1,12})：")
_COMMENT = re.compile(r"\s#")
_NO_SPACE = re.compile(r"\s*(?:-\s+)?([\u4e00-\u9fff]{1,12}):(?=\S)(?!//)")

_REASONS = (
    ("could not find expected ':'", "这一行缺少冒号，或上一行没有写完；每行应写成“键: 值”"),
    ("mapping values are not allowed", "值里出现了“: ”；请把整个值用英文双引号括起来"),
    ("found character '\\t'", "缩进里有制表符（Tab）；请改用空格"),
    ("found a tab character", "缩进里有制表符（Tab）；请改用空格"),
    ("found unexpected end of stream", "引号没有成对；请补上另一半引号"),
    ("found unexpected document indicator", "引号没有成对；请补上另一半引号"),
    ("expected a single document", "文件里多了一行 ---；一个文件只写一条信息"),
    ("did not find expected <document start>", "文件里多了一行 --- 或 ...；一个文件只写一条信息"),
    ("expected <block end>", "缩进不对齐；同一级的行要从同一列开始"),
    ("did not find expected key", "缩进不对齐，或引号后面多了文字；同一级的行要从同一列开始"),
    ("did not find expected '-' indicator", "列表的各行要从同一列开始，并以“- ”开头"),
    ("block sequence entries are not allowed", "列表要另起一行，以“- ”开头；如果值以“- ”开头，请用英文双引号括起来"),
    ("did not find expected ',' or", "方括号或花括号里的内容没有写完；请检查逗号和括号"),
    ("found undefined alias", "值以 * 开头；请用英文双引号括起来"),
    ("found character that cannot start any token", "值以 @、`、% 或制表符开头；请用英文双引号括起来"),
    ("found unknown escape character", "双引号里的反斜杠 \\ 有特殊含义；请改用单引号，或写成 \\\\"),
    ("control characters are not allowed", "含有看不见的控制字符；请删除后重新输入"),
    ("special characters are not allowed", "含有看不见的控制字符；请删除后重新输入"),
)


@dataclass(frozen=True, slots=True)
class Cause:
    """The slip that stopped YAML, at a 1-based place, and the line as it was probably meant where that can be said."""

    line: int
    column: int
    message: str
    mended: str | None


def likely_cause(text: str, line: int) -> Cause | None:
    """The slip after a word that most likely stopped YAML at `line`, if one is seen.

    YAML often stops a line later than the slip, so the lines above are looked at too, nearest first; lines inside a
    body or a quotation are not.
    """
    if len(text) > LARGEST:
        return None
    found = examine(text, {})
    near = {row.number: row for row in rows(text, {}) if line - 4 < row.number <= line}
    for number in range(line, max(0, line - 4), -1):
        slip = min((slip for slip in found.slips if slip.line == number), key=lambda slip: slip.column, default=None)
        if slip:
            return Cause(number, slip.column, slip.message, found.readable.get(number - 1))
        if number in near and (cause := _cause(near[number])):
            return cause
    return None


def chinese_reason(problem: str) -> str:
    """PyYAML's own reason in plain Chinese; the general advice where it is not known."""
    for beginning, reason in _REASONS:
        if beginning in problem:
            return f"文件格式有误：{reason}"
    return "文件格式有误；请检查这一行的冒号、引号和缩进"


def _hidden_bracket(line: str) -> int | None:
    """Where a comment begins that hides the closing bracket of its line; None where there is none."""
    found = _COMMENT.search(line)
    if found is None or _is_closed(line[:found.start()]) or not _is_closed(line):
        return None
    return found.end() - 1


def _is_closed(line: str) -> bool:
    return line.count("[") == line.count("]") and line.count("{") == line.count("}")


def _cause(row: Row) -> Cause | None:
    if found := _FULL_COLON.match(row.line):
        message = f"“{found.group(1)}”后面是全角冒号“：”；请改成半角冒号加一个空格“: ”"
    elif not row.key and (found := _NO_SPACE.match(row.line)):
        message = f"“{found.group(1)}”的冒号后面缺少空格；请写成“{found.group(1)}: 值”"
    elif (at := _hidden_bracket(row.line)) is not None:
        return Cause(row.number, at + 1, "“#”前面有空格，从这里到行末当作注释丢掉了，括号就没有写完；要保留就用英文双引号括起这个值", None)
    else:
        return None
    return Cause(row.number, found.end(), message, f"{row.line[:found.end() - 1]}: {row.line[found.end():].lstrip()}")
