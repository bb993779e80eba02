"""同一个号码在各处要遮同样的位数。

一处遮了生日，另一处遮了后四位，合起来就是全号。两处露出的数字不矛盾，合起来剩下的可能少于 1000 个的，都指出来；
写着不同的姓的不算同一个人。
通过：各处都写成 50*************123
不通过：一处 500229********1234，另一处 50022919900101****
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "privacy.mask_mismatch"
LEVEL = Level.ERROR
NORM = "《个人信息保护法》第七十三条第（三）（四）项、第五十一条"


def gather(catalog: Catalog, context: Context) -> list[scan.MaskedPlace]:
    """The masked numbers of a catalog or of a part of it."""
    return scan.masked(catalog, context)


def settle(gathered: Iterable[scan.MaskedPlace], context: Context) -> Iterator[Problem]:
    """Masked numbers that an earlier place completes, at the later place."""
    yield from scan.mismatches(gathered, context, ID, LEVEL,
                               "“{shown}”与另一处的遮盖方式不同",
                               "请统一遮盖方式，只留前 2 位和后 3 位")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Both steps over the whole."""
    yield from settle(gather(catalog, context), context)
