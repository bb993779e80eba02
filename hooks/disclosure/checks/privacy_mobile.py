"""手机号码不能公开，单位登记的除外。

11 位、以 13 至 19 开头；带 +86、空格、横线、换行的也算。写进 data/site.yml“联系电话”或公开工作机构电话栏的号码可以出现。
证件编号、金额、账号等长度相同的数字不算。
通过：data/site.yml 登记过的值班手机；138*****234（遮得够多）
不通过：联系人后面写着个人手机号码
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.mobile"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十五条；《个人信息保护法》第三十四条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Mobile numbers that are not in the site's contact register."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "手机号码“{shown}”没有登记，不能公开",
                             "请改用单位电话；确是单位号码的，写进 data/site.yml 的“联系电话”")
