"""名单只在村（社区）公示栏公布的事项，网上不能有附件，正文的表格不能有姓名列。

哪些事项只用公示栏，看词表里的“仅公示栏”。网上只写公示的事实、期间、人数、金额和联系方式。
通过：正文写“共公示 12 户，异议电话见公开指南”
不通过：正文的表格有“姓名”一列；附了名单
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "notice.board_only"
LEVEL = Level.ERROR
NORM = "《重庆市城乡居民最低生活保障条例》第十八条；《社会救助暂行办法》第六十一条；社会救助领域基层政务公开标准目录"
_DELIMITER = frozenset("|-: \t")
_NAME = re.compile(r"[^|]*姓\s*名[^|]*|[\s*]*(?:户主|申请人|救助对象|保障对象|享受人|受助人)[\s*]*")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments and tables with a column of names in items whose matter belongs on the board only."""
    for item in catalog.items:
        matter = catalog.matter_by_name.get((item.category, item.matter))
        if matter is None or not matter.board_only or item.withdrawn is not None:
            continue
        if item.attachments:
            yield catalog.problem(item.path, ("附件",), LEVEL, ID,
                                  f"“{matter.name}”的名单只在公示栏公布，网上不能有附件；请删去附件，只写人数、金额和期间")
        for line, column, head in _name_columns(item.body):
            yield catalog.body_problem(item, line, column, LEVEL, ID,
                                       f"“{matter.name}”的名单只在公示栏公布，表格不能有“{head}”一列；请删去名单，只写人数、金额和期间")


def _name_columns(body: str) -> Iterator[tuple[int, int, str]]:
    """1-based line and column of every head cell that names people, with its text."""
    if "|" not in body:
        return
    lines = body.split("\n")
    for number, (head, below) in enumerate(zip(lines, lines[1:], strict=False), 1):
        if "|" not in head or "-" not in below or not _DELIMITER.issuperset(below):
            continue
        at = 0
        for cell in head.split("|"):
            if _NAME.fullmatch(cell):
                yield number, at + len(cell) - len(cell.lstrip()) + 1, "".join(cell.split()).strip("*")
            at += len(cell) + 1
