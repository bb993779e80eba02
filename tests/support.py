"""A small valid repository in memory, and what the check says about a changed one.

A case states only what differs from BASE: a path with new content, or None to remove the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.registry import run
from disclosure.checks.waivers import apply
from disclosure.cli.formats import text_line
from disclosure.model.catalog import Catalog
from disclosure.model.context import History
from disclosure.model.loading import load
from disclosure.source.problems import Problem, in_order
from disclosure.source.tree import Folder, Memory

Files = Mapping[str, str | bytes | None]
TODAY = dt.date(2023, 1, 31)
KNOWN = History(complete=True)  # git's whole log is there, and nothing has been committed yet
ITEM = "data/items/2022/2022-00001.yml"
MARKDOWN = "data/items/2022/2022-00001.md"
REPORT = "docs/reports/2022-law.md"
ITEM_TEXT = """\
标题: 社会救助监督电话
类别: 民政
事项: 救助监督
体裁: 公告公示
成文日期: 2022-03-01
发布日期: 2022-03-05
正文: 监督电话见公开指南。
"""
BASE: dict[str, str] = {
    "data/site.yml": """\
版本: 示例
站点名称: 北屏乡信息公开
机构名称: 城口县北屏乡人民政府
机构简称: 北屏乡
年度: [2022]
""",
    "data/vocabulary.yml": """\
类别:
  - 名称: 民政
    代号: civil-affairs
    事项:
      - {名称: 救助监督, 代号: supervision}
      - {名称: 低保发放, 代号: allowance}
  - 名称: 行政执法
    代号: enforcement
    事项:
      - {名称: 权责清单, 代号: power-list}
      - {名称: 检查计划, 代号: inspection-plan}
体裁: [公告公示, 发放情况]
责任科室: [民政办公室]
发布机构:
  - 名称: 城口县北屏乡人民政府
""",
    "data/laws.yml": """\
- 代号: 公开条例-2019
  名称: 中华人民共和国政府信息公开条例
""",
    ITEM: ITEM_TEXT,
}


def tree(files: Files) -> Memory:
    """BASE with these files instead of, or beside, its own."""
    content = {path: text.encode("utf-8") for path, text in BASE.items()}
    for path, text in files.items():
        if text is None:
            content.pop(path, None)
        else:
            content[path] = text.encode("utf-8") if isinstance(text, str) else text
    return Memory(content)


def found(files: Files, today: dt.date = TODAY, history: History = KNOWN) -> list[Problem]:
    """Every problem of the repository, in the order of printing."""
    return found_in(tree(files), today, history)


def found_in(memory: Memory, today: dt.date = TODAY, history: History = KNOWN) -> list[Problem]:
    loaded = load(memory)
    if loaded.catalog is None:
        return in_order(loaded.problems)
    rest = run(loaded.catalog, today, history)
    return apply(loaded.catalog, in_order([*loaded.problems, *rest]), today)


def problems_of(files: Files, today: dt.date = TODAY, history: History = KNOWN) -> list[str]:
    """The printed lines, in order."""
    return [text_line(problem) for problem in found(files, today, history)]


def catalog_in(folder: Path) -> Catalog:
    """The catalog of a repository on disk whose vocabulary can be read."""
    catalog = load(Folder(folder)).catalog
    assert catalog is not None
    return catalog


def catalog_of(files: Files) -> Catalog:
    """The catalog of a repository that can be read."""
    catalog = load(tree(files)).catalog
    assert catalog is not None, problems_of(files)
    return catalog


def as_markdown(text: str, body: str = "正文在这里。\n") -> str:
    """The keys of a YAML item as front matter, with a body below."""
    head = "".join(line + "\n" for line in text.splitlines() if not line.startswith("正文"))
    return f"---\n{head}---\n{body}"


def table(names: str, rows: Sequence[tuple[Any, ...]]) -> pytest.MarkDecorator:
    """Parametrizes a test with a table whose first column, the reason, names the row."""
    return pytest.mark.parametrize(names.split(), rows, ids=[row[0] for row in rows])
