"""Old and new words side by side: how a body is cut, what is taken for the same, and what a reader is shown of it."""

from __future__ import annotations

import random
import re
import time
from html import unescape

import pytest

from disclosure.model.past import Revision, Story
from disclosure.pages.differences import GONE, NEW, SAME, Pair, compared, pieces, seen
from disclosure.pages.history_page import history_content
from disclosure.pages.passages import CLOSE, HEAD, HEADING, OPEN, POINT, ROW, TEXT, passages
from html_faults import faults
from support import TODAY, catalog_of, table

CATALOG = catalog_of({})
ITEM = CATALOG.items[0]


def page(before: str, after: str) -> str:
    return history_content(CATALOG, ITEM, Story((Revision(TODAY, (), before, after),)))


def changes(before: str, after: str) -> str:
    """The part of the page with the change, without the words for those who listen."""
    html = page(before, after)
    html = re.sub(r'<span class="unseen">[^<]*</span>', "", html)
    return html[html.index("更正</h2>") + len("更正</h2>"):html.index("</section>")]


@table("why body expected", [
    ("段落和标题", "## 一、标题\n\n第一段\n还是第一段。\n\n第二段。",
     [(HEADING, "一、标题"), (TEXT, "第一段还是第一段。"), (TEXT, "第二段。")]),
    ("列表一层一层", "1. 先\n   - 内\n   - 外\n2. 后\n\n- 段\n\n  又一段", [(POINT, "先"), (POINT, "内"), (POINT, "外"), (POINT, "后"),
                                                       (POINT, "段"), (TEXT, "又一段")]),
    ("强调、代码和引用", "> **重点** `a` 和*斜*\n\n```\n代码\n```", [(TEXT, "重点 a 和斜"), (TEXT, "代码")]),
    ("链接带着去处", "见[指南](/guide/)。", [(TEXT, f"见指南{OPEN}/guide/{CLOSE}。")]),
    ("图", "![示意](a.png)", [(TEXT, f"〔图：示意〕{OPEN}a.png{CLOSE}")]),
    ("分隔线和空的", "甲\n\n---\n\n<!-- -->", [(TEXT, "甲"), (TEXT, "<!-- -->")]),
    ("尖括号和引号还是文字", '1 < 2 & "三"', [(TEXT, '1 < 2 & "三"')]),
    ("文字里的私用字符不是记号", f"甲{OPEN}乙{CLOSE}丙", [(TEXT, "甲乙丙")]),
    ("全角空格留着", "第一章　总则", [(TEXT, "第一章　总则")]),
])
def test_passages(why: str, body: str, expected: list[tuple[str, str]]) -> None:
    assert [(row.kind, row.texts[0]) for row in passages(body)] == expected


def test_rows_know_their_columns() -> None:
    found = passages("| 名称 | 数量 |\n|---|---|\n| 甲 | 1 |\n|  | 2 |\n\n文字\n\n| 一 |\n|---|\n| 二 |\n")
    assert [(row.kind, row.texts, row.heads) for row in found] == [
        (HEAD, ("名称", "数量"), ("名称", "数量")), (ROW, ("甲", "1"), ("名称", "数量")), (ROW, ("", "2"), ("名称", "数量")),
        (TEXT, ("文字",), ()), (HEAD, ("一",), ("一",)), (ROW, ("二",), ("一",))]


