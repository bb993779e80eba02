"""What a reader takes along: the citation, the QR code to pass on, the source line of the printed sheet."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.catalog import Catalog
from ..model.records import Item, Report
from ..model.values import chinese_date, said
from . import addresses, qr_code
from .html import pairs, shown, text, time

NOT_REAL = "（示例，不是真实公开的信息）"
_INNER = str.maketrans("《》", "〈〉")


@dataclass(frozen=True, slots=True)
class Code:
    """An address with its QR code: `size` in modules, quiet zone included."""

    address: str
    size: int
    path: str


def code_of(catalog: Catalog, record: Item | Report) -> Code | None:
    """The code of a record's page; None while 网址 is 待填: a page must not pass on an address that nobody has."""
    here = addresses.item(record) if isinstance(record, Item) else addresses.report(record)
    address = addresses.absolute(catalog.site, here)
    if address is None:
        return None
    if isinstance(record, Item):
        return Code(address, *qr_code.of_item(address.removesuffix(f"{record.id}/"), record.id))
    return Code(address, *qr_code.of(address))


def citation(catalog: Catalog, item: Item) -> str:
    """Agency, title, 文号, date, number and address in one line; what is not known is left out, never a sample unmarked."""
    number = said(item.document_number) if isinstance(item.document_number, str) else ""
    date = f"{chinese_date(item.published_on)}公布" if item.published_on else ""
    gone = "已撤回" if item.withdrawn else ""
    code = catalog.index_number(item)
    parts = (number, date, gone, f"索引号 {code}" if code else f"编号 {item.id}",
             addresses.absolute(catalog.site, addresses.item(item)) or "")
    return (f"{catalog.publisher_of(item)}：《{item.title.translate(_INNER)}》{NOT_REAL if item.sample else ''}，"
            f"{'，'.join(part for part in parts if part)}")


def cite(catalog: Catalog, item: Item) -> str:
    """The button that copies the citation. The text itself is shown without scripts, and where copying is refused."""
    return ('<div class="cite"><button type="button" class="live" data-copy>复制引用</button> <span class="detail" role="status"></span>'
            f'<p class="citation" tabindex="-1">{text(citation(catalog, item))}</p></div>')


def share(code: Code | None) -> str:
    """The folded QR code on the page; the picture itself stands in `source`, which the same page must hold."""
    if code is None:
        return ""
    return (f'<details class="share"><summary>手机扫码打开</summary><svg class="code" viewBox="0 0 {code.size} {code.size}" '
            f'role="img" aria-label="本页网址的二维码"><use href="#qr"/></svg><p class="detail">{text(code.address)}</p></details>')


def source(catalog: Catalog, record: Item | Report, code: Code | None) -> str:
    """The foot of the printed sheet: who, which, when, where, with the QR code. Not shown on the screen."""
    rows = [("来源", text(catalog.publisher_of(record)))]
    if isinstance(record, Item):
        index = catalog.index_number(record)
        rows.append(("索引号", text(index) if index else f"{shown(catalog.site.credit_code)}/{record.id}"))
    rows.append(("发布日期", time(record.published_on)))
    if code is None:
        return f'<footer class="sheet-foot">{pairs(rows, "origin")}</footer>'
    rows.append(("网址", text(code.address)))
    picture = f'<svg class="code" viewBox="0 0 {code.size} {code.size}" aria-hidden="true"><path id="qr" d="{code.path}"/></svg>'
    return f'<footer class="sheet-foot">{pairs(rows, "origin")}{picture}</footer>'
