"""YAML is read without guessing, and every slip of the pen is said in Chinese at its place."""

from __future__ import annotations

import re

import pytest
import yaml

from disclosure.source import marked_yaml
from disclosure.source.marked_yaml import TOO_DEEP, locate, parse, scalar_place
from disclosure.source.yaml_hints import _REASONS, chinese_reason
from support import table

GENERAL = "文件格式有误；请检查这一行的冒号、引号和缩进"


@pytest.fixture(params=["with libyaml", "without libyaml"])
def either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML is sometimes installed without its C library; nothing may depend on that."""
    loader = yaml.CBaseLoader if request.param == "with libyaml" else yaml.BaseLoader
    monkeypatch.setattr(marked_yaml, "_Loader", loader)


@pytest.mark.usefixtures("either_loader")
@table("why written", [
    ("YAML 1.1 会当成否", "no"), ("YAML 1.1 会当成是", "on"), ("YAML 1.1 会当成是", "yes"), ("YAML 1.1 会当成否", "off"),
    ("YAML 1.1 会当成是", "y"), ("会当成真", "true"), ("会当成空", "null"), ("会当成空", "~"), ("会当成八进制", "0123"),
    ("会当成八进制", "0o17"), ("会当成十六进制", "0x1F"), ("会当成六十进制", "12:30"), ("会当成六十进制", "190:20:30"),
    ("会去掉下划线", "1_000"), ("会去掉末尾的零", "1.10"), ("会当成指数", "1e3"), ("会当成无穷", ".inf"), ("会当成非数", ".nan"),
    ("会当成日期", "2022-03-05"), ("会当成时间", "2022-03-05 12:30:00"), ("不存在的日期会出错", "2022-02-30"),
    ("会当成合并键", "<<"), ("会当成默认键", "="), ("电话开头的零", "02359999999"), ("电话", "023-59999999"), ("中文", "否"),
])
def test_scalar_stays_text(why: str, written: str) -> None:
    assert parse(f"键: {written}\n") == ({"键": written}, []), why
    assert parse(f"{written}: 值\n") == ({written: "值"}, []), f"{why}（作键）"


@pytest.mark.usefixtures("either_loader")
@table("why text value", [
    ("空文件", "", None), ("只有注释", "# 注释\n", None), ("空值是空文字", "键:\n", {"键": ""}), ("引号里的空值", "键: ''\n", {"键": ""}),
    ("列表", "键: [甲, '1']\n", {"键": ["甲", "1"]}), ("块里保留换行", "键: |\n  甲\n\n  乙\n", {"键": "甲\n\n乙\n"}),
    ("折叠的块", "键: >\n  甲\n  乙\n", {"键": "甲 乙\n"}), ("没有键", "- 甲\n", ["甲"]), ("一句话", "甲\n", "甲"),
    ("引号里的冒号", '键: "甲: 乙"\n', {"键": "甲: 乙"}), ("网址里的冒号", "键: https://a.cn/#b\n", {"键": "https://a.cn/#b"}),
    ("顺序保留", "乙: 1\n甲: 2\n", {"乙": "1", "甲": "2"}),
])
def test_plain_value(why: str, text: str, value: object) -> None:
    assert parse(text) == (value, []), why


ALIAS = "不支持 YAML 的引用（& 和 *）；值以 & 开头的，请用英文双引号括起来"
ANCHOR = "不支持 YAML 的引用（& 和 *）；值以 & 开头的，请用英文双引号括起来"
ESCAPED = "值里有看不见的控制字符；请删除后重新输入"
TAG = "不支持 YAML 的标记（!…）；请去掉"
CONTROL = "文件格式有误：含有看不见的控制字符；请删除后重新输入"


@pytest.mark.usefixtures("either_loader")
@table("why text line column rule message", [
    ("同一个键写两次", "甲: 1\n乙: 2\n甲: 3\n", 3, 1, "file.duplicate_key", "“甲”写了两次；请只留一个"),
    ("里层的键写两次", "甲:\n  乙: 1\n  乙: 2\n", 3, 3, "file.duplicate_key", "“乙”写了两次；请只留一个"),
    ("花括号里的键写两次", "甲: {乙: 1, 乙: 2}\n", 1, 11, "file.duplicate_key", "“乙”写了两次；请只留一个"),
    ("列表里的键写两次", "- 甲: 1\n  甲: 2\n", 2, 3, "file.duplicate_key", "“甲”写了两次；请只留一个"),
    ("引用", "甲: &a 1\n乙: *a\n", 1, 4, "file.yaml", ANCHOR),
    ("引用自己", "甲: &a [*a]\n", 1, 4, "file.yaml", ANCHOR),
    ("只有 & 没有 *，后面的字会丢", "甲: &a 1\n", 1, 4, "file.yaml", ANCHOR),
    ("整个列表前面有 &", "&a\n- 1\n", 1, 1, "file.yaml", ANCHOR),
    ("标记", "甲: !b 1\n", 1, 4, "file.yaml", TAG),
    ("会运行程序的标记", "甲: !!python/object/apply:os.system [x]\n", 1, 4, "file.yaml", TAG),
    ("把文字变成数的标记", "甲: !!int 1\n", 1, 4, "file.yaml", TAG),
    ("键是列表", "? [甲]\n: 1\n", 1, 3, "file.yaml", "键只能是文字"),
    ("键是一组", "? {甲: 1}\n: 1\n", 1, 3, "file.yaml", "键只能是文字"),
    ("用 \\x01 写出来的控制字符", '甲: "一\\x01二"\n', 1, 4, "file.yaml", ESCAPED),
    ("用 \\u2028 写出来的行分隔符", '甲: "一\\u2028二"\n', 1, 4, "file.yaml", ESCAPED),
])
def test_issue(why: str, text: str, line: int, column: int, rule: str, message: str) -> None:
    _, issues = parse(text)
    assert [(issue.line, issue.column, issue.rule, issue.message) for issue in issues] == [(line, column, rule, message)], why


HINTS = [
    ("全角冒号", "标题：甲\n类别: 乙\n", 1, 3, "“标题”后面是全角冒号“：”；请改成半角冒号加一个空格“: ”"),
    ("列表里的全角冒号", "附件:\n  - 文件：甲\n    名称: 乙\n", 2, 7, "“文件”后面是全角冒号“：”；请改成半角冒号加一个空格“: ”"),
    ("缺少空格", "标题:甲\n类别: 乙\n", 1, 3, "“标题”的冒号后面缺少空格；请写成“标题: 值”"),
    ("列表里缺少空格", "附件:\n  - 文件:甲\n    名称: 乙\n", 2, 7, "“文件”的冒号后面缺少空格；请写成“文件: 值”"),
    ("Tab 缩进", "审查:\n\t日期: 1\n", 2, 1, "缩进用了制表符（Tab）；请改用半角空格"),
    ("空格以后又有 Tab", "审查:\n  \t日期: 1\n", 2, 3, "缩进用了制表符（Tab）；请改用半角空格"),
    ("全角空格缩进", "审查:\n　日期: 1\n  结论: 2\n", 2, 1, "缩进用了全角空格；请改用半角空格"),
    ("值里有冒号", "标题: 通知: 关于救助\n", 1, 7, "值里出现了“: ”；请把整个值用英文双引号括起来"),
    ("双引号只括一部分", '标题: "救助"电话\n', 1, 5, "引号只括住了一部分；请把整个值括起来，里面的引号改用中文引号“”"),
    ("单引号只括一部分", "标题: '救助'电话\n", 1, 5, "引号只括住了一部分；请把整个值括起来，里面的引号改用中文引号“”"),
    ("缺少冒号", "标题: 甲\n类别\n事项: 乙\n", 3, 1, "文件格式有误：这一行缺少冒号，或上一行没有写完；每行应写成“键: 值”"),
    ("引号没有成对", '标题: "甲\n', 1, 5, "引号没有成对；请补上另一半引号"),
    ("缩进不对齐", "数据:\n    户数: 1\n  人数: 2\n", 3, 3, "文件格式有误：缩进不对齐，或引号后面多了文字；同一级的行要从同一列开始"),
    ("列表不对齐", "- 甲\n乙: 1\n", 2, 1, "文件格式有误：列表的各行要从同一列开始，并以“- ”开头"),
    ("方括号没有写完", "依据: [甲, 乙\n类别: 丙\n", 1, 5, "方括号或花括号里的内容没有写完；请检查逗号和括号"),
    ("花括号没有写完", "审查: {日期: 1\n", 1, 5, "方括号或花括号里的内容没有写完；请检查逗号和括号"),
    ("值以 * 和汉字开头", "标题: *重要\n", 1, 5, "不支持 YAML 的引用（& 和 *）；值以 * 开头的，请用英文双引号括起来"),
    ("值以 * 和字母开头", "标题: *abc\n", 1, 5, "不支持 YAML 的引用（& 和 *）；值以 * 开头的，请用英文双引号括起来"),
    ("值以 @ 开头", "标题: @甲\n", 1, 5, "值以“@”开头；请把整个值用英文双引号括起来"),
    ("值以 % 开头", "标题: %甲\n", 1, 5, "值以“%”开头；请把整个值用英文双引号括起来"),
    ("双引号里的反斜杠", '标题: "C:\\甲"\n', 1, 8, "文件格式有误：双引号里的反斜杠 \\ 有特殊含义；请改用单引号，或写成 \\\\"),
    ("看不见的控制字符", "a: \x07\n", 1, 4, CONTROL),
    ("不认识的错误给一般的说法", "标题: ]\n", 1, 5, GENERAL),
]


@table("why text line column message", HINTS)
def test_hint(why: str, text: str, line: int, column: int, message: str) -> None:
    value, issues = parse(text)
    assert value is None, why
    assert [(issue.line, issue.column, issue.rule, issue.message) for issue in issues] == [(line, column, "file.yaml", message)], why


@table("why text line", [(row[0], row[1], row[2]) for row in HINTS])
def test_hint_without_libyaml(why: str, text: str, line: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other loader words its reasons differently and may stop a line earlier; ours stay Chinese, at one place."""
    monkeypatch.setattr(marked_yaml, "_Loader", yaml.BaseLoader)
    value, issues = parse(text)
    assert value is None and len(issues) == 1, why
    assert abs(issues[0].line - line) <= 1, why
    assert not re.search("[a-z]{5}", issues[0].message), why