@table("why before after expected", [
    ("一个字", "办工时间是上午", "办公时间是上午", "办[-工-][+公+]时间是上午"),
    ("数字整个换", "共发放1,200.50元，", "共发放1,300.50元，", "共发放[-1,200.50-][+1,300.50+]元，"),
    ("日期整个换", "于2022-03-05前完成工作", "于2022-03-15前完成工作", "于[-2022-03-05-][+2022-03-15+]前完成工作"),
    ("百分数", "占99.07%左右", "占98.79%左右", "占[-99.07%-][+98.79%+]左右"),
    ("加一句", "第一句。第三句。", "第一句。第二句。第三句。", "第一句。[+第二句。+]第三句。"),
    ("删一句", "第一句。第二句。第三句。", "第一句。第三句。", "第一句。[-第二句。-]第三句。"),
    ("两处之间只同一个字", "城乡低保共12户34人领取补助", "城乡低保共15户36人领取补助", "城乡低保共[-12户34-][+15户36+]人领取补助"),
    ("差别太大就整段换", "请到村委会办理", "现场不再受理，改为网上申请", "[-请到村委会办理-][+现场不再受理，改为网上申请+]"),
    ("从无到有", "", "新的一段", "[+新的一段+]"),
    ("从有到无", "旧的一段", "", "[-旧的一段-]"),
    ("没有变", "一样", "一样", "一样"),
    ("只换链接的去处", f"请看指南{OPEN}/a/{CLOSE}", f"请看指南{OPEN}/b/{CLOSE}", f"请看指南[-{OPEN}/a/{CLOSE}-][+{OPEN}/b/{CLOSE}+]"),
])
def test_pieces(why: str, before: str, after: str, expected: str) -> None:
    marks = {SAME: "{}", GONE: "[-{}-]", NEW: "[+{}+]"}
    assert "".join(marks[sign].format(text) for sign, text in pieces(before, after)) == expected


def test_pieces_give_both_texts_back() -> None:
    dice = random.Random(7)
    for _ in range(500):
        before, after = ("".join(dice.choice("甲乙丙12。，") for _ in range(dice.randrange(40))) for _ in range(2))
        found = pieces(before, after)
        assert "".join(text for sign, text in found if sign != NEW) == before
        assert "".join(text for sign, text in found if sign != GONE) == after


def test_comparing_gives_every_passage_once_and_in_order() -> None:
    dice = random.Random(8)
    for _ in range(200):
        before, after = (passages("\n\n".join("".join(dice.choice("甲乙丙丁") for _ in range(6)) for _ in range(dice.randrange(9))))
                         for _ in range(2))
        pairs = compared(before, after)
        assert [pair.before for pair in pairs if pair.before] == before
        assert [pair.after for pair in pairs if pair.after] == after


@pytest.mark.parametrize(("before", "after"), [
    ("甲" * 100_000, "甲" * 99_999 + "乙"),
    ("甲乙" * 50_000, "甲丙" * 50_000),
    ("甲。" * 50_000, "甲。乙。" * 25_000),
    ("\n\n".join(["同一段"] * 20_000), "\n\n".join(["同一段"] * 19_000 + ["另一段"])),
    ("\n\n".join(f"第{number}段" for number in range(9_000)), "\n\n".join(f"段{number}" for number in range(9_000))),
    ("| 甲 |\n|---|\n" + "| 1 |\n" * 20_000, "| 甲 |\n|---|\n" + "| 2 |\n" * 20_000),
], ids=["一个字", "每隔一个字", "每句", "一样的段", "每段", "每行"])
def test_what_could_take_long_does_not(before: str, after: str) -> None:
    begun = time.process_time()
    assert "<del>" in page(before, after)
    assert time.process_time() - begun < 5


def test_only_changes_and_their_surroundings_are_shown() -> None:
    before = "\n\n".join(["## 一、甲", *(f"第{number}段。" for number in range(20)), "## 二、乙", "尾一。", "尾二。", "尾三。"])
    pairs = list(seen(compared(passages(before), passages(before.replace("第9段", "第九段")))))
    assert [pair and pair.passage.texts[0] for pair in pairs] == ["一、甲", None, "第8段。", "第九段。", "第10段。", None]
    assert list(seen([Pair(row, row) for row in passages(before)])) == [None]


