"""Annual reports: the strip of figures, figures inside the text, and the list of reports."""

from __future__ import annotations

from decimal import Decimal

from ..model.catalog import Catalog
from ..model.figures import FROM_SAMPLES, REFERENCE, REPORT_ONLY, figure_text, provenance
from ..model.records import Figure, Report
from ..model.values import PENDING, known
from . import addresses, keep
from .html import link, pairs, table, text, time

KEY_FIGURES = 4


def report_meta(catalog: Catalog, report: Report) -> dict[str, object]:
    """What the theme's templates need to know of a report's page."""
    return {"title": report.title, "description": f"{catalog.site.agency}{report.title}", "section": "reports/", "report": True,
            "report_head": report_head(catalog, report), "report_foot": report_foot(catalog, report)}


def with_figures(catalog: Catalog, report: Report, markdown: str) -> str:
    """The body with every `{{ 名称 }}` as its figure, marked and linked to what proves it."""
    here = addresses.report(report)
    return REFERENCE.sub(lambda found: _inline(catalog, report, found.group(1), here), markdown)


def report_head(catalog: Catalog, report: Report) -> str:
    """What stands above the report's text: facts, the word on the issued text, the key figures."""
    here = addresses.report(report)
    facts = [("报告类型", text(report.type)), ("年度", f"{report.year}年"),
             ("发布机构", text(catalog.publisher_of(report))), ("成文日期", time(report.formed_on)),
             ("发布日期", time(report.published_on))]
    notes = []
    if report.restated:
        notes.append("本页用通俗的话转述印发的报告，结构和数字照原文；<strong>以印发的原文为准</strong>。")
    if report.sample:
        notes.append("本报告是示例，不是真实的报告。")
    words = "".join(f'<p class="note">{note}</p>' for note in notes)
    return pairs(facts, "facts head") + words + _strip(catalog, report, here)


def reports(catalog: Catalog) -> str:
    """The list of reports, newest first."""
    if not catalog.reports:
        return '<p class="empty">还没有公开年度报告。法律要求每年公开一次，公开以后会列在这里。</p>'
    ordered = sorted(catalog.reports, key=lambda report: (-report.year, report.slug))
    lines = "".join(f"<li>{link(report.title, addresses.report(report), 'reports/')}"
                    f'<p class="detail"><span>{report.year}年</span><span>{text(report.type)}</span>'
                    f"<span>{len(report.figures)} 个数据</span></p></li>" for report in ordered)
    return f'<ol class="rows">{lines}</ol>'


def proof_address(catalog: Catalog, figure: Figure) -> str | None:
    """The filtered list that shows what was counted: of the one category, else of the year."""
    if figure.recount is None:
        return None
    if len(figure.recount.categories) == 1:
        category = catalog.category_by_name.get(figure.recount.categories[0])
        return addresses.category(category.slug) if category else None
    return addresses.year(figure.recount.year)


def report_foot(catalog: Catalog, report: Report) -> str:
    """Below the text: every figure with what it counts and where it comes from; what to take along; the printed source."""
    here, code = addresses.report(report), keep.code_of(catalog, report)
    rows = [(text(name), _number(catalog, figure, here), text(figure.note), _source(catalog, figure))
            for name, figure in report.figures.items()]
    figures = (f'<section class="figures"><h2 id="figures">全部数据和来源</h2>'
               f"{table(('名称', '数据', '数的是什么', '来源'), rows, kind='data measured')}</section>") if rows else ""
    tools = f'<div class="tools"><button type="button" class="live" data-print>打印本页</button>{keep.share(code)}</div>'
    return figures + tools + keep.source(catalog, report, code)


def key_figures(report: Report) -> list[str]:
    """Names of the figures to show first: recounted ones, then the largest counts; rates say little alone."""
    counts = [name for name, figure in report.figures.items() if figure.unit != "%" and figure.value is not PENDING]

    def weight(name: str) -> tuple[bool, Decimal]:
        figure = report.figures[name]
        return figure.recount is None, -(known(figure.value) or Decimal(0))

    return sorted(counts, key=weight)[:KEY_FIGURES]


def _strip(catalog: Catalog, report: Report, here: str) -> str:
    cells = "".join(f"<li><strong>{_number(catalog, report.figures[name], here)}</strong><p>{text(name)}</p>"
                    f'<p class="source">{_source(catalog, report.figures[name])}</p></li>' for name in key_figures(report))
    return f'<ul class="totals strip" aria-label="主要数据">{cells}</ul>' if cells else ""


def _number(catalog: Catalog, figure: Figure, here: str) -> str:
    """The figure, linked to what proves it."""
    proof = proof_address(catalog, figure) if provenance(catalog, figure) != REPORT_ONLY else None
    number = link(figure_text(figure), proof, here) if proof else text(figure_text(figure))
    return f'<span class="keep">{number}</span>'


def _source(catalog: Catalog, figure: Figure) -> str:
    source = provenance(catalog, figure)
    # the issued report gives the sum alone: how samples divide it is ours and must be said to be
    ours = "，这样拆分是示例" if source == FROM_SAMPLES and figure.recount and len(figure.recount.categories) > 1 else ""
    return source if source == REPORT_ONLY else f"{source}（{_split(catalog, figure)}{ours}）"


def _split(catalog: Catalog, figure: Figure) -> str:
    assert figure.recount is not None
    counted = catalog.counted(figure.recount)
    return "、".join(f"{text(name)} {sum(item.category == name for item in counted)}" for name in figure.recount.categories)


def _inline(catalog: Catalog, report: Report, name: str, here: str) -> str:
    figure = report.figures[name]
    words = text(figure_text(figure))
    source = provenance(catalog, figure)
    proof = proof_address(catalog, figure)
    if proof and source != REPORT_ONLY:
        return f'<a class="figure" href="{addresses.href(proof, here)}" title="{source}">{words}</a>'
    return f'<span class="figure">{words}</span>'
