"""附件解压后不能大得反常。

解压以前先看声明的大小：全部加起来最多 200 MB，10 MB 以上的文件最多是压缩时的 200 倍，最多 10000 个文件，压缩包最多套 3 层。
解压时再数真实的大小，比声明的大就停下。
通过：解压后 30 MB 的花名册.zip
不通过：42 KB 却声明有 4 GB 的 zip；声明 1 KB、实际没完没了的 docx
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import faults
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "attachment.bomb"
LEVEL = Level.ERROR
NORM = "《政府网站发展指引》：安全防护"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Archives and office files that would unpack to more than an attachment may hold."""
    for path, message in faults(catalog, ID):
        yield Problem(path, None, None, LEVEL, ID, message)
