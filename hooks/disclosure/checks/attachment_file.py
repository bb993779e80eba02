"""附件要存在、用得上、是允许的格式，而且不超过 20 MB。

附件放在 data/attachments/<编号>/。允许 pdf、docx、xlsx、xls、et、pptx、ofd、jpg、png、zip、csv。
通过：条目写了附件 花名册.pdf，文件夹里也有这个文件
不通过：写了没有的文件；文件夹里有没人写的文件；.doc 文件
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import LARGEST
from ..model.catalog import Catalog
from ..model.context import Context
from ..model.records import Attachment
from ..source.layers.kinds import ALLOWED, OLD_WORD, ending_of
from ..source.problems import Level, Problem

ID = "attachment.file"
LEVEL = Level.ERROR
NORM = "《政府网站发展指引》：附件可以打开和下载"
UNREADABLE = "无法读取（没有权限，或是快捷方式、链接）；请换成文件本身"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Attachments named but missing or not allowed, and files that no item names."""
    used: set[str] = set()
    for item in catalog.items:
        for position, attachment in enumerate(item.attachments):
            path = f"data/attachments/{item.id}/{attachment.file}"
            message = _fault(catalog, attachment, path)
            if message:
                yield catalog.problem(item.path, ("附件", position, "文件"), LEVEL, ID, message)
            elif path in used:
                yield catalog.problem(item.path, ("附件", position, "文件"), LEVEL, ID, f"附件“{attachment.file}”写了两次")
            used.add(path)
    for path in catalog.tree.files("data/attachments"):
        # of an item that could not be read nobody knows what it uses: its own problem is enough
        folder = path.split("/")[2]
        if path not in used and (folder in catalog.item_by_id or folder not in catalog.known_ids):
            message = "没有条目使用这个附件；请写进条目的“附件”，或删除文件"
            yield Problem(path, None, None, LEVEL, ID, message if catalog.tree.size(path) is not None else UNREADABLE)


def _fault(catalog: Catalog, attachment: Attachment, path: str) -> str | None:
    name = attachment.file
    if "/" in name or "\\" in name or name.startswith("."):
        return f"附件“{name}”应当只写文件名，不带文件夹"
    ending = ending_of(name)
    if ending in OLD_WORD:
        return f"附件“{name}”是旧格式，无法检查；请在 WPS 或 Word 里另存为 .docx"
    if ending not in ALLOWED:
        return f"附件“{name}”的格式不允许；允许的有 {'、'.join(ALLOWED)}"
    size = catalog.tree.size(path)
    if size is None:
        return f"附件“{name}”不存在；请放到 {path.rsplit('/', 1)[0]}/"
    return f"附件“{name}”有 {size / 1048576:.1f} MB，超过 20 MB；请压缩或拆分" if size > LARGEST else None

