"""附件要打得开。

每个附件都真正打开一遍：压缩包逐个核对校验码，PDF 逐页读，图片读到结尾。
空文件、没传完的文件、里面有同名文件或指向文件夹之外的压缩包，都算打不开。
通过：完整的 docx、pdf、jpg
不通过：只传了一半的 docx；0 字节的 pdf
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import faults
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "attachment.broken"
LEVEL = Level.ERROR
NORM = "《政府网站发展指引》：附件可以打开和下载"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments, and files packed in them, that do not open."""
    for path, message in faults(catalog, ID):
        yield Problem(path, None, None, LEVEL, ID, message)
