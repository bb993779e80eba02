"""法定主动公开内容: the tree of categories and matters with counts, limits and the rows they answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ..model.catalog import Catalog
from ..model.records import MaybeDate
from ..model.register_records import Matter
from ..model.values import Pending, said
from . import addresses
from .html import link, table, text, time

HERE = addresses.CATALOGUE
CADENCE = {"月": "每月", "季": "每季度", "年": "每年", "不定期": "有变动就公开"}


def catalogue(catalog: Catalog) -> str:
    """One section a category, one row a matter."""
    counts = Counter((item.category, item.matter) for item in catalog.items)
    parts = []
    for category in catalog.vocabulary.categories:
        total = sum(item.category == category.name for item in catalog.items)
        rows = [_row(matter, counts[category.name, matter.name]) for matter in category.matters]
        head = link(f"{category.name}", addresses.category(category.slug), HERE)
        parts.append(f'<section><h2 id="{category.slug}">{head} <span class="count">{total} 条</span></h2>'
                     f"{table(('事项', '已公开', '多久公开一次', '公开时限', '依据条款'), rows)}</section>")
    return "".join(parts)


def _row(matter: Matter, count: int) -> tuple[str, ...]:
    name = link(matter.name, addresses.matter(matter.slug), HERE)
    standard = f'<p class="detail">标准目录：{text(matter.catalogue_row)}</p>' if matter.catalogue_row else ""
    limit = f"{matter.limit.days} 个{'自然日' if matter.limit.unit == '日' else '工作日'}内" if matter.limit else "—"
    number = "名单只在村（社区）公示栏" if matter.board_only else f"{count} 条"
    return name + standard, number, CADENCE[matter.cadence], limit, text(matter.article) or "—"


def laws(catalog: Catalog) -> str:
    """The laws register as a table: in force first, then those replaced."""
    rows = []
    for law in catalog.laws:
        successor = catalog.law_by_id.get(law.replaced_by or "")
        instead = f"，改用《{text(successor.name)}》{_number(successor.number)}" if successor else ""
        ended = law.ends is not None or successor is not None
        until = f"{_date(law.ends)}起不再适用{instead}" if isinstance(law.ends, dt.date) else f"已不再适用{instead}"
        rows.append((ended, f"《{text(law.name)}》", _number(law.number) or "—", _date(law.begins), until if ended else "有效"))
    ordered = [row[1:] for row in sorted(rows, key=lambda row: row[0])]
    return table(("名称", "文号", "施行日期", "效力"), ordered)


def _number(value: str | Pending | None) -> str:
    return text(said(value))


def _date(value: MaybeDate | None) -> str:
    return f'<span class="keep">{time(value)}</span>'
