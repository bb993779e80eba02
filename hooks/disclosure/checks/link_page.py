"""页面之间的链接要指向存在的文件。

手写页面和报告里的相对链接，从本文件所在的文件夹算起，指向 docs/ 里的文件；以 / 开头的从网站首页算起。
通过：[依申请公开](request.md)
不通过：[依申请公开](requset.md)
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from ..model import markup
from ..model.catalog import Catalog
from ..model.context import Context
from ..model.wording import nearest
from ..source.problems import Level, Problem

ID = "link.page"
LEVEL = Level.ERROR
NORM = "检查指标：链接应当可用"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Relative links of hand-written pages and reports that lead to no file of docs/."""
    files = set(catalog.tree.files("docs"))
    for path in (*catalog.pages, *(report.path for report in catalog.reports)):
        for address, line, column in markup.addresses(catalog.text(path)):
            target = unquote(address.split("#")[0].split("?")[0])
            if not target or markup.scheme(address) or target.startswith("/"):
                continue
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if full not in files:
                meant = nearest(full, sorted(files))
                advice = f"是否想写“{posixpath.relpath(meant, posixpath.dirname(path))}”？" if meant else "请核对文件名"
                yield Problem(path, line, column, LEVEL, ID, f"链接指向的文件“{target}”不存在；{advice}")
