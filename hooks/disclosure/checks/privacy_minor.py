"""未成年人的姓名不能公开。

姓名旁边写着 18 岁以下的年龄、学生、儿童、孤儿，或按出生日期算还不满 18 岁。不满 14 岁的，一切个人信息都是敏感个人信息。
通过：孤儿 2 人；成年人的年龄
不通过：孤儿某某；某某（12 岁）
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.minor"
LEVEL = Level.ERROR
NORM = "《个人信息保护法》第二十八条、第三十一条；《未成年人保护法》第四条、第一百零三条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Names of minors: by age, birth date, or words for pupils and children."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "“{shown}”像是未成年人的姓名",
                             "请删去姓名，只写人数")
