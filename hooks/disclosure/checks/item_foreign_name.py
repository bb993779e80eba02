"""条目里出现了别的乡镇、区县或者单位，多半是照抄了别处的模板。

本机构、词表里的发布机构、data/site.yml 的“有关单位”可以出现；本县人民政府可以出现，本县的各局要写进“有关单位”。
写在《》“”〔〕里的，来源、转发、摘自、抄送后面的，以及正文第一行以冒号结尾的主送单位，都不算。标题、摘要和正文都看，报告也看。
通过：按照《城口县高观镇人民政府工作规则》；来源：城口县融媒体中心
不通过：北屏乡的条目里写着“高观镇2022年低保发放情况”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.place_names import PlaceName, place_names
from ..source.problems import Level, Problem

ID = "item.foreign_name"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条、第十条；检查指标：内容准确"
_QUOTED = re.compile("《[^》\n]*》|“[^”\n]*”|〔[^〕\n]*〕|「[^」\n]*」")
# how far a quotation or a clause is looked at, on either side
_REACH = 200
_SOURCE = re.compile("(?:来源|转发|转载|摘自|引自|抄送|抄报|主送|报送)[^。；;\n]*$")


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Each foreign name once a record and place: in the title, in the summary, in the body."""
    if not catalog.site.agency:  # site.yml could not be read: whose names are foreign is not known
        return
    own = "\n".join([catalog.site.agency, catalog.site.short_name, *catalog.site.related_bodies,
                     *(row.name for row in catalog.vocabulary.publishers)])
    for record in catalog.records:
        for key in ("标题", "摘要"):
            text = record.title if key == "标题" else getattr(record, "summary", None)
            for name in _foreign(text or "", own, is_body=False):
                yield catalog.problem(record.path, (key,), LEVEL, ID, _message(key, name))
        for name in _foreign(record.body, own, is_body=True):
            line = record.body.count("\n", 0, name.at) + 1
            column = name.at - record.body.rfind("\n", 0, name.at)
            yield catalog.body_problem(record, line, column, LEVEL, ID, _message("正文", name))
    for path, text in catalog.page_texts.items():
        for name in _foreign(text, own, is_body=True):
            line, column = text.count("\n", 0, name.at) + 1, name.at - text.rfind("\n", 0, name.at)
            yield Problem(path, line, column, LEVEL, ID, _message("页面", name))
    for path, found in catalog.attachment_contents.items():
        for layer in found.layers:
            for name in _foreign(layer.text, own, is_body=True) if "属性" in layer.part else ():
                yield Problem(path, None, None, LEVEL, ID, _message(f"附件的{layer.part}", name))


def _foreign(text: str, own: str, *, is_body: bool) -> Iterator[PlaceName]:
    seen: set[str] = set()
    addressed: int | None = None
    for name in place_names(text):
        if (name.text if name.is_bureau else name.place) in own or name.text in seen:
            continue
        if addressed is None:
            addressed = _addressee_end(text) if is_body else 0
        if name.at >= addressed and not _is_quoted(text, name.at):
            seen.add(name.text)
            yield name


def _is_quoted(text: str, at: int) -> bool:
    """Whether the place stands in a quotation, or behind a word that names a source or an addressee."""
    before = text[max(0, at - _REACH):at].rsplit("\n", 1)[-1]
    after = text[at:at + _REACH].split("\n", 1)[0]
    return (any(quote.start() < len(before) < quote.end() for quote in _QUOTED.finditer(before + after))
            or _SOURCE.search(before) is not None)


def _addressee_end(text: str) -> int:
    """Where the first line ends that names to whom the text goes, that is, which ends with a colon; 0 where none does."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    first = text[start:end if end >= 0 else len(text)]
    return start + len(first) if first.rstrip().endswith(("：", ":")) else 0


def _message(where: str, name: PlaceName) -> str:
    return f"{where}里有“{name.text}”，不是本机构；是照抄的请改正，确有关系的请写进 data/site.yml 的“有关单位”"
