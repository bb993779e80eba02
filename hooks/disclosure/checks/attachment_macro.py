"""附件里不能有宏和脚本。

找 Office 文件里的 VBA 工程、宏工作表（Excel 4.0 宏）、ActiveX 控件和带宏的内容类型，以及 PDF 里的脚本，不运行它们。
通过：没有宏的 xlsx
不通过：把 xlsm 改名成 xlsx；带宏工作表的 xls；打开时运行脚本的 pdf
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import faults
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem

ID = "attachment.macro"
LEVEL = Level.ERROR
NORM = "《政府网站发展指引》：安全防护"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments, and files packed in them, that carry macros or scripts."""
    for path, message in faults(catalog, ID):
        yield Problem(path, None, None, LEVEL, ID, message)
