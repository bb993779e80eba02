"""What a reader takes along: citation, QR code, printed source line, feeds; and that samples never pass for more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from building import Built, build, copy_repository, write
from disclosure.pages import keep, qr_code
from support import ITEM, ITEM_TEXT, catalog_of

SITE = """版本: 示例
站点名称: 某县某乡政府信息公开
机构名称: 某县某乡人民政府
机构简称: 某乡
网址: https://example.invalid/town/
统一社会信用代码: 11500229009137628R
年度: [2023]
"""
VOCABULARY = """类别:
  - 名称: 政策
    代号: policy
    事项:
      - {名称: 通知, 代号: notices, 时限: {天数: 20, 单位: 工作日, 起算: 信息形成之日, 依据: 公开条例}}
体裁: [公文]
"""
LAWS = "- {代号: 公开条例, 名称: 中华人民共和国政府信息公开条例, 文号: 国务院令第711号, 施行: 2019-05-15}\n"
REAL = """标题: 关于一件事的《通知》
类别: 政策
事项: 通知
体裁: 公文
文号: 某府发〔2023〕5号
成文日期: 2023-03-01
发布日期: 2023-03-20
公示期: {起: 2023-03-20, 止: 2023-04-20, 异议受理: 乡政府}
正文: 内容。
"""
REPORT = """---
标题: 某乡2023年法治政府建设情况报告
类型: 法治政府建设年度报告
年度: 2023
成文日期: 2024-01-10
发布日期: 2024-01-12
---

## 一、做法

做了。
"""
ADDRESS = "https://example.invalid/town/items/2023-00001/"


@pytest.fixture(scope="module")
def known(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose address is known, with an item that is no sample and one that is."""
    repository = copy_repository(root, tmp_path_factory.mktemp("known") / "copy")
    shutil.rmtree(repository / "data")
    for report in (repository / "docs/reports").glob("2*.md"):
        report.unlink()
    write(repository, {"data/site.yml": SITE, "data/vocabulary.yml": VOCABULARY, "data/laws.yml": LAWS,
                       "data/items/2023/2023-00001.yml": REAL, "data/items/2023/2023-00002.yml": REAL + "示例: true\n",
                       "docs/reports/2023-law.md": REPORT})
    return build(repository, "--today", "2023-12-31")


def test_builds(known: Built) -> None:
    assert known.code == 0, known.output


def test_punctuality_stands_on_the_real_item_with_its_norm(known: Built) -> None:
    assert ("<dt>公开及时</dt><dd>成文后第 13 个工作日公布，时限 20 个工作日（《政府信息公开条例》第二十六条）</dd>"
            in known.text("items/2023-00001"))


def test_punctuality_never_stands_on_a_sample(known: Built, built: Built) -> None:
    assert "公开及时" not in known.text("items/2023-00002")
    pages = [name for name in built.hashes() if name.endswith(".html")]
    assert len(pages) > 100
    assert [name for name in pages if "公开及时" in built.text(name) or "晚了" in built.text(name)] == []


def test_plain_line_answers_the_four_questions(built: Built) -> None:
    page = built.text("items/2022-00019")
    assert re.findall(r"<dt>(.*?)</dt>", page[page.index('class="plain"'):]) [:4] == ["公布了什么", "依据什么", "什么时候", "找谁问"]
    assert "应当在信息形成之日起 10 个工作日内公布（《社会救助领域基层政务公开标准指引》）" in page


@pytest.mark.parametrize(("page", "address"), [
    ("items/2023-00001", ADDRESS), ("reports/2023-law", "https://example.invalid/town/reports/2023-law/")])
def test_known_address_gives_a_code_on_page_and_paper(known: Built, page: str, address: str) -> None:
    text = known.text(page)
    size, path = qr_code.of(address)
    assert f'<svg class="code" viewBox="0 0 {size} {size}" aria-hidden="true"><path id="qr" d="{path}"/></svg></footer>' in text
    assert '<use href="#qr"/>' in text and text.count('id="qr"') == 1
    assert f"<dt>网址</dt><dd>{address}</dd>" in text


def test_unknown_address_gives_no_code_and_no_canonical(built: Built) -> None:
    for name in built.hashes():
        if name.endswith(".html"):
            text = built.text(name)
            assert 'id="qr"' not in text and "#qr" not in text and "扫码" not in text, name
            assert 'rel="canonical"' not in text, name


def test_printed_source_line_names_agency_and_number(built: Built, known: Built) -> None:
    foot = '<footer class="sheet-foot"><dl class="origin"><div><dt>来源</dt><dd>城口县北屏乡人民政府</dd></div>'
    assert foot in built.text("items/2022-00019")
    assert "<dt>索引号</dt><dd>11500229009137628R/2023-00001</dd>" in known.text("items/2023-00001")


@pytest.mark.parametrize(("why", "more", "expected"), [
    ("普通的条目；网址和代码待填", "", "城口县北屏乡人民政府：《社会救助监督电话》，2022年3月5日公布，编号 2022-00001"),
    ("有文号", "文号: 北府发〔2022〕5号\n",
     "城口县北屏乡人民政府：《社会救助监督电话》，北府发〔2022〕5号，2022年3月5日公布，编号 2022-00001"),
    ("文号待填，不写", "文号: 待填\n", "城口县北屏乡人民政府：《社会救助监督电话》，2022年3月5日公布，编号 2022-00001"),
    ("示例不能当真", "示例: true\n",
     "城口县北屏乡人民政府：《社会救助监督电话》（示例，不是真实公开的信息），2022年3月5日公布，编号 2022-00001"),
    ("已撤回", "撤回: {日期: 2022-04-01, 原因: 有误}\n",
     "城口县北屏乡人民政府：《社会救助监督电话》，2022年3月5日公布，已撤回，编号 2022-00001"),
])
def test_citation(why: str, more: str, expected: str) -> None:
    catalog = catalog_of({ITEM: ITEM_TEXT + more})
    assert keep.citation(catalog, catalog.items[0]) == expected, why


def test_citation_with_everything_known(known: Built) -> None:
    wanted = (f"某县某乡人民政府：《关于一件事的〈通知〉》，某府发〔2023〕5号，2023年3月20日公布，"
              f"索引号 11500229009137628R/2023-00001，{ADDRESS}")
    assert wanted in re.sub(r"</?span[^>]*>", "", known.text("items/2023-00001"))


def test_rows_of_open_notices_carry_their_last_day(known: Built) -> None:
    for page in ("", "items", "items/category/policy"):
        assert known.text(page).count('<li data-closes="2023-04-20">') == 2, page


@pytest.mark.parametrize("page", ["items/2022-00019", "catalogue"])
def test_feeds_are_offered_where_people_look(built: Built, page: str) -> None:
    assert 'feeds/civil-affairs.xml">' in built.text(page)
    assert "阅读器" in built.text(page)


def test_laws_that_ended_are_folded_away(built: Built) -> None:
    page = built.text("rules")
    first, _, folded = page.partition("<details><summary>已经废止或者被替代的 12 件</summary>")
    assert "不再适用" in folded and "不再适用" not in first[first.index('class="data laws"'):]
