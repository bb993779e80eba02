"""正式版不能有示例、待填、缺审查记录的条目，也不能有转述的报告。

示例版（版本: 示例）不受此限，但每页都会标明是示例。
通过：版本: 正式，所有条目都是真的、日期和审查齐全
不通过：版本: 正式，仍有条目写着 示例: true
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog, Keys
from ..model.context import Context
from ..model.records import Item, Report
from ..model.register_fields import OFFICE_FIELDS, SITE_FIELDS
from ..model.values import PENDING
from ..source.problems import Level, Problem

ID = "site.edition"
LEVEL = Level.ERROR
NORM = "《政府信息公开条例》第六条：不得公开虚假或者不完整信息"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Everything that keeps an official edition from being published."""
    if catalog.site.is_sample:
        return
    for keys in _pending_identity(catalog):
        yield catalog.problem("data/site.yml", keys, LEVEL, ID, f"正式版的“{keys[-1]}”不能待填；请写明")
    for item in catalog.items:
        for keys, message in _unready(item):
            yield catalog.problem(item.path, keys, LEVEL, ID, message)
    for report in catalog.reports:
        if report.sample:
            yield catalog.problem(report.path, ("示例",), LEVEL, ID, "正式版不能有示例报告；请换成真实的报告")
        if report.restated:
            yield catalog.problem(report.path, ("转述",), LEVEL, ID, "正式版不能用转述的报告；请换成印发稿原文")
        for keys, message in _pending_in(report):
            yield catalog.problem(report.path, keys, LEVEL, ID, message)


def _pending_identity(catalog: Catalog) -> Iterator[Keys]:
    for row in SITE_FIELDS:
        if getattr(catalog.site, row.name) is PENDING:
            yield (row.key,)
    for row in OFFICE_FIELDS:
        if getattr(catalog.site.office, row.name) is PENDING:
            yield ("公开工作机构", row.key)


def _unready(item: Item) -> Iterator[tuple[Keys, str]]:
    if item.sample:
        yield ("示例",), "正式版不能有示例条目；请换成真实的信息，或删除"
        return
    if item.review is None or PENDING in (item.review.date, item.review.reviewer, item.review.result):
        yield ("审查",), "正式版的条目要有审查记录：审查人、日期、结论"
    yield from _pending_in(item)
    notice = item.notice
    for key, value in (("起", notice.opens), ("止", notice.closes)) if notice else ():
        if value is PENDING:
            yield ("公示期", key), f"正式版公示期的“{key}”不能待填；请写明"


def _pending_in(record: Item | Report) -> Iterator[tuple[Keys, str]]:
    for key, value in (("成文日期", record.formed_on), ("发布日期", record.published_on)):
        if value is PENDING:
            yield (key,), f"正式版的“{key}”不能待填；请写明日期"
    for name, figure in record.figures.items():
        if figure.value is PENDING:
            yield ("数据", name, "值"), f"正式版的“{name}”不能待填；请写明数字"
