"""附件要能检查：没有文字的扫描件、加密的文件要人工核对，没有检查完的不能发布。

扫描的 PDF 和 OFD、设了密码的文件、旧格式，程序看不到里面的内容，不能保证没有个人信息：警告。
太大、太复杂，没有检查完的附件，后面的内容谁也没有看过：错误，拆成几个附件。
通过：带文字的 PDF
不通过：扫描成图片的 PDF；要密码才能打开的 xlsx；有两千万字的 csv
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import FOLDER, contents
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "attachment.unreadable"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第十七条：公开前审查"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments, and files packed in them, that could not be checked, or not to the end."""
    for path, found in contents(catalog).items():
        for fault in found.faults:
            if fault.rule == ID:
                message = f"{fault.part}：{fault.message}" if fault.part else f"附件{fault.message}"
                yield Problem(path, None, None, Level.ERROR if fault.unfinished else LEVEL, ID, message)
    for path in scan.found(catalog, context).unfinished:
        if path.startswith(f"{FOLDER}/"):
            yield Problem(path, None, None, Level.ERROR, ID, "附件里的号码、姓名、地址太多或太复杂，没有检查完；请拆成几个附件")