PURE = [
    ("found unexpected end of stream", "文件格式有误：引号没有成对；请补上另一半引号"),
    ("found unexpected document indicator", "文件格式有误：引号没有成对；请补上另一半引号"),
    ("did not find expected <document start>", "文件格式有误：文件里多了一行 --- 或 ...；一个文件只写一条信息"),
    ("block sequence entries are not allowed in this context",
     "文件格式有误：列表要另起一行，以“- ”开头；如果值以“- ”开头，请用英文双引号括起来"),
    ("did not find expected ',' or ']'", "文件格式有误：方括号或花括号里的内容没有写完；请检查逗号和括号"),
    ("found undefined alias 'a'", "文件格式有误：值以 * 开头；请用英文双引号括起来"),
    ("found character that cannot start any token", "文件格式有误：值以 @、`、% 或制表符开头；请用英文双引号括起来"),
    ("expected <block end>, but found '-'", "文件格式有误：缩进不对齐；同一级的行要从同一列开始"),
    ("found character '\\t' that cannot start any token", "文件格式有误：缩进里有制表符（Tab）；请改用空格"),
    ("mapping values are not allowed here", "文件格式有误：值里出现了“: ”；请把整个值用英文双引号括起来"),
    ("expected a single document in the stream", "文件格式有误：文件里多了一行 ---；一个文件只写一条信息"),
    ("special characters are not allowed", CONTROL),
    ("something that nobody has seen", GENERAL),
]


