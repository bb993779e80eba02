"""统一社会信用代码的校验位要对，里面的区划要与区划代码一致。

18 位，最后一位是校验位，由前 17 位按 GB 32100 算出；写错一位就对不上，全站的索引号都会错。
第 3 至 8 位是登记时的区划；与 data/site.yml 的区划代码前六位不同的是警告，区划调整以后旧代码仍然可以用。待填的提示“不知道”。
通过：11500229768897513R，区划代码 500229202
不通过：11500229768897531R（两位写反了，校验位对不上）
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..model.credit_code import check_digit
from ..model.values import known
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "site.credit_code"
LEVEL = Level.ERROR
NORM = "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》；《政府信息公开目录系统实施指引》"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A check digit that the first 17 characters do not give; a division that is not the site's own."""
    code, division = known(catalog.site.credit_code), known(catalog.site.division_code)
    if not code:
        return
    wanted = check_digit(code)
    if wanted is None or code[17:] != wanted:
        yield catalog.problem("data/site.yml", ("统一社会信用代码",), LEVEL, ID,
                              f"统一社会信用代码“{code}”的校验位对不上；请对照登记证书逐位核对")
    elif division and code[2:8] != division[:6]:
        yield catalog.problem("data/site.yml", ("统一社会信用代码",), Level.WARNING, ID,
                              f"统一社会信用代码第 3 至 8 位是 {code[2:8]}，区划代码开头是 {division[:6]}；请核对是不是本机构的代码")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    values: list[tuple[Keys, object]] = [(("统一社会信用代码",), catalog.site.credit_code), (("区划代码",), catalog.site.division_code)]
    yield from first_pending("data/site.yml", "索引号的前半对不对", values)
