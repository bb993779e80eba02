"""The quick reader gives what the real parser gives, or nothing; and it reads the repository's own files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_mutations import CHANGES, TEXT, Change

from disclosure.source.documents import split
from disclosure.source.simple_yaml import read_simple
from support import table

SIMPLE = [
    ("一行一个", "甲: 1\n乙: 二 三\n"), ("值里的标点", "甲: 《乙》：“丙”（丁）、a:b#c\n"), ("空值", "甲:\n乙: 1\n"),
    ("最后是空值", "甲: 1\n乙:\n"),
    ("列表", "甲:\n  - 乙\n  - 丙\n"), ("不缩进的列表", "甲:\n- 乙\n- 丙\n丁: 1\n"),
    ("列表里的一组", "甲:\n  - 乙: 1\n    丙: 2\n  - 乙: 3\n"),
    ("里层", "甲:\n  乙:\n    丙: 1\n  丁: 2\n戊: 3\n"), ("块", "甲: |\n  乙\n\n    丙\n丁: 1\n"), ("块的前面有空行", "甲: |\n\n  乙\n"),
    ("块的后面有空行", "甲: |\n  乙\n\n\n"), ("块里有井号和冒号", "甲: |\n  # 乙: 丙\n  - 丁 # 戊\n"),
    ("引号", "甲: \"乙: 丙 #\"\n丁: '\"'\n"),
    ("方括号", "甲: [乙, 丙]\n"), ("花括号", "甲: {乙: 1, 丙: 2022-03-05}\n"), ("空行", "甲: 1\n\n乙: 2\n"), ("斜线开头", "甲: /guide/\n"),
]
NOT_SIMPLE = [
    ("没有换行结尾", "甲: 1"), ("注释", "# 甲\n乙: 1\n"), ("值后的注释", "甲: 1 # 乙\n"), ("制表符", "甲: 1\t\n"),
    ("没有值也没有冒号", "甲\n"),
    ("重复的键", "甲: 1\n甲: 2\n"), ("里层重复的键", "甲:\n  乙: 1\n  乙: 2\n"), ("花括号里重复的键", "甲: {乙: 1, 乙: 2}\n"),
    ("引用", "甲: &a 1\n"),
    ("别名", "甲: *a\n"), ("标记", "甲: !b 1\n"), ("折叠的块", "甲: >\n  乙\n"), ("去掉末尾换行的块", "甲: |-\n  乙\n"),
    ("空的块", "甲: |\n乙: 1\n"),
    ("块里有向左的行", "甲: |\n    乙\n  丙\n"), ("写到下一行的值", "甲: 乙\n  丙\n"), ("值里有冒号", "甲: 乙: 丙\n"),
    ("值以冒号结尾", "甲: 乙:\n"),
    ("引号只括一部分", "甲: \"乙\"丙\n"), ("双引号里的反斜杠", "甲: \"\\x01\"\n"), ("单引号里的单引号", "甲: '乙''丙'\n"),
    ("值以短横线开头", "甲: - 乙\n"),
    ("最外层的列表", "- 甲\n"), ("多个文档", "甲: 1\n---\n乙: 2\n"), ("花括号没有写完", "甲: {乙: 1\n"),
    ("花括号里的列表", "甲: {乙: [1]}\n"),
    ("缩进不齐", "甲:\n  乙: 1\n   丙: 2\n"), ("键前有空格", " 甲: 1\n乙: 2\n"), ("冒号前有空格", "甲 : 1\n"), ("合并键", "<<: 1\n"),
    ("空文件", ""), ("只有空行", "\n"),
    ("回车", "甲: 一\r二\n"), ("只有空格的行", "甲: 1\n  \n乙: 2\n"), ("值的后面有空格", "甲: 1 \n"),
    ("层次过深", "".join(f"{' ' * n}甲:\n" for n in range(9))),
]


def _really(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)


@table("why text", SIMPLE)
def test_reads_as_the_real_parser(why: str, text: str) -> None:
    assert read_simple(text) == _really(text), why
    assert read_simple(text) is not None, why


@table("why text", NOT_SIMPLE)
def test_leaves_the_rest_to_it(why: str, text: str) -> None:
    assert read_simple(text) is None, why


def _check(text: str) -> bool:
    """Whether the quick reader took the text; then it must have read what is there."""
    simple = read_simple(text)
    if simple is None:
        return False
    assert simple == _really(text)
    return True


@settings(deadline=None, derandomize=True, max_examples=4000, database=None)
@given(changes=CHANGES, head=st.sampled_from([TEXT, *(text for _, text in SIMPLE)]))
def test_never_reads_a_slip_of_the_hand_differently(changes: list[Change], head: str) -> None:
    for change in changes:
        head = change.apply(head)
        if head.isprintable() or all(character.isprintable() or character == "\n" for character in head):
            _check(head)


@pytest.mark.parametrize("folder", ["data/items"])
def test_reads_nearly_every_item_of_the_repository(root: Path, folder: str) -> None:
    heads = [split(path.name, path.read_text(encoding="utf-8"))[0] for path in sorted((root / folder).rglob("*.*"))]
    taken = [_check(head.head) for head in heads if head is not None]
    assert len(taken) > 60 and sum(taken) > 0.95 * len(taken)
