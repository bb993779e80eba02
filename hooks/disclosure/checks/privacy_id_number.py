"""身份证号不能公开。

18 位按 GB 11643 的校验位和出生日期判断，任何地区的前六位都算；15 位看省份和出生日期。全角数字、看不见的字符、空格、横线、换行、
字母 O 当 0、乘号当 X，都照样认得。文件名、各种字段、手写页面、登记文件和附件的每一层都查。项目编号、统一社会信用代码不算。
通过：居民身份证（号码不公开）；项目编号、索引号、文号
不通过：身份证号后面写着 18 位号码
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.id_number"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十五条；《个人信息保护法》第二十八条、第三十四条；GB 11643"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Resident IDs, of 18 and of 15 characters, anywhere in what would be published."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "身份证号“{shown}”不能公开",
                             "请删去；确要区分同名的人，只留前 2 位和后 3 位")
