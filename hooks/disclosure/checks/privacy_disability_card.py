"""残疾人证号不能公开。

残疾人证号有 20 位：前 18 位就是身份证号，后两位是残疾类别（1 至 7）和等级（1 至 4）。公开它等于公开身份证号和健康状况。
通过：残疾人证（号码不公开）；20 位的项目编号
不通过：残疾人证号后面写着 20 位号码
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.disability_card"
LEVEL = Level.ERROR
NORM = "《个人信息保护法》第二十八条、第三十四条；《政府信息公开条例》第十五条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Disability card numbers: a resident ID with two digits behind it."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "残疾人证号“{shown}”不能公开，它的前 18 位就是身份证号",
                             "请删去")
