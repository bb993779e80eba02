"""Texts made to cost much: every file is looked at within bounds of time and memory, or said not to be; never a silent skip."""

from __future__ import annotations

import resource
import time

from support import ITEM, ITEM_TEXT, found, table

SIZE = 20 * 1024 * 1024 - 100
FILE = "data/attachments/2022-00001/表.csv"
# a generous bound for a busy machine; the goal is 10 seconds
SECONDS = 60
MEGABYTES = 500
WITH_FILE = ITEM_TEXT + "附件:\n  - {文件: 表.csv, 名称: 表}\n"


def filled(piece: str) -> bytes:
    data = piece.encode()
    return data * (SIZE // len(data))


@table("why piece", [
    ("一串数字", "1234567890"),
    ("许多身份证号", "110105194912310021 "),
    ("许多打了星号的号码", "5002291990****1234 "),
    ("只有星号", "*"),
    ("数字和星号相间", "1*"),
    ("许多救助对象", "低保户张三，"),
    ("只有一个姓", "王"),
    ("许多住址", "北屏乡太平村三组12号"),
    ("数字中间有零宽字符", "1\u200b"),
    ("数字中间有空格", "1 "),
    ("全角数字", "１２３"),
    ("许多邮箱", "a@b.cn "),
    ("没完的邮箱", "a."),
    ("许多座机", "023-00000000 "),
    ("许多银行卡号", "6222 0212 3456 7890 123\t"),
    ("许多行表格", "姓名,身份证号,电话\n"),
    ("许多引号", '"a,'),
    ("许多括号", "（"),
])
def test_attachment_of_20_megabytes(why: str, piece: str) -> None:
    data = filled(piece)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    problems = found({ITEM: WITH_FILE, FILE: data})
    assert time.monotonic() - start < SECONDS, why
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024, why
    assert all(problem.path in (FILE, ITEM) for problem in problems)


@table("why piece", [
    ("身份证号多得查不完", "110105194912310021 "),
    ("手机号码，行数太多", "13800138000\n"),
    ("格子太多", "张三,110105194912310021,13800138000\n"),
])
def test_what_is_not_looked_at_to_the_end_is_an_error(why: str, piece: str) -> None:
    problems = found({ITEM: WITH_FILE, FILE: filled(piece)})
    assert any(problem.rule == "attachment.unreadable" and "没有检查" in problem.message for problem in problems), why


@table("why files", [
    ("条目", {ITEM: ITEM_TEXT.replace("监督电话见公开指南。", "|\n  " + "字" * 7_000_000)}),
    ("报告", {"docs/reports/2022-law.md": "---\n标题: 报告\n---\n" + "字" * 7_000_000}),
    ("页面", {"docs/guide.md": "# 指南\n\n" + "字" * 7_000_000}),
])
def test_text_files_are_not_read_above_their_limit(why: str, files: dict[str, str]) -> None:
    start = time.monotonic()
    problems = found(files)
    assert time.monotonic() - start < SECONDS
    assert [problem.rule for problem in problems if problem.path == next(iter(files))] == ["file.too_large"], why
