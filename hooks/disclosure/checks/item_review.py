"""审查结论说不能公开的，不能放进 data/items。

结论里写了不同意、不予公开、不宜公开、暂缓公开、未通过这样的话就是错误；“无不同意见”“不涉及不予公开的情形”这样的话不算；待填的提示“不知道”。
正式版的条目必须有审查记录，由 site.edition 检查；审查日期的先后由 item.date_order 检查。
通过：结论: 不涉及国家秘密和个人隐私，同意公开
不通过：结论: 涉及个人隐私，不予公开
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .unknown import Unknown, first_pending

ID = "item.review"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第十七条：公开前应当审查"
_OF_A_PART = "(?!的|内容|部分|事项|信息|情形|范围|理由)"
_REFUSED = re.compile(
    rf"不同意(?!见)|不予(?:以)?公开{_OF_A_PART}|不(?:宜|得|应|能|可|可以|适宜|便|准)公开{_OF_A_PART}|不公开{_OF_A_PART}|无法公开"
    r"|(?:未|不|没有)(?:予|能)?(?:审核|审查)?(?:获)?通过|(?:暂缓|暂不|停止)(?:公开|发布)|不予(?:发布|通过)|驳回|否决"
    rf"|依申请公开{_OF_A_PART}")
# "不涉及不予公开的情形" clears an item: the clause denies that there is a reason against it
_DENIED = re.compile(r"(?:不存在|不涉及|不属于|不含|没有(?!通过|获)|未发现|未见|无(?!法))[^，。；、,;！\s]*")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Reviews whose result says that the item must not be public."""
    for item in catalog.items:
        if item.review is None or not isinstance(item.review.result, str):
            continue
        found = _REFUSED.search(_DENIED.sub("", item.review.result))
        if found:
            yield catalog.problem(item.path, ("审查", "结论"), LEVEL, ID,
                                  f"审查结论写着“{found.group()}”；不能公开的信息不要放在 data/items，请移走这个文件")


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for item in catalog.items:
        if item.review is not None:
            yield from first_pending(item.path, "能不能公开", [(("审查", "结论"), item.review.result)])
