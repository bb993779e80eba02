"""The home page: what this is, search, five doors, how much, the newest, the annual report, how to ask."""

from __future__ import annotations

from collections import Counter
from html import escape

from ..model.catalog import Catalog
from ..model.figures import figure_text, provenance
from ..model.records import Item
from . import addresses, charts
from .contacts import short_contacts
from .html import link, text
from .lists import month_counts, rows
from .report import key_figures

HERE = ""
NEWEST = 8
MATTERS = 8  # bars on the page; the table behind them has every matter
DOORS = (
    ("政府信息公开指南", addresses.GUIDE, "公开什么、怎么查、找谁问"),
    ("政府信息公开制度", "rules/", "依据哪些法规、怎样审查和更正"),
    ("法定主动公开内容", addresses.CATALOGUE, "按类别和事项查看全部信息"),
    ("政府信息公开年报", "reports/", "每年公开了多少、做了什么"),
    ("依申请公开", addresses.REQUEST, "没有找到的，可以书面申请"),
)


def home(catalog: Catalog) -> str:
    """Everything below the header of the home page."""
    return "".join((_search(catalog), _doors(), _counts(catalog), _newest(catalog), _report(catalog), _ask(catalog)))


def _search(catalog: Catalog) -> str:
    site = catalog.site
    links = [f'<a href="{addresses.SEARCH}?q={escape(word)}">{escape(word)}</a>' for word in _examples(catalog)]
    # a comma never begins a line
    samples = "".join(f'<span class="keep">{shown}{"、" if shown != links[-1] else ""}</span>' for shown in links)
    examples = f'<p class="examples">例如：{samples}</p>' if samples else ""
    title = f'<span class="phrase">{text(site.short_name)}公开了什么，</span><span class="phrase">在这里查</span>'
    return (f'<section class="hero"><h1>{title}</h1>'
            f"<p>{text(site.agency)}依法公开的信息都在这里：每条有编号、依据和日期，可以查、可以下载、可以核对。</p>"
            f'<form class="search-box" action="{addresses.SEARCH}" method="get" role="search">'
            '<label for="home-q">搜索标题、文号、编号和正文</label>'
            '<div><input id="home-q" name="q" type="search" autocomplete="off" maxlength="80">'
            f'<button type="submit">搜索</button></div></form>{examples}</section>')


def _examples(catalog: Catalog) -> list[str]:
    """Three searches that find something: matters of the items themselves, and the newest period."""
    words = list(dict.fromkeys(item.matter for item in catalog.newest_first if len(item.matter) <= 8))
    period = next((item.period.chinese for item in catalog.newest_first if item.period and item.period.unit == "月"), None)
    return [*words[:2], *([period] if period else words[2:3])]


def _doors() -> str:
    cells = "".join(f'<li><a href="{target}">{name}</a><p>{line}</p></li>' for name, target, line in DOORS)
    return f'<nav class="doors" aria-label="政府信息公开五个栏目"><ul>{cells}</ul></nav>'


def _counts(catalog: Catalog) -> str:
    if not catalog.items:
        return ('<section class="counts"><h2>公开了多少</h2><p class="empty">还没有公开的信息。'
                f'可以先看{link("公开指南", addresses.GUIDE, HERE)}，或者{link("申请公开", addresses.REQUEST, HERE)}。</p></section>')
    year = _shown_year(catalog)
    public = [item for item in catalog.items if item.year == year and item.withdrawn is None]
    cells = [f'<li><a href="{addresses.year(year)}"><strong>{len(public)}</strong> 条</a><p>{year}年合计</p></li>']
    for category in catalog.vocabulary.categories:
        number = sum(item.category == category.name for item in public)
        cells.append(f'<li><a href="{addresses.category(category.slug)}"><strong>{number}</strong> 条</a>'
                     f"<p>{text(category.name)}</p></li>")
    months = [(f"{month}月", count) for month, count in month_counts(catalog, year)]
    chart = charts.columns(f"{year}年各月公开条数", months, "条", ("月份", "条数"))
    return (f'<section class="counts"><h2>公开了多少</h2><ul class="totals">{"".join(cells)}</ul>'
            f'<div class="both">{chart}{_matters(catalog, year, public)}</div></section>')


def _matters(catalog: Catalog, year: int, public: list[Item]) -> str:
    """The matters with most items as bars; those with equal numbers in the order of the catalogue."""
    counts = Counter((item.category, item.matter) for item in public)
    bars = [(matter.name, counts[category.name, matter.name]) for category in catalog.vocabulary.categories
            for matter in category.matters if not matter.board_only]
    most = sorted(bars, key=lambda bar: -bar[1])
    shown = [bar for bar in most[:MATTERS] if bar[1]]
    title = f"{year}年各事项公开条数" + (f"（最多的 {len(shown)} 项）" if len(shown) < len(bars) else "")
    return charts.rows(title, shown, "条", ("事项", "条数"), most)


def _shown_year(catalog: Catalog) -> int:
    """The newest year with items in three months or more; a year that has just begun says little."""
    months: dict[int, set[int]] = {}
    for item in catalog.items:
        months.setdefault(item.year, set()).add(item.sort_date.month)
    return max((year for year in months if len(months[year]) >= 3), default=max(months))


def _newest(catalog: Catalog) -> str:
    if not catalog.items:
        return ""
    return (f'<section class="newest"><h2>最新公开</h2>{rows(catalog.newest_first[:NEWEST], HERE)}'
            f'<p class="more">{link(f"查看全部 {len(catalog.items)} 条", addresses.ITEMS, HERE)}</p></section>')


def _report(catalog: Catalog) -> str:
    if not catalog.reports:
        return ""
    report = max(catalog.reports, key=lambda report: (report.year, report.slug))
    cells = "".join(f"<li><strong>{text(figure_text(report.figures[name]))}</strong><p>{text(name)}</p>"
                    f'<p class="source">{provenance(catalog, report.figures[name])}</p></li>' for name in key_figures(report))
    return (f'<section class="report-strip"><h2>年度报告</h2>'
            f"<p>{link(report.title, addresses.report(report), HERE)}</p><ul class=\"totals\">{cells}</ul></section>")


def _ask(catalog: Catalog) -> str:
    return (f'<section class="ask"><h2>找不到？可以问</h2><p>网上没有的信息，可以{link("书面申请公开", addresses.REQUEST, HERE)}，'
            f"{text(catalog.site.short_name)}在20个工作日内答复，不收费。</p>{short_contacts(catalog)}</section>")
