"""Whatever a hand does to an item or report, the check answers with problems inside the file, never with an exception."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.cli.formats import LINES, text_line
from support import ITEM, MARKDOWN, REPORT, as_markdown, found

TEXT = """\
标题: 低保资金发放情况
类别: 民政
事项: 低保发放
体裁: 发放情况
成文日期: 2022-03-01
发布日期: 2022-03-05
期间: 2022-02
文号: 北屏府发〔2022〕5号
审查: {审查人: 待填, 日期: 2022-03-03, 结论: 同意公开}
依据:
  - 公开条例-2019
数据:
  户数: {值: 12, 单位: 户}
  人数:
    值: 待填
附件:
  - 文件: 表.csv
    名称: 表
正文: |
  见[本条](item:2022-00001)。

  | 项目 | 数 |
  |---|---|
  | 户数 | 12 |
"""
REPORT_TEXT = """\
---
标题: 报告
类型: 法治政府建设年度报告
年度: 2022
成文日期: 待填
发布日期: 待填
数据:
  公开信息: {值: 1, 单位: 条, 核对: {类别: [民政], 年度: 2022}}
---

公开{{ 公开信息 }}，见[条目](item:2022-00001)。
"""
FORMS = {ITEM: TEXT, MARKDOWN: as_markdown(TEXT, "见[本条](item:2022-00001)。\n\n1. 甲\n2. 乙\n"), REPORT: REPORT_TEXT}
# what hands type by mistake, and what means something in YAML, Markdown or HTML
ODD = " \n\t\r:：,-#'\"“”|>[]{}()<>&*!%@`?~=+.\\/_0１九甲a待填〔〕　\u00a0\u200b\ufeff𠮷\x00\x07\x1b\x7f\x85\u2028"
CHARACTERS = st.sampled_from(list(ODD)) | st.characters(exclude_categories=("Cs",))


@dataclass(frozen=True)
class Change:
    """One slip; `where` and `other` are taken modulo the text's length (in characters or lines)."""

    kind: str
    where: int
    other: int
    character: str

    def apply(self, text: str) -> str:
        if self.kind == "swap lines":
            lines = text.split("\n")
            first, second = self.where % len(lines), self.other % len(lines)
            lines[first], lines[second] = lines[second], lines[first]
            return "\n".join(lines)
        at = self.where % (len(text) + 1)
        if self.kind == "insert":
            return text[:at] + self.character + text[at:]
        return text[:at] + (self.character if self.kind == "replace" else "") + text[at + 1:]


CHANGES = st.lists(st.builds(Change, st.sampled_from(["insert", "delete", "replace", "swap lines"]), st.integers(0, 2000),
                             st.integers(0, 2000), CHARACTERS), min_size=1, max_size=8)


@settings(deadline=None, derandomize=True, max_examples=1200, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(path=st.sampled_from(sorted(FORMS)), changes=CHANGES)
def test_slips_of_the_hand(path: str, changes: list[Change]) -> None:
    text = FORMS[path]
    for change in changes:
        text = change.apply(text)
    others = {ITEM: None} if path == MARKDOWN else {}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in found({**others, path: text}):
        if problem.path == path and problem.line is not None and problem.column is not None:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message and all(form(problem) for form in LINES.values())
        assert "\n" not in text_line(problem)


@settings(deadline=None, derandomize=True, max_examples=300, database=None)
@given(path=st.sampled_from(sorted(FORMS)), data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    """A picture or a Word file under an item's name is a problem at its place, too."""
    others = {ITEM: None} if path == MARKDOWN else {}
    problems = found({**others, path: data})
    assert [problem for problem in problems if problem.path == path]
    assert all(problem.line is None or problem.line >= 1 for problem in problems)
