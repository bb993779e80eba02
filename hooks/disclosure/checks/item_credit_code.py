"""正文里写的统一社会信用代码要能通过校验。

写在“信用代码”几个字后面的 18 位代码，按 GB 32100 计算校验码；对不上多半是抄错了字。
通过：统一社会信用代码 11500229009137628R
不通过：统一社会信用代码 11500229009137628P
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.credit_code import check_digit
from ..source.problems import Level, Problem

ID = "item.credit_code"
LEVEL = Level.WARNING
NORM = "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》"
_CODE = re.compile(r"信用代码[^0-9A-Z\n]{0,6}([0-9A-Z]{18})(?![0-9A-Z])")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Credit codes named as such in a body whose last character is wrong."""
    for record in catalog.records:
        if "信用代码" not in record.body:
            continue
        for found in _CODE.finditer(record.body):
            code, at = found.group(1), found.start(1)
            wanted = check_digit(code)
            if wanted != code[17]:
                line, column = record.body.count("\n", 0, at) + 1, at - record.body.rfind("\n", 0, at)
                yield catalog.body_problem(record, line, column, LEVEL, ID, f"统一社会信用代码“{code}”的校验码不对；请对照证照核对")
