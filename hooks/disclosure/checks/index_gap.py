"""同一年的编号要连着，从 00001 起，中间不缺号。

撤回的条目保留文件，编号就不缺；缺号说明有条目被删掉了，或者编号跳了。有条目读不进来时先改条目，不作判断。
通过：2022-00001、2022-00002、2022-00003
不通过：2022-00001、2022-00003（缺 2022-00002）
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "index.gap"
LEVEL = Level.WARNING
NORM = "《政府信息公开目录系统实施指引》：索引号唯一、不变、不重复使用"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """One problem a run of missing serials, at the item after the run."""
    if not catalog.complete:
        return
    serials: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for item in catalog.items:
        serials[item.id[:4]][int(item.id[5:])] = item.path
    for year, numbers in serials.items():
        before = 0
        for number in sorted(numbers):
            if number > before + 1:
                yield Problem(numbers[number], 1, 1, LEVEL, ID, _message(year, before + 1, number - 1))
            before = number


def _message(year: str, first: int, last: int) -> str:
    missing = f"{year}-{first:05d}" + (f" 至 {year}-{last:05d}" if last > first else "")
    return f"编号缺 {missing}，共 {last - first + 1} 个；要撤下的条目请写“撤回”并保留文件，编号不要跳"
