"""The shipped items and report: right in number and kind, and no item the copy of another."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from disclosure.cli.repository import check
from disclosure.model.catalog import Catalog
from disclosure.model.figures import references
from disclosure.model.records import Item
from support import table

ALIKE = 0.8
YEAR = dt.date(2022, 12, 31)
# how many items of 2022 each matter has; 民政 53 and 行政执法 16 make the report's 69
MATTERS = {
    "民政": {"城乡低保资金发放": 12, "特困人员供养资金发放": 12, "临时救助": 12, "残疾人两项补贴": 4, "高龄津贴和养老服务": 4,
           "孤儿和事实无人抚养儿童保障": 4, "社会救助办事指南": 4, "社会救助监督": 1},
    "行政执法": {"权责清单": 1, "执法主体和职责": 1, "执法人员": 2, "执法流程": 1, "裁量基准和委托": 1, "随机抽查事项": 1,
             "行政检查计划": 1, "行政检查结果": 4, "行政处罚决定": 2, "年度执法数据": 1, "执法投诉举报": 1},
}
# the figures of the township's report for 2022 as issued: value, unit, 余 or 近
FIGURES = {
    "集中学习": ("5", "次", None), "更换执法证": ("29", "个", None), "执法记录": ("60", "条", "余"),
    "纪委书面意见": ("3", "条", None), "公职律师": ("1", "名", None), "服务村社区": ("6", "个", None),
    "法律顾问参与决策": ("14", "件次", None), "公开信息": ("69", "条", None), "人民调解委员会": ("7", "个", None),
    "调处纠纷": ("248", "件", None), "纠纷受理率": ("100", "%", None), "调处成功率": ("99.07", "%", None),
    "接访下访批次": ("96", "件", None), "接访下访人次": ("204", "人次", None), "化解信访问题": ("38", "件次", None),
    "信访化解率": ("96.8", "%", None), "重新犯罪率": ("0", "%", None), "肇事肇祸率": ("0", "%", None),
}


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    checked = check(root, YEAR)
    assert checked.catalog is not None
    return checked.catalog


def test_repository_has_no_errors(root: Path) -> None:
    checked = check(root, YEAR)
    assert [problem for problem in checked.problems if problem.level.name == "ERROR"] == []


def test_every_file_on_disk_is_loaded(root: Path, catalog: Catalog) -> None:
    """What is skipped silently would be missing from the count of 69 and nobody would know why."""
    assert catalog.complete
    assert [item.path for item in catalog.items] \
        == sorted(path.relative_to(root).as_posix() for path in (root / "data/items").rglob("*") if path.is_file())
    assert {report.path for report in catalog.reports} | {"docs/reports/index.md"} \
        == {path.relative_to(root).as_posix() for path in (root / "docs/reports").rglob("*") if path.is_file()}


def test_every_attachment_on_disk_is_named(root: Path, catalog: Catalog) -> None:
    named = {f"data/attachments/{item.id}/{attachment.file}" for item in catalog.items for attachment in item.attachments}
    assert named == {path.relative_to(root).as_posix() for path in (root / "data/attachments").rglob("*") if path.is_file()} != set()


def test_number_of_items_by_matter(catalog: Catalog) -> None:
    for category, matters in MATTERS.items():
        assert Counter(item.matter for item in catalog.items if item.category == category) == matters
    assert Counter(item.category for item in catalog.items) == {"民政": 53, "行政执法": 16}


@table("why test", [
    ("都标明是示例", lambda item: item.sample), ("都是 2022 年的", lambda item: item.year == 2022),
    ("都没有撤回", lambda item: item.withdrawn is None), ("都有摘要", lambda item: bool(item.summary)),
    ("都有依据", lambda item: bool(item.legal_basis)),
    ("都有正文", lambda item: len(item.body) > 200),
])
def test_every_item(why: str, test, catalog: Catalog) -> None:
    assert [item.id for item in catalog.items if not test(item)] == [], why


def test_both_forms_are_in_use(catalog: Catalog) -> None:
    forms = Counter(item.path.rsplit(".", 1)[1] for item in catalog.items)
    assert set(forms) == {"yml", "md"} and forms["md"] >= 6


def test_periods_are_complete(catalog: Catalog) -> None:
    """Monthly matters have all twelve months, quarterly ones all four quarters."""
    for (category, name), matter in catalog.matter_by_name.items():
        periods = [item.period.text for item in catalog.items if (item.category, item.matter) == (category, name) and item.period]
        if matter.cadence == "月":
            assert sorted(periods) == [f"2022-{month:02d}" for month in range(1, 13)], name
        elif matter.cadence == "季":
            assert sorted(periods) == [f"2022-Q{quarter}" for quarter in range(1, 5)], name


def masked(item: Item) -> str:
    """The body without what changes by itself from one period to the next."""
    return re.sub("[0-9一二三四五六七八九十]+", "#", item.body)


def test_no_two_bodies_are_alike(catalog: Catalog) -> None:
    """The two cheap ratios are upper bounds of the exact one, so they only rule out pairs."""
    texts = {item.id: masked(item) for item in catalog.items}
    alike = []
    matcher = SequenceMatcher(autojunk=False)
    for first, second in combinations(texts, 2):
        matcher.set_seqs(texts[first], texts[second])
        if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE:
            alike.append(f"{first} 和 {second}：{matcher.ratio():.0%}")
    assert alike == []


def test_no_two_titles_are_equal(catalog: Catalog) -> None:
    assert [title for title, number in Counter(item.title for item in catalog.items).items() if number > 1] == []


def test_report_has_its_named_figures(catalog: Catalog) -> None:
    report, = catalog.reports
    assert {name: (str(figure.value), figure.unit, figure.about) for name, figure in report.figures.items()} == FIGURES
    assert (report.year, report.type, report.restated, report.sample) == (2022, "法治政府建设年度报告", True, False)


def test_report_uses_each_figure(catalog: Catalog) -> None:
    report, = catalog.reports
    assert Counter(name for name, _, _ in references(report.body)) == dict.fromkeys(FIGURES, 1)


def test_report_recounts_the_items(catalog: Catalog) -> None:
    report, = catalog.reports
    recounts = {name: figure.recount for name, figure in report.figures.items() if figure.recount}
    assert {name: (recount.categories, recount.year) for name, recount in recounts.items()} == {"公开信息": (("民政", "行政执法"), 2022)}
    assert [len(catalog.counted(recount)) for recount in recounts.values()] == [69]
