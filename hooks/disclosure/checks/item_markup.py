"""正文里不能有 HTML 标签，链接只能用规定的几种开头。

图片只能用本站的。可用的链接：http、https、mailto、tel、item，或者相对地址；以 / 开头的地址从网站首页算起。
通过：[城口县人民政府网](https://example.gov.cn/)、[二月情况](item:2022-00009)
不通过：<font color=red>注意</font>、[点这里](javascript:alert(1))
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import markup
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "item.markup"
LEVEL = Level.ERROR
NORM = "页面安全：工作人员写的文字不得带入程序"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Raw HTML and foreign schemes in item and report bodies, at their line and column."""
    for record in catalog.records:
        if deep := markup.too_deep(record.body):
            yield catalog.body_problem(record, deep, 1, LEVEL, ID, "引用或列表的层次过深；请减少层次")
        for line, column in markup.raw_html(record.body):
            yield catalog.body_problem(record, line, column, LEVEL, ID,
                                       "正文里不能用 HTML 标签；请删去，或用 Markdown 写（小于号可写成全角“＜”）")
        for line, column in markup.foreign_images(record.body):
            yield catalog.body_problem(record, line, column, LEVEL, ID, "图片不能来自别的网站；请作为附件放进来")
        for address, line, column in markup.addresses(record.body, _is_foreign):
            yield catalog.body_problem(record, line, column, LEVEL, ID,
                                       f"链接不能以“{markup.scheme(address)}:”开头；可用的有 http、https、mailto、tel、item 和相对地址")


def _is_foreign(address: str) -> bool:
    found = markup.scheme(address)
    return found is not None and found not in markup.SCHEMES
