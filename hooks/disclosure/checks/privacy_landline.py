"""座机号码要是单位登记过的。

带区号的座机在哪里都查，不带区号的 7、8 位号码只在“电话”“传真”等字旁边查。写进 data/site.yml“联系电话”，或公开工作机构的
联系电话、传真号码、监督电话的，可以出现。110、12345、96 开头的热线，400、800 号码不算。
通过：12345；data/site.yml 登记过的 023 号码
不通过：没有登记过的 023 号码（可能是家庭电话，也可能已经换号）
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.landline"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十二条、第十五条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Landlines that are not in the site's contact register."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "座机号码“{shown}”没有登记，不能公开",
                             "确是单位号码的，写进 data/site.yml 的“联系电话”；否则请删去")
