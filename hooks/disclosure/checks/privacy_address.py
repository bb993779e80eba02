"""家庭住址不能写到门牌。

村、组（社）加门牌号，栋、单元、室，或“家住”“住址”后面的路名和号。办公地址、办事地点、信访地址等单位地址不算。
通过：北屏乡某村三组；办公地址后面的单位地址
不通过：某村 3 组 45 号；某小区 3 栋 2 单元 501 室
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.address"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十五条；《个人信息保护法》第三十四条"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Addresses down to the door that are not an office's."""
    yield from scan.problems(catalog, context, ID, LEVEL,
                             "住址“{shown}”写到了门牌，不能公开",
                             "请只写到乡镇或村；确是单位地址的，前面写明“办公地址”")
