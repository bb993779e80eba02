"""电子邮箱、QQ 号、微信号只能是单位自己的。

data/site.yml 里公开工作机构的电子邮箱可以出现，其他的不可以；“QQ”“微信”后面的号码也查，公众号不算。
通过：公开工作机构的电子邮箱
不通过：经办人的个人邮箱
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.email"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十二条、第十五条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """E-mail addresses other than the office's own."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "电子邮箱“{shown}”不是单位登记的，不能公开",
                             "请改用公开工作机构的电子邮箱，或删去")
