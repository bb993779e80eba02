"""法定主动公开内容: the tree of categories and matters with counts, limits and the rows they answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ..model.catalog import Catalog
from ..model.records import MaybeDate
from ..model.register_records import Matter
from ..model.values import Pending, said
from . import addresses
from .charts import cell_bar
from .html import link, table, text, time

HERE = addresses.CATALOGUE
CADENCE = {"月": "每月", "季": "每季度", "年": "每年", "不定期": "有变动就公开"}


def catalogue(catalog: Catalog) -> str:
    """One section a category, one row a matter; the bars of all sections have one scale."""
    counts = Counter((item.category, item.matter) for item in catalog.items if item.withdrawn is None)
    most = max(counts.values(), default=0)
    parts = []
    for category in catalog.vocabulary.categories:
        total = sum(counts[category.name, matter.name] for matter in category.matters)
        rows = [_row(matter, counts[category.name, matter.name], most) for matter in category.matters]
        head = link(f"{category.name}", addresses.category(category.slug), HERE)
        parts.append(f'<section><h2 id="{category.slug}">{head} <span class="count">{total} 条</span></h2>'
                     f"{table(('事项', '已公开', '多久公开一次', '公开时限', '依据条款'), rows, kind='data catalogue')}</section>")
    return "".join(parts) + _feeds(catalog)


def _feeds(catalog: Catalog) -> str:
    """One line that says what to subscribe is for, and to what."""
    feeds = [link("全部信息", addresses.FEED, HERE)]
    feeds += [link(f"{category.name}类", addresses.feed(category.slug), HERE) for category in catalog.vocabulary.categories]
    return f'<p class="subscribe"><strong>订阅</strong>：{"、".join(feeds)}。把网址放进阅读器，有新的公开就会提醒您。</p>'


def _row(matter: Matter, count: int, most: int) -> tuple[str, ...]:
    name = link(matter.name, addresses.matter(matter.slug), HERE)
    standard = f'<p class="detail">标准目录：{text(matter.catalogue_row)}</p>' if matter.catalogue_row else ""
    limit = f"{matter.limit.days} 个{'自然日' if matter.limit.unit == '日' else '工作日'}内" if matter.limit else "—"
    number = "名单只在村（社区）公示栏" if matter.board_only else f'<span class="keep">{count} 条</span>{cell_bar(count, most)}'
    return name + standard, number, CADENCE[matter.cadence], limit, _articles(matter.article) or "—"


def _articles(words: str) -> str:
    """第二十条第（五）项、第二十一条: broken between the clauses, not inside one."""
    *before, last = words.split("、")
    parts = [*(f"{part}、" for part in before), last]
    return "".join(f'<span class="phrase">{text(part)}</span>' for part in parts if part)


def laws(catalog: Catalog) -> str:
    """The laws register as tables: those in force, and folded those replaced."""
    valid: list[tuple[str, ...]] = []
    ended: list[tuple[str, ...]] = []
    for law in catalog.laws:
        successor = catalog.law_by_id.get(law.replaced_by or "")
        instead = f"，改用《{text(successor.name)}》{_number(successor.number)}" if successor else ""
        row = (f"《{text(law.name)}》", _number(law.number) or "—", _date(law.begins))
        if law.ends is None and successor is None:
            valid.append(row)
        else:
            until = f"{_date(law.ends)}起" if isinstance(law.ends, dt.date) else "已"
            ended.append((*row, f"{until}不再适用{instead}"))
    head = ("名称", "文号", "施行日期", "效力")
    old = (f"<details><summary>已经废止或者被替代的 {len(ended)} 件</summary>{table(head, ended, kind='data laws')}</details>"
           if ended else "")
    return table(head[:3], valid, kind="data laws") + old


def _number(value: str | Pending | None) -> str:
    return text(said(value))


def _date(value: MaybeDate | None) -> str:
    return f'<span class="keep">{time(value)}</span>'
