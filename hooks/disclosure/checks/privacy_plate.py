"""车牌号码不能公开。

省份简称、一个字母、5 位（新能源 6 位）字母和数字；中间有没有圆点都算。国家标准编号不算。
通过：新 GB 开头的标准编号；渝A 牌照车辆（不写号码）
不通过：违法停车的车牌全号
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.plate"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十五条；《个人信息保护法》第三十四条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Licence plates, of the old and of the new-energy form."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "车牌号码“{shown}”不能公开",
                             "请删去，或只留前两位")
