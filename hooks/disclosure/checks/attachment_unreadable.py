"""附件要能检查：没有文字的扫描件、加密的文件要人工核对。

扫描的 PDF 和 OFD、设了密码的文件、旧格式、太大太复杂没有读完的文件，程序看不到里面的内容，不能保证没有个人信息。
通过：带文字的 PDF
不通过：扫描成图片的 PDF；要密码才能打开的 xlsx
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import faults
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "attachment.unreadable"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第十七条：公开前审查"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments, and files packed in them, that could not be checked, or not to the end."""
    for path, message in faults(catalog, ID):
        yield Problem(path, None, None, LEVEL, ID, message)
