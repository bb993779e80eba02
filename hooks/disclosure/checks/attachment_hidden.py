"""附件里看不见的内容要先清理，再公开。

隐藏的工作表、行、列、单元格和文字，批注和备注，修订记录，数据透视表缓存，外部链接缓存，删掉以后还留在文件里的文字：
打开文件时看不到，下载的人却能看到。每一处说明在哪里、有几段。
通过：没有隐藏内容的 xlsx
不通过：有隐藏工作表的 xlsx；留着修订记录的 docx
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import contents
from ..model.catalog import Catalog, by_count
from ..model.context import Context
from ..source.problems import Inside, Level, Problem

ID = "attachment.hidden"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第十五条、第十七条；《个人信息保护法》第三十四条"
MOST = 20


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """One problem for each hidden layer of an attachment, the 20 most frequent ones."""
    for path, found in contents(catalog).items():
        counts = list(by_count(layer.part for layer in found.layers if layer.hidden))
        cells = {layer.part: layer.cell for layer in reversed(found.layers) if layer.hidden and layer.cell}
        for part, count in counts[:MOST]:
            place = f"，从 {cells[part]} 起" if part in cells else ""
            yield Problem(path, None, None, LEVEL, ID, f"含有看不见的内容：{part}（{count} 处{place}）；请核对后删去，或取消隐藏",
                          Inside(part, cell=cells.get(part)))
        if len(counts) > MOST:
            yield Problem(path, None, None, LEVEL, ID, f"另有 {len(counts) - MOST} 类看不见的内容；请另存为不带这些内容的文件")
