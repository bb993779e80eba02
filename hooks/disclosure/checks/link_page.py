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
# data files that stand beside pages
FILES = {".json", ".csv", ".xlsx", ".xml"}


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Relative links of pages and reports that lead to no file of docs/, links from the home page that lead nowhere,
    relative links of items to anything but their own attachments."""
    files = catalog.doc_files
    yield from _from_home(catalog, files)
    for item in catalog.items:
        own = {f"files/{attachment.file}" for attachment in item.attachments}
        for address, line, column in markup.addresses(item.body, lambda address, own=own: _leads_nowhere(address, own)):  # type: ignore[misc]
            yield catalog.body_problem(item, line, column, LEVEL, ID,
                                       f"链接“{_target(address)}”指向哪里不清楚；"
                                       "本站的页面请以 / 开头，别的条目用 item:，附件写 files/文件名")
    for path in (*catalog.pages, *(report.path for report in catalog.reports)):
        for address, line, column in markup.addresses(catalog.text(path)):
            target = _target(address)
            if not target or markup.scheme(address) or target.startswith("/"):
                continue
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if full not in files:
                meant = nearest(full, sorted(files))
                advice = f"是否想写“{posixpath.relpath(meant, posixpath.dirname(path))}”？" if meant else "请核对文件名"
                yield Problem(path, line, column, LEVEL, ID, f"链接指向的文件“{target}”不存在；{advice}")


def _leads_nowhere(address: str, own: set[str]) -> bool:
    target = _target(address)
    return bool(target) and not markup.scheme(address) and not target.startswith("/") and target not in own


def _from_home(catalog: Catalog, files: frozenset[str]) -> Iterator[Problem]:
    """Addresses that start with / and name no page of the site."""
    pages = {path.removeprefix("docs/").removesuffix(".md").removesuffix("index").rstrip("/") for path in files}

    def is_unknown(address: str) -> bool:
        target = _target(address)
        if not target.startswith("/") or target.startswith("//"):
            return False
        name = target.strip("/")
        parts = name.split("/")
        return not (name in pages or name == "items" or (parts[0] == "items" and len(parts) > 2)
                    or (parts[0] == "items" and parts[-1] in catalog.known_ids) or posixpath.splitext(name)[1] in FILES)

    for record in catalog.records:
        for address, line, column in markup.addresses(record.body, is_unknown):
            yield catalog.body_problem(record, line, column, LEVEL, ID, f"本站没有“{_target(address)}”这个页面；请核对地址")


def _target(address: str) -> str:
    return unquote(address.split("#")[0].split("?")[0])
