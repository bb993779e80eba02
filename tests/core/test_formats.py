"""The printed forms of a problem: for people, for programs, for GitHub."""

from __future__ import annotations

import datetime as dt
import json

from disclosure.cli.formats import counts, github_line, json_line, text_line
from disclosure.cli.summary_page import page
from disclosure.source.problems import Inside, Level, Problem, count, in_order
from support import ITEM, table

DATE = Problem("data/items/2022/2022-00012.yml", 7, 7, Level.ERROR, "item.date",
               "发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式")
FUTURE = Problem("data/items/2022/2022-00012.yml", 7, 7, Level.WARNING, "item.future", "100% 不对, 请看: 甲\r\n乙")
UNUSED = Problem("data/attachments/2022-00012/表,1:2%.pdf", None, None, Level.INFO, "attachment.file", "没有条目使用")
QUOTED = Problem("docs/甲 乙.md", 1, 2, Level.ERROR, "site.marker", '“甲”和"乙"\\丙')


@table("why problem line", [
    ("合同写明的例子", DATE,
     "data/items/2022/2022-00012.yml:7:7: 错误: 发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式 [item.date]"),
    ("没有行列的只写路径", UNUSED, "data/attachments/2022-00012/表,1:2%.pdf: 提示: 没有条目使用 [attachment.file]"),
    ("警告", Problem("data/site.yml", 1, 2, Level.WARNING, "item.future", "甲"), "data/site.yml:1:2: 警告: 甲 [item.future]"),
    ("文件名里的换行、控制字符和倒写符不能冒充别的行",
     Problem("data/甲\n乙\x1b[2K\u202e.yml", None, None, Level.ERROR, "file.stray", "“甲\n乙”不会被读取"),
     "data/甲?乙?[2K?.yml: 错误: “甲?乙”不会被读取 [file.stray]"),
    ("不成文字的文件名", Problem("data/\udcff.yml", None, None, Level.ERROR, "file.stray", "“\udcff.yml”"),
     "data/?.yml: 错误: “?.yml” [file.stray]"),
    ("全角空格照样写出来", Problem("data/items/2022/2022-00002\u3000副本.yml", None, None, Level.ERROR, "file.stray", "甲"),
     "data/items/2022/2022-00002\u3000副本.yml: 错误: 甲 [file.stray]"),
])
def test_text(why: str, problem: Problem, line: str) -> None:
    assert text_line(problem) == line, why


@table("why problem fields", [
    ("错误", DATE, {"path": "data/items/2022/2022-00012.yml", "line": 7, "column": 7, "level": "error",
                  "rule": "item.date",
                           "message": "发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式"}),
    ("警告，换行也在一行里", FUTURE, {"path": "data/items/2022/2022-00012.yml", "line": 7, "column": 7, "level": "warning",
                           "rule": "item.future",
                           "message": "100% 不对, 请看: 甲\r\n乙"}),
    ("没有行列是 null", UNUSED, {"path": "data/attachments/2022-00012/表,1:2%.pdf", "line": None, "column": None, "level": "info",
                          "rule": "attachment.file", "message": "没有条目使用"}),
    ("引号和反斜杠", QUOTED, {"path": "docs/甲 乙.md", "line": 1, "column": 2, "level": "error", "rule": "site.marker",
                           "message": '“甲”和"乙"\\丙'}),
])
def test_json(why: str, problem: Problem, fields: dict[str, object]) -> None:
    line = json_line(problem)
    assert json.loads(line) == fields, why
    assert list(json.loads(line)) == list(fields), f"{why}：键的顺序"
    assert "\n" not in line and "\\u" not in line, f"{why}：一行一个，汉字不转义"


@table("why problem line", [
    ("错误", DATE, "::error file=data/items/2022/2022-00012.yml,line=7,col=7,title=item.date::"
                 "发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式"),
    ("说明里的百分号和换行要转义，逗号和冒号不用", FUTURE,
     "::warning file=data/items/2022/2022-00012.yml,line=7,col=7,title=item.future::100%25 不对, 请看: 甲%0D%0A乙"),
    ("路径里的逗号、冒号、百分号要转义；没有行列就不写；提示叫 notice", UNUSED,
     "::notice file=data/attachments/2022-00012/表%2C1%3A2%25.pdf,title=attachment.file::没有条目使用"),
    ("空格和引号不用转义", QUOTED, '::error file=docs/甲 乙.md,line=1,col=2,title=site.marker::“甲”和"乙"\\丙'),
])
def test_github(why: str, problem: Problem, line: str) -> None:
    assert github_line(problem) == line, why


@table("why problems line", [
    ("没有问题", [], "错误 0，警告 0，提示 0"), ("各有几个", [DATE, UNUSED, DATE, FUTURE], "错误 2，警告 1，提示 1"),
])
def test_counts(why: str, problems: list[Problem], line: str) -> None:
    assert counts(iter(problems)) == line, why


def test_order_is_by_place_and_each_problem_once() -> None:
    """Files by path, lines as numbers (9 before 10), no line before line 1, then column, rule and text."""
    rows = [("a.yml", None, None, "b.c", "甲"), ("a.yml", 9, 1, "b.c", "甲"), ("a.yml", 10, 1, "b.c", "甲"),
    ("a.yml", 10, 2, "a.c", "乙"),
            ("a.yml", 10, 2, "b.c", "乙"), ("a.yml", 10, 2, "b.c", "甲"), ("b.yml", 1, 1, "a.c", "甲")]
    problems = [Problem(path, line, column, Level.ERROR, rule, message) for path, line, column, rule, message in rows]
    assert in_order([*reversed(problems), problems[3]]) == problems
    assert count(problems, Level.ERROR) == 7 and count(problems, Level.INFO) == 0


def test_json_names_the_place_inside_an_attachment() -> None:
    problem = Problem("data/attachments/2022-00001/a.xlsx", None, None, Level.ERROR, "privacy.mobile", "手机号",
                      Inside("单元格", "名单", "B3"))
    assert json.loads(json_line(problem)) == {
        "path": "data/attachments/2022-00001/a.xlsx", "line": None, "column": None, "level": "error", "rule": "privacy.mobile",
        "message": "手机号", "part": "单元格", "sheet": "名单", "cell": "B3"}


ID_FILE = "data/attachments/2022-00001/11010519491231002X.pdf"


@table("why path message shown", [
    ("身份证号做文件名", ID_FILE, "没有条目使用", "data/attachments/2022-00001/110….pdf"),
    ("说明里引用的文件名", ITEM, "附件“11010519491231002X.doc”是旧格式", "附件“110….doc”是旧格式"),
    ("救助对象的姓名", "data/attachments/2022-00001/低保户张三丰.xlsx", "没有条目使用", "低保户张….xlsx"),
    ("编号和日期不是号码", "data/attachments/2022-00012/2022-00012-20220315.pdf", "没有条目使用", "2022-00012-20220315.pdf"),
])
def test_personal_data_in_paths_and_messages_is_cut_in_every_form(why: str, path: str, message: str, shown: str) -> None:
    problem = Problem(path, None, None, Level.ERROR, "attachment.file", message)
    for line in (text_line(problem), json_line(problem), github_line(problem), page([problem], [], "", dt.date(2022, 3, 1), strict=False)):
        assert shown in line, why
        assert "11010519491231002X" not in line and "张三丰" not in line
