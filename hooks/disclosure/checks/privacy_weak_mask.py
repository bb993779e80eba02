"""遮盖后的号码，剩下的可能不能太少。

按校验位和出生日期算出还有多少个号码符合：少于 1000 个是错误，少于 100000 个是警告。身份证号只遮生日或只遮后四位，都能很快试出来。
通过：50***************4；6222…1234
不通过：500229********1234（约 3500 个，警告）；5002291990****1234（约 34 个，错误）
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.weak_mask"
LEVEL = Level.ERROR
NORM = "《个人信息保护法》第七十三条第（三）（四）项、第五十一条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Masked numbers behind which too few numbers are possible; the level depends on how few."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "“{shown}”遮得太少",
                             "请多遮几位：身份证号只留前 2 位和后 3 位，手机号码至少遮 5 位")
