"""标题和正文里不能有密级、内部资料、不予公开这类标志。

看得出是标志的才算：密级加★（机密★1年），单独一行或者在行首行尾括号里的“机密”“内部资料”“不予公开”，“密级：秘密”，
“内部资料，注意保存”，“此件不公开”“此件依申请公开”，“仅供内部使用”。句子里的国家秘密、商业秘密、保密审查、依法不予公开不算，引号里的也不算。
通过：涉及国家秘密、商业秘密的，依法不予公开；（此件公开发布）
不通过：秘密★1年；内部资料，注意保存；（此件不公开）
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.secret_marks import secret_marks
from ..source.problems import Level, Problem

ID = "item.secret_mark"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十四条、第十六条、第十七条；《保守国家秘密法》"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Marks in the titles and bodies of items and reports, at their line."""
    for record in catalog.records:
        for _, _, mark in secret_marks(record.title):
            yield catalog.problem(record.path, ("标题",), LEVEL, ID, _message("标题", mark))
        for line, column, mark in secret_marks(record.body):
            yield catalog.body_problem(record, line, column, LEVEL, ID, _message("正文", mark))
    for path, text in catalog.page_texts.items():
        for line, column, mark in secret_marks(text):
            yield Problem(path, line, column, LEVEL, ID, _message("页面", mark))
    for path, found in catalog.attachment_contents.items():
        for part, mark in dict.fromkeys((layer.part, mark) for layer in found.layers for _, _, mark in secret_marks(layer.text)):
            yield Problem(path, None, None, LEVEL, ID, _message(f"附件的{part}", mark))


def _message(where: str, mark: str) -> str:
    return f"{where}有“{mark}”的标志；不能公开的信息请移走，确已解密或者可以公开的请删去标志"