@table("problem reason", PURE)
def test_reason_of_the_pure_loader(problem: str, reason: str) -> None:
    assert chinese_reason(problem) == reason


def test_every_reason_has_a_row() -> None:
    said = {row[4] for row in HINTS} | {reason for _, reason in PURE}
    assert {chinese_reason(beginning) for beginning, _ in _REASONS} - said == set()


@pytest.mark.usefixtures("either_loader")
@table("why text", [
    ("九百层方括号", "[" * 900 + "]" * 900), ("十万层没有写完的方括号", "[" * 100000), ("三千层列表", "- " * 3000 + "甲"),
    ("两千层花括号", "{甲: " * 2000 + "}" * 2000), ("十万层没有写完的花括号", "{" * 100000), ("两千层问号", "? " * 2000),
    ("一百零一层", "[" * 101 + "]" * 101),
])
def test_deep_nesting_is_an_issue(why: str, text: str) -> None:
    """Composing so deep a text would overflow the stack and end the process."""
    value, issues = parse(text)
    assert value is None and [(issue.rule, issue.message) for issue in issues] == [("file.yaml", TOO_DEEP)], why


def test_a_hundred_levels_are_read() -> None:
    value, issues = parse("[" * 100 + "甲" + "]" * 100)
    assert str(value) == "[" * 100 + "'甲'" + "]" * 100 and issues == []


