"""附件的属性里不要留下个人的姓名。

看文档属性里的作者、最后修改者、主管，批注和修订的作者，照片的作者和机主。软件自动写的名称（微软用户、Administrator 等）
和单位名称不算。姓名在说明里只留第一个字。
通过：作者是 北屏乡人民政府；没有作者
不通过：作者是某个工作人员的姓名
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.attachment_contents import contents
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.layers.contents import AUTHOR_PARTS
from ..source.problems import Inside, Level, Problem

ID = "attachment.author"
LEVEL = Level.WARNING
NORM = "《个人信息保护法》第六条：限于实现处理目的的最小范围"
_MACHINE = re.compile(
    r"微软用户|微软中国|用户|作者|未知|匿名|管理员|系统管理员|电脑|办公|windows ?用户|wps ?office|wps|kingsoft|admin\w*|user\d*|"
    r"windows user|microsoft( office)?( user)?|microsoft corporation|lenovo|thinkpad|dell|hp|asus|acer|huawei|honor|pc|"
    r"(desktop|laptop|win|pc|ms)-[\w-]*|anonymous|unknown|unspecified|root|author|owner|python-docx|openpyxl|xlsxwriter|"
    r"apache poi|libreoffice.*|openoffice.*|calc|writer|impress|e|[\W\d_]+", re.IGNORECASE)
_OFFICE = re.compile(r".{2,}(府|局|办|室|科|股|所|站|队|厅|部|委|院|会|中心|公司|乡|镇|村|社区|学校|街道|法庭)(（.*）|\(.*\))?")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """One problem for each place of an attachment that names a person."""
    own = {catalog.site.agency, catalog.site.short_name, *catalog.vocabulary.offices}
    for path, found in contents(catalog).items():
        seen = set()
        for layer in found.layers:
            if layer.kind not in AUTHOR_PARTS:
                continue
            for name in re.split(r"[\n;；]", layer.text):
                name = name.strip()
                if not name or name in own or (layer.part, name) in seen or _MACHINE.fullmatch(name) or _OFFICE.fullmatch(name):
                    continue
                seen.add((layer.part, name))
                yield Problem(path, None, None, LEVEL, ID,
                              f"“{layer.part}”里有姓名“{name[0]}{'*' * min(len(name) - 1, 3)}”；请在文件属性里删去，或改成单位名称",
                              Inside(layer.part))
