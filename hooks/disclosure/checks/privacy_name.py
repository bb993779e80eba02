"""享受救助的人、病人、服刑和戒毒人员等的姓名不上网。

姓名紧挨着低保户、特困、残疾人、患者、精神障碍、刑满释放、社区矫正、戒毒、举报人等词，写在“姓名”后面，或在表格的“姓名”一栏里；
写到日的出生日期也算。
名单按规定在村（社区）公示栏张贴，网上只公开户数、人数、金额。带职务、执法证号的名单（工作人员）不算；张某、张某某不算。
通过：本月新增低保户 3 户；张某某（低保户）
不通过：低保户张三；表格“姓名”一栏写着全名
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.name"
LEVEL = Level.WARNING
NORM = ("《个人信息保护法》第二十八条（特定身份、医疗健康）；"
        "《重庆市城乡居民最低生活保障条例》第十八条；《社会救助暂行办法》第六十一条")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Names beside benefits, illness or penalties, and names in a table column of that heading."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "“{shown}”像是个人姓名，旁边写着救助、健康等情况",
                             "请删去姓名，或改成“某某”；网上只公开户数、人数和金额")
