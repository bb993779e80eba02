"""文字文件不能太大，要能检查完。

条目、报告、页面和登记文件，一个不超过 2 MB（七十万个汉字）。更大的，或者里面的号码、姓名、地址多得检查不完的，
不知道里面有什么，不能发布；长的表格和文件放进附件。
通过：几千字的正文
不通过：把整本台账粘贴进正文，文件有 20 MB
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import FOLDER
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.problems import Level, Problem
from .personal import scan

ID = "file.too_large"
LEVEL = Level.ERROR
NORM = "文件要能被准确读取，不猜测、不跳过"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Text files that are not read because of their size, and those that could not be looked at to the end."""
    found = scan.found(catalog, context)
    yield from found.too_large
    for path in found.unfinished:
        if not path.startswith(f"{FOLDER}/"):
            yield Problem(path, None, None, LEVEL, ID, "文件里的号码、姓名、地址太多或太复杂，没有检查完；请删去，或作为附件分开上传")