NESTED = "甲: 1\n乙:\n  丙: 2\n  丁:\n    - 3\n    - {戊: 4}\n己:\n"


@pytest.mark.usefixtures("either_loader")
@table("why path key place", [
    ("值", ("甲",), False, (1, 4)), ("键", ("甲",), True, (1, 1)), ("里层的值", ("乙", "丙"), False, (3, 6)),
    ("里层的键", ("乙", "丙"), True, (3, 3)), ("列表里的值", ("乙", "丁", 0), False, (5, 7)),
    ("列表里的一组的值", ("乙", "丁", 1, "戊"), False, (6, 11)), ("列表里的一组的键", ("乙", "丁", 1, "戊"), True, (6, 8)),
    ("空值指到键", ("己",), False, (7, 1)), ("没有的键指到上一层的键", ("乙", "庚"), False, (2, 1)),
    ("列表里没有的键指到这一项", ("乙", "丁", 1, "庚"), False, (6, 7)), ("没有的项指到列表的键", ("乙", "丁", 9), False, (4, 3)),
    ("最外层没有的键没有位置", ("庚",), False, None), ("整个记录没有位置", (), False, None),
    ("值里面没有更深的层，指到键", ("甲", "乙"), False, (1, 1)),
])
def test_place(why: str, path: tuple[str | int, ...], key: bool, place: tuple[int, int] | None) -> None:
    assert locate(NESTED, path, key=key) == place, why


def test_place_in_a_text_that_cannot_be_read() -> None:
    assert locate('甲: "', ("甲",)) is None


@pytest.mark.usefixtures("either_loader")
@table("why text place", [
    ("块的位置是记号", "甲: 1\n正文: |\n  乙\n", (2, 5, "|")), ("带记号的块", "正文: |2-\n  乙\n", (1, 5, "|")),
    ("折叠的块", "正文: >\n  乙\n", (1, 5, ">")), ("写在同一行", "甲: 1\n正文: 乙\n", (2, 5, "")),
    ("引号", '正文: "乙"\n', (1, 5, '"')), ("没有这个键", "甲: 1\n", (1, 1, "")),
])
def test_scalar_place(why: str, text: str, place: tuple[int, int, str]) -> None:
    assert scalar_place(text, "正文") == place, why
