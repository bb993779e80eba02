"""The printable application form with the three elements of 条例 第二十九条."""

from __future__ import annotations

from ..model.catalog import Catalog
from .html import text

_ROWS = (
    ("申请人", (("姓名或单位名称", ""), ("身份证明（名称和号码，当面或寄送时填写）", ""), ("联系方式（电话、邮箱或通讯地址）", ""))),
    ("所需信息", (("名称", ""), ("文号（知道的话）", ""), ("其他便于查询的特征描述", "tall"))),
    ("获取要求", (("获取形式", "□ 纸面　□ 电子邮件　□ 光盘　□ 其他"), ("获取方式", "□ 邮寄　□ 当面领取　□ 电子邮件　□ 传真"),)),
    ("申请人签名或盖章、日期", (("", "tall"),)),
)


def request_form(catalog: Catalog) -> str:
    """A table to print and fill in by hand; nothing is sent from this page."""
    parts = []
    for group, lines in _ROWS:
        for position, (name, hint) in enumerate(lines):
            head = f'<th scope="rowgroup" rowspan="{len(lines)}">{group}</th>' if position == 0 else ""
            tall = ' class="tall"' if hint == "tall" else ""
            value = "" if hint == "tall" else hint
            parts.append(f"<tr>{head}<td{tall}><span>{name}</span>{value}</td></tr>")
    title = f'<span class="phrase">{text(catalog.site.agency)}</span><span class="phrase">政府信息公开申请表</span>'
    return (f'<div class="paper-form"><h3>{title}</h3>'
            f'<table class="form"><tbody>{"".join(parts)}</tbody></table>'
            '<p class="tools"><button type="button" class="live" data-print="form">打印申请表</button></p>'
            '<p class="detail">打印后用笔填写。本页不收集、不发送任何个人信息。</p></div>')
