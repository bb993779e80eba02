"""护照号码不能公开。

E、G 等字母加 8 位数字（或 E 加一个字母和 7 位数字）；“护照”“通行证”旁边的同类号码也算。
通过：护照（号码不公开）；G 加四位数字的高速公路编号
不通过：护照号码后面写着号码
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.passport"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十五条；《个人信息保护法》第二十八条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Numbers of passports and travel permits."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "护照或通行证号码“{shown}”不能公开",
                             "请删去")
