"""银行卡号、存折和一卡通账号不能公开。

15 至 19 位、以银行卡号段开头、通过 Luhn 校验的是银行卡号；“账号”“卡号”“存折”“一卡通”旁边，或表格这一栏里，12 位以上的数字都算。
通过：通过一卡通发放（不写账号）；12 位以上的项目编号
不通过：姓名后面写着一卡通账号
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.bank_card"
LEVEL = Level.ERROR
NORM = "《个人信息保护法》第二十八条（金融账户）；《政府信息公开条例》第十五条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Bank card numbers by checksum, and long numbers beside words for an account."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "银行账号“{shown}”不能公开",
                             "请删去")