@table("why before after expected", [
    ("段里一处", "每月发放120户，合计300人。", "每月发放121户，合计300人。", "<p>每月发放<del>120</del><ins>121</ins>户，合计300人。</p>"),
    ("整段新增", "甲。", "甲。\n\n乙。", "<p>甲。</p><p><ins>乙。</ins></p>"),
    ("整段删去", "甲。\n\n乙。", "甲。", "<p>甲。</p><p><del>乙。</del></p>"),
    ("标题", "## 一、甲和乙\n\n丙", "## 一、甲和丁\n\n丙", "<p><strong>一、甲和<del>乙</del><ins>丁</ins></strong></p><p>丙</p>"),
    ("列表", "- 甲\n- 乙", "- 甲\n- 丙丁", "<ul><li>甲</li><li><del>乙</del></li><li><ins>丙丁</ins></li></ul>"),
    ("从无到有", "", "甲", "<p><ins>甲</ins></p>"),
    ("只改了格式", "甲", "**甲**", "<p>只改了格式，文字没有变。</p>"),
    ("只改了链接", "见[指南](/a/)", "见[指南](/b/)", "<p>见指南<del>（链接到 /a/）</del><ins>（链接到 /b/）</ins></p>"),
    ("没有变的链接只留文字", "见[指南](/a/)，周一办", "见[指南](/a/)，周二办", "<p>见指南，周<del>一</del><ins>二</ins>办</p>"),
    ("网页代码只是文字", "<b>甲</b>乙丙丁", "<b>甲</b>乙丙戊", "<p>&lt;b&gt;甲&lt;/b&gt;乙丙<del>丁</del><ins>戊</ins></p>"),
    ("长的一段只留改动的那一句", f"{'头' * 70}。{'前' * 30}。每月120户。{'后' * 20}。{'尾' * 70}。",
     f"{'头' * 70}。{'前' * 30}。每月121户。{'后' * 20}。{'尾' * 70}。",
     '<p><span class="detail">（略 102 字）</span>每月<del>120</del><ins>121</ins>户。<span class="detail">（略 92 字）</span></p>'),
    ("没有改动的长段只留开头", f"{'头' * 20}。{'尾' * 70}。\n\n甲", f"{'头' * 20}。{'尾' * 70}。\n\n乙",
     f'<p>{"头" * 20}。<span class="detail">（略 71 字）</span></p><p><del>甲</del></p><p><ins>乙</ins></p>'),
])
def test_what_a_reader_sees(why: str, before: str, after: str, expected: str) -> None:
    assert changes(before, after) == expected


TABLE = "| 名称 | 数量 |\n|---|--:|\n" + "".join(f"| 村{number} | {number} |\n" for number in range(1, 9))


def test_a_table_stays_a_table_with_its_heads() -> None:
    html = changes(TABLE, TABLE.replace("| 村2 | 2 |", "| 村2 | 20 |").replace("| 村7 | 7 |\n", ""))
    head = '<table class="data"><thead><tr><th scope="col">名称</th><th scope="col">数量</th></tr></thead><tbody>'
    gap = '<tr><td colspan="2"><span class="detail">（略）</span></td></tr>'

    def row(name: str, number: str) -> str:
        return f'<tr><td data-label="名称">{name}</td><td data-label="数量">{number}</td></tr>'

    assert html == "".join([
        head, row("村1", "1"), row("村2", "<del>2</del><ins>20</ins>"), row("村3", "3"), gap, row("村6", "6"),
        row("<del>村7</del>", "<del>7</del>"), row("村8", "8"), "</tbody></table>"])


def test_a_column_more_is_a_new_table_beside_the_old() -> None:
    html = changes("| 甲 |\n|---|\n| 1 |\n", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n")
    assert html.count("<table") == 2
    assert '<th scope="col"><del>甲</del></th>' in html and '<td data-label="乙"><ins>2</ins></td>' in html


def test_changes_are_said_in_words_too() -> None:
    html = page("甲一", "甲二")
    assert '<del><span class="unseen">〔删去：</span>一<span class="unseen">〕</span></del>' in html
    assert '<ins><span class="unseen">〔新增：</span>二<span class="unseen">〕</span></ins>' in html


def test_the_page_is_sound_and_shows_no_more_than_it_may() -> None:
    shown, hidden = Revision(TODAY, (), "旧甲", "新甲"), Revision(TODAY, (), "", "", withheld=True)
    html = history_content(CATALOG, ITEM, Story((hidden, shown)))
    assert faults(f"<!doctype html><html lang=zh-CN><title>x</title><main>{html}</main></html>") == []
    assert html.index('id="change-2"') < html.index('id="change-1"')
    assert "改动前的文字不再显示" in unescape(html)
