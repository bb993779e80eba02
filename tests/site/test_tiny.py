"""Another township's repository: one category, few items, its own name. Also the states that the real data lacks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from building import Built, build, copy_repository, write
from tiny_town import SITE, VOCABULARY, item


@pytest.fixture(scope="module")
def tiny(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    repository = copy_repository(root, tmp_path_factory.mktemp("tiny") / "copy")
    shutil.rmtree(repository / "data")
    for report in (repository / "docs/reports").glob("2*.md"):
        report.unlink()
    write(repository, {
        "data/site.yml": SITE, "data/vocabulary.yml": VOCABULARY,
        "data/items/2023/2023-00001.yml": item("旧办法", extra="有效性: 废止\n失效日期: 2023-06-01\n被替代: 2023-00002\n"),
        "data/items/2023/2023-00002.yml": item(
            "新办法", "2023-06-01", "文号: 某府发〔2023〕5号\n更正:\n  - {日期: 2023-06-03, 说明: 改正一处电话}\n",
            "见[旧办法](item:2023-00001)和[指南](/guide/)。"),
        "data/items/2023/2023-00003.yml": item(
            "误发的通知", "2023-07-01", "撤回: {日期: 2023-07-02, 原因: 含有不应公开的内容}\n", "不该留下的文字"),
        "data/items/2023/2023-00004.yml": item("=1+1", "2023-08-01", "公示期: {起: 2023-08-01, 止: 2023-08-20, 异议受理: 乡政府}\n"),
    })
    return build(repository, "--today", "2023-12-31")


def test_builds(tiny: Built) -> None:
    assert tiny.code == 0, tiny.output


def test_withdrawn_item_keeps_address_and_reason_and_loses_content(tiny: Built) -> None:
    page = tiny.text("items/2023-00003")
    assert "含有不应公开的内容" in page and "已于" in page
    for name in tiny.hashes():
        if name.endswith((".html", ".json", ".csv", ".xml", ".js")):
            assert "不该留下的文字" not in tiny.text(name), name


def test_repealed_item_points_to_its_successor(tiny: Built) -> None:
    page = tiny.text("items/2023-00001")
    assert "本条废止" in page and '<a href="../../items/2023-00002/">新办法</a>' in page


def test_correction_is_shown_as_history(tiny: Built) -> None:
    assert "更正：改正一处电话" in tiny.text("items/2023-00002")


def test_links_in_bodies_are_resolved(tiny: Built) -> None:
    page = tiny.text("items/2023-00002")
    assert '<a href="../../items/2023-00001/">旧办法</a>' in page and '<a href="../../guide/">指南</a>' in page


def test_index_number_is_computed(tiny: Built) -> None:
    assert "11500229009137628R/2023-00002" in tiny.text("items/2023-00002")
    assert json.loads(tiny.text("items/2023-00002.json"))["index_number"] == "11500229009137628R/2023-00002"


def test_known_address_gives_canonical_links_and_absolute_sitemap(tiny: Built) -> None:
    assert '<link rel="canonical" href="https://example.invalid/town/items/2023-00002/">' in tiny.text("items/2023-00002")
    assert "<loc>https://example.invalid/town/items/2023-00002/</loc><lastmod>2023-06-03</lastmod>" in tiny.text("sitemap.xml")
    assert "<id>https://example.invalid/town/items/2023-00002/</id>" in tiny.text("feed.xml")


def test_formula_in_a_title_is_harmless_in_a_spreadsheet(tiny: Built) -> None:
    assert ",'=1+1," in tiny.text("open-data/items.csv")


def test_notice_period_carries_its_last_day_for_the_browser(tiny: Built) -> None:
    assert 'data-closes="2023-08-20"' in tiny.text("items/2023-00004")


def test_empty_site_builds_and_says_so(tiny: Built) -> None:
    for path in (tiny.repository / "data/items/2023").glob("*.yml"):
        path.unlink()
    empty = build(tiny.repository, "--site-dir", str(tiny.repository / "empty"), "--today", "2023-12-31")
    assert empty.code == 0, empty.output
    assert "还没有公开的信息" in (tiny.repository / "empty/index.html").read_text(encoding="utf-8")
