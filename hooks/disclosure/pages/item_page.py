"""The page of one item: header table, plain line, body, attachments, history, series, related items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model import limits
from ..model.catalog import Catalog
from ..model.figures import figure_text
from ..model.past import NO_STORY, Story
from ..model.records import Correction, Figure, Item
from ..model.values import PENDING, chinese_date, known
from ..model.working_days import WorkingDays
from . import addresses, keep
from .attachments import AttachmentFact, attachments_list
from .body import render_body
from .html import ALOUD, breadcrumb, link, pairs, pending, shown, table, text, time
from .punctuality import norm_of, punctuality
from .series import Neighbours

WITHHELD = "改动前的文字不再显示"
SAMPLE_NOTE = "示例：本条用来展示网站，日期和内容都不是真实公开的信息"


def item_content(catalog: Catalog, item: Item, neighbours: Neighbours, files: tuple[AttachmentFact, ...],
                 days: WorkingDays, story: Story = NO_STORY) -> str:
    """Everything between header and footer of `/items/<id>/`."""
    here, code = addresses.item(item), keep.code_of(catalog, item)
    parts = [_crumbs(catalog, item, here), '<div class="with-side"><article class="sheet document">',
             f'<h1>{_title(item)}</h1>{ALOUD}', pairs(_facts(catalog, item, here), "facts head")]
    if item.withdrawn:
        parts.append(_withdrawn(item))
    else:
        parts += [_corrected(item), _validity(catalog, item, here), _plain_line(catalog, item, here, days), _notice(item),
                  f'<div class="prose">{render_body(item, here)}</div>', _figures(item),
                  attachments_list(files)]
    parts += [_history(item, story), keep.source(catalog, item, code), "</article>",
              _beside(catalog, item, neighbours, here, code), "</div>"]
    return "".join(parts)


def others(catalog: Catalog, item: Item, neighbours: Neighbours) -> Iterator[Item]:
    """The items that the page names, by id, title and day of publication."""
    yield from (other for other in (neighbours.previous, neighbours.next, *neighbours.related, _successor(catalog, item)) if other)


def summary(item: Item, plain_body: str) -> str:
    """摘要, or the beginning of the body, or the title; a withdrawn item says only that it was withdrawn."""
    if item.withdrawn:
        return "本条已经撤回。"
    if item.summary:
        return item.summary
    words = plain_body or item.title
    return words if len(words) <= 110 else words[:109] + "…"


def _title(item: Item) -> str:
    """The title, broken rather after its period than inside a word: 北屏乡2022年3月 / 城乡低保资金发放情况."""
    before, period, after = item.title.partition(item.period.chinese if item.period else "\0")
    if after.startswith("度"):
        period, after = f"{period}度", after[1:]
    if not period or not after:
        return text(item.title)
    return f'<span class="phrase">{text(before + period)}</span><span class="phrase">{text(after)}</span>'


def _crumbs(catalog: Catalog, item: Item, here: str) -> str:
    category = catalog.category_by_name[item.category]
    matter = catalog.matter_by_name[item.category, item.matter]
    steps = [("法定主动公开内容", addresses.CATALOGUE), (category.name, addresses.category(category.slug)),
             (matter.name, addresses.matter(matter.slug))]
    return breadcrumb(steps, item.title, here)


def _facts(catalog: Catalog, item: Item, here: str) -> Iterator[tuple[str, str]]:
    code = catalog.index_number(item)
    yield "索引号", text(code) if code else f"{shown(catalog.site.credit_code)}/{item.id}"
    yield "文号", shown(item.document_number)
    category = catalog.category_by_name[item.category]
    matter = catalog.matter_by_name[item.category, item.matter]
    yield "主题分类", (f"{link(category.name, addresses.category(category.slug), here)} · "
                   f"{link(matter.name, addresses.matter(matter.slug), here)}")
    yield "体裁分类", link(item.genre, addresses.genre(item.genre), here)
    yield "发布机构", text(catalog.publisher_of(item))
    yield "责任科室", shown(item.office)
    yield "成文日期", time(item.formed_on)
    yield "发布日期", time(item.published_on)
    yield "有效性", "已撤回" if item.withdrawn else text(item.validity)
    if item.period:
        yield "期间", text(item.period.chinese)
    if item.sample:
        yield "数据性质", f'<strong class="sample">{SAMPLE_NOTE}</strong>'


def _plain_line(catalog: Catalog, item: Item, here: str, days: WorkingDays) -> str:
    """公布了什么 · 依据什么 · 什么时候 · 找谁问, in plain words."""
    matter = catalog.matter_by_name[item.category, item.matter]
    what = item.summary or (f"{item.period.chinese}的{matter.name}情况" if item.period else matter.name)
    laws = [catalog.law_by_id[code] for code in item.legal_basis if code in catalog.law_by_id]
    basis = "".join(f"《{text(law.name)}》" for law in laws[:2]) + ("等" if len(laws) > 2 else "")
    rows = [("公布了什么", text(what.removeprefix("公布")) + ("（本期没有发生）" if item.nil else ""))]
    if basis:
        rows.append(("依据什么", basis))
    if matter.limit:
        norm = norm_of(catalog, matter.limit)
        rows.append(("什么时候", f"应当在{text(matter.limit.start or '信息形成之日')}起 {limits.said(matter.limit)}内公布"
                             + (f"（{text(norm)}）" if norm else "")))
    timely = punctuality(catalog, item, days)
    if timely:
        rows.append(("公开及时", text(timely)))
    rows.append(("找谁问", _whom(catalog, item, here)))
    return pairs(rows, "plain")


def _whom(catalog: Catalog, item: Item, here: str) -> str:
    """The office of the item, the telephone where it is known, and the page with all contacts."""
    telephone = known(catalog.site.office.telephone)
    number = f"公开工作电话 {text(telephone)}，" if telephone else ""
    return f"{text(item.office or catalog.site.agency)}，{number}{link('联系方式见公开指南', addresses.GUIDE, here)}"


def _corrected(item: Item) -> str:
    if not item.corrections:
        return ""
    last = item.corrections[-1]
    return f'<p class="note"><strong>本条有更正</strong>：{time(last.date)}，{text(last.note.rstrip("。"))}。</p>'


def _validity(catalog: Catalog, item: Item, here: str) -> str:
    if item.validity == "有效":
        return ""
    since = f"，自{chinese_date(item.invalid_on)}起" if item.invalid_on else ""
    successor = _successor(catalog, item)
    instead = f"。请看：{link(successor.title, addresses.item(successor), here)}" if successor else ""
    return f'<p class="note warn"><strong>本条{text(item.validity)}</strong>{since}{instead}</p>'


def _successor(catalog: Catalog, item: Item) -> Item | None:
    return catalog.item_by_id.get(item.replaced_by or "")


def _notice(item: Item) -> str:
    if item.notice is None:
        return ""
    closes = item.notice.closes
    mark = f' data-closes="{closes.isoformat()}"' if isinstance(closes, dt.date) else ""
    return (f'<p class="note"{mark}><strong>公示期</strong>：{time(item.notice.opens)}至{time(closes)}。'
            f"有异议请向{shown(item.notice.objection or PENDING)}提出。<span data-days-left></span></p>")


def _withdrawn(item: Item) -> str:
    assert item.withdrawn is not None
    return (f'<p class="note warn"><strong>本条已于{time(item.withdrawn.date)}撤回。</strong>'
            f"原因：{text(item.withdrawn.reason.rstrip('。'))}。网址保留，内容不再显示。</p>")


def _figures(item: Item) -> str:
    """The named figures that the body does not name itself."""
    if all(name in item.body for name in item.figures):
        return ""
    rows = [(text(name), f'<span class="keep">{_number(figure)}</span>', text(figure.note)) for name, figure in item.figures.items()]
    return f'<section><h2>本条的数据</h2>{table(("数据", "数值", "说明"), rows, kind="data measured")}</section>'


def _number(figure: Figure) -> str:
    """The number with its unit, the placeholder marked."""
    unit = text(figure.unit)
    return f"{pending()} {unit}" if figure.value is PENDING else text(figure_text(figure))


def _history(item: Item, story: Story) -> str:
    """First published, then by day what changed; corrections that changed the body lead to old and new words side by side."""
    changes = [(row.date, f"更正：{text(row.note)}{_compared(row, story)}") for row in item.corrections]
    changes += [(day, "内容有改动，没有写更正说明") for day in story.silent]
    changes.sort(key=lambda row: row[0] if isinstance(row[0], dt.date) else dt.date.max)
    rows = [(item.published_on, "首次公开"), *changes]
    if item.withdrawn:
        rows.append((item.withdrawn.date, f"撤回：{text(item.withdrawn.reason)}"))
    listed = "".join(f"<li>{time(day)}　{what}</li>" for day, what in rows)
    return f'<section class="history"><h2>公开记录</h2><ol>{listed}</ol></section>'


def _compared(entry: Correction, story: Story) -> str:
    """The way to what a correction changed in the body, or the word that it is not shown; nothing where the body stayed."""
    revision = story.revision_of(entry)
    if revision is None:
        return ""
    if revision.withheld:
        return f"（{WITHHELD}）"
    return f' <a href="history/#change-{story.revisions.index(revision) + 1}">看改动前后</a>'


def _beside(catalog: Catalog, item: Item, neighbours: Neighbours, here: str, code: keep.Code | None) -> str:
    """Tools, the way to the previous and next of the series, and related items."""
    category = catalog.category_by_name[item.category]
    feed = link(f"订阅{category.name}类信息", addresses.feed(category.slug), here)
    tools = (f'<div class="tools"><button type="button" class="live" data-print>打印本页</button>{keep.cite(catalog, item)}'
             f'<a href="../{item.id}.json">下载数据（JSON）</a>{keep.share(code)}'
             f'<div>{feed}<p class="detail">有新的公开，阅读器会提醒您</p></div>'
             f'{link("这条信息有误？怎样更正", addresses.GUIDE, here)}</div>')
    steps = []
    if neighbours.previous:
        steps.append(f'<p class="previous"><span>上一期</span>{_item_link(neighbours.previous, here)}</p>')
    if neighbours.next:
        steps.append(f'<p class="next"><span>下一期</span>{_item_link(neighbours.next, here)}</p>')
    series = f'<nav class="series" aria-label="同一事项的上一期和下一期">{"".join(steps)}</nav>' if steps else ""
    rows = "".join(f"<li>{_item_link(other, here)} {time(other.published_on)}</li>" for other in neighbours.related)
    related = f'<section class="related"><h2>相关信息</h2><ul>{rows}</ul></section>' if rows else ""
    return f'<div class="beside">{tools}{series}{related}</div>'


def _item_link(item: Item, here: str) -> str:
    return link(item.title, addresses.item(item), here)
