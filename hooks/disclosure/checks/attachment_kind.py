"""附件的内容要和扩展名一致。

按文件开头的字节判断真实格式，docx、xlsx、pptx 还看里面的内容类型，不看文件名。
.et 可以是 xls 或 xlsx 格式；压缩包里的文件同样检查，除允许的格式外还可以放 txt。
通过：花名册.xlsx 的内容是 xlsx
不通过：花名册.pdf 的内容是 Word 文档；花名册.xls 的内容是网页
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import faults
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "attachment.kind"
LEVEL = Level.ERROR
NORM = "《政府网站发展指引》：附件可以打开和下载"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments, and files packed in them, whose bytes are of another kind than their name says."""
    for path, message in faults(catalog, ID):
        yield Problem(path, None, None, LEVEL, ID, message)
