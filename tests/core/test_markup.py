"""Markdown becomes safe HTML, and what must not be published is found where it stands."""

from __future__ import annotations

import re

import pytest

from disclosure.model.markup import addresses, item_links, linked_items, plain_text, raw_html, render, scheme, too_deep
from support import table

DANGEROUS = [
    ("程序", "<script>alert(1)</script>"), ("大写的程序", "<ScRiPt>alert(1)</sCrIpT>"),
    ("拆开的程序", "<scr<script>ipt>alert(1)</script>"),
    ("图片出错时运行", "<img src=x onerror=alert(1)>"), ("没有空格的图形", "<svg/onload=alert(1)>"),
    ("内嵌的页面", "<iframe src=javascript:alert(1)>"),
    ("没有写完的标签", "甲\n\n<img src=x onerror=alert(1)//"), ("注释里的程序", "<!--><script>alert(1)</script>-->"),
    ("代码里的程序", "`<script>alert(1)</script>`"), ("代码块里的程序", "```html\n<script>alert(1)</script>\n```"),
    ("代码块的语言", "```\"><script>alert(1)</script>\n甲\n```"), ("链接指向程序", "[甲](javascript:alert(1))"),
    ("链接指向大写的程序", "[甲](JaVaScRiPt:alert(1))"),
    ("实体藏起来的程序", "[甲](java&#115;cript:alert(1))"), ("前面有空格", "[甲]( \tjavascript:alert(1))"),
    ("里面有制表符", "[甲](<java\tscript:alert(1)>)"),
    ("前面有控制字符", "[甲](&#1;javascript:alert(1))"), ("尖括号里的程序", "<javascript:alert(1)>"), ("VBScript", "[甲](vbscript:x)"),
    ("数据里的网页", "[甲](data:text/html;base64,PHNjcmlwdD4=)"), ("写在文末的地址", "[甲][1]\n\n[1]: javascript:alert(1)"),
    ("图片指向程序", "![甲](javascript:alert(1))"), ("链接里的图片", "[![甲](javascript:alert(1))](https://a.cn)"),
    ("表格里的程序", "| 甲 |\n|---|\n| <script>alert(1)</script> [乙](javascript:alert(1)) |"),
    ("标题里的程序", "# <script>alert(1)</script>"),
    ("地址里的引号", '[甲](https://a.cn/"onclick="alert(1))'), ("说明里的引号", "[甲](https://a.cn '\"onclick=\"alert(1)')"),
    ("图片说明里的引号", '![" onerror="alert(1)](https://a.cn/a.png)'), ("强调里的程序", "**<b onclick=alert(1)>甲</b>**"),
]


TAGS = {"p", "a", "img", "em", "strong", "h1", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}


@table("why text", DANGEROUS)
def test_rendering_is_safe(why: str, text: str) -> None:
    """Only tags that Markdown itself makes remain, with no address that runs anything and no attribute from the text."""
    html = render(text)
    tags = re.findall(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>", html)
    assert html.count("<") == len(tags), why
    assert {name for _, name, _ in tags} <= TAGS, why
    for _, _, inside in tags:
        names = re.findall(r'([a-z-]+)="[^"]*"', inside)
        assert set(names) <= {"href", "src", "alt", "title", "class"}, why
        assert not re.search(r'(href|src)="\s*(javascript|vbscript|data):', inside, re.IGNORECASE), why


@table("why text html", [
    ("冒号后面的加粗", "**公布：**后文", "<p><strong>公布：</strong>后文</p>"),
    ("书名号的加粗", "见**《条例》**第六条", "<p>见<strong>《条例》</strong>第六条</p>"),
    ("引号的强调", "他说*“好”*了", "<p>他说<em>“好”</em>了</p>"), ("括号的加粗", "**（一）**要求", "<p><strong>（一）</strong>要求</p>"),
    ("表格", "| 甲 |\n|---|\n| 1 |",
     "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>"),
    ("列表", "- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"), ("编号从三开始", "3. 甲", '<ol start="3">\n<li>甲</li>\n</ol>'),
    ("小于号", "a < b & c", "<p>a &lt; b &amp; c</p>"), ("下划线不是强调", "a_b_c", "<p>a_b_c</p>"),
    ("链接", "[甲](https://a.cn/)", '<p><a href="https://a.cn/">甲</a></p>'),
    ("普通网址不变", "见 https://a.cn/", "<p>见 https://a.cn/</p>"), ("空正文", "", ""),
])
def test_rendering(why: str, text: str, html: str) -> None:
    assert render(text).strip() == html, why


@table("why text places", [
    ("行中间", "第一 <b>x</b>", [(1, 4), (1, 8)]), ("列表里", "- 甲\n- 乙<br>丙", [(2, 4)]),
    ("表格里", "| 甲 | 乙 |\n|---|---|\n| 一 | 二<br>三 |\n", [(3, 8)]),
    ("整块", "甲\n\n<div>\n乙\n</div>", [(3, 1)]), ("缩进的整块", "  <div>\n甲", [(1, 3)]), ("第二行", "段一\n段二 <i>", [(2, 4)]),
    ("引用里", "> 引 <b>", [(1, 5)]),
    ("列表的第二段", "1. 甲\n\n   乙<b>\n", [(3, 5)]), ("注释", "甲<!-- 注 -->", [(1, 2)]), ("跨行的注释", "a <!-- 注\n二 -->", [(1, 3)]),
    ("处理指令", "<?php x ?>", [(1, 1)]), ("四字节的字只算一个", "𠮷<b>", [(1, 2)]), ("加粗里", "**<b>甲</b>**", [(1, 3), (1, 7)]),
    ("代码不是 HTML", "`<b>`", []), ("代码块不是 HTML", "```\n<b>\n```", []), ("缩进的代码不是 HTML", "    <b>code", []),
    ("转义的不是 HTML", "\\<b> &lt;b&gt;", []),
    ("小于号不是 HTML", "a < b > c", []), ("网址不是 HTML", "<https://a.cn> <a@b.cn>", []), ("没有尖括号", "甲", []),
])
def test_raw_html(why: str, text: str, places: list[tuple[int, int]]) -> None:
    assert list(raw_html(text)) == places, why


FOUND = [
    ("链接", "甲[乙](https://a.cn)", [("https://a.cn", 1, 2)]), ("图片", "![图](a.png)", [("a.png", 1, 1)]),
    ("尖括号", "<https://a.cn>", [("https://a.cn", 1, 1)]),
    ("邮箱", "<a@b.cn>", [("mailto:a@b.cn", 1, 1)]),
    ("文末的地址指到用它的地方", "甲[乙][1]\n\n[1]: https://a.cn", [("https://a.cn", 1, 2)]),
    ("没有用到的文末地址", "[1]: https://a.cn", []), ("带说明", '[乙](item:2022-00001 "题")', [("item:2022-00001", 1, 1)]),
    ("第二行", "甲\n[乙](/b/)", [("/b/", 2, 1)]),
    ("链接里的图片", "[![图](b.png)](a)", [("a", 1, 1), ("b.png", 1, 2)]), ("表格里", "| 甲 |\n|---|\n| [乙](a) |", [("a", 3, 3)]),
    ("代码里的不是链接", "`[乙](a)`", []),
    ("普通网址不是链接", "https://a.cn", []), ("没有链接", "甲", []),
    ("代码块里的不是链接", "```\n[乙](a)\n```\n\n[丙](b)", [("b", 5, 1)]), ("转义的不是链接", "\\[乙](a)", []),
    ("地址里的实体", "[乙](a&amp;b)", [("a&b", 1, 1)]), ("地址里的反斜杠", "[乙](a\\_b)", [("a_b", 1, 1)]),
    ("地址在下一行", "[乙](\na)", [("a", 1, 1)]), ("地址里有括号", "[乙](a(b))", [("a(b)", 1, 1)]), ("空地址", "[乙]()", [("", 1, 1)]),
]


@table("why text found", FOUND)
def test_addresses(why: str, text: str, found: list[tuple[str, int, int]]) -> None:
    assert addresses(text) == found, why


@table("why text found", FOUND)
def test_addresses_that_are_wanted(why: str, text: str, found: list[tuple[str, int, int]]) -> None:
    """Looking quickly first must not lose any."""
    for part in ("a", "b", "/", ":", "(", "_", ""):
        assert addresses(text, lambda address, part=part: part in address) == [row for row in found if part in row[0]], f"{why}：{part}"


def test_item_links() -> None:
    text = "[甲](item:2022-00001)、[乙](https://a.cn/item:2022-00002)\n\n- [丙](ITEM:2022-00003)\n- `[丁](item:2022-00004)`"
    assert item_links(text) == [("2022-00001", 1, 1), ("2022-00003", 3, 3)]
    assert item_links("- [丙](item:2022-00003)") == [("2022-00003", 1, 3)]
    assert item_links(text, lambda item: item.endswith("3")) == [("2022-00003", 3, 3)]
    assert linked_items(text) == ["2022-00001", "2022-00003"]
    assert linked_items("[![图](item:2022-00002)](Item:2022-00001) item:2022-00004") == ["2022-00001", "2022-00002"]


@pytest.mark.parametrize(("address", "found"), [
    ("https://a.cn", "https"), ("HTTP://a.cn", "http"), ("mailto:a@b.cn", "mailto"), ("item:2022-00001", "item"),
    (" javascript:x", "javascript"),
    ("\njavascript:x", "javascript"), ("a+b.c-d:x", "a+b.c-d"), ("/guide/", None), ("guide.md", None), ("#一", None), ("", None),
    ("//a.cn", None), ("2022:x", None),
    ("甲:乙", None), ("?a:b", None),
])
def test_scheme(address: str, found: str | None) -> None:
    assert scheme(address) == found


@table("why text plain", [
    ("标记去掉", "# 标题\n\n**加粗**和*强调*、`代码`、[链接](https://a.cn)", "标题 加粗和强调、代码、链接"),
    ("表格的格之间有空格", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲 乙 1 2"),
    ("列表的项之间有空格", "- 甲\n- 乙", "甲 乙"), ("标签是文字", "甲 <b>乙</b>", "甲 <b>乙</b>"),
    ("实体还原", "甲 & 乙 &lt;丙&gt; \"丁\"", "甲 & 乙 <丙> \"丁\""),
    ("实体只还原一次", "&amp;lt;", "&lt;"), ("空正文", "", ""),
])
def test_plain_text(why: str, text: str, plain: str) -> None:
    assert plain_text(text) == plain, why


@table("why text line", [
    ("一百层引用", ">" * 100 + " 甲", 1), ("中间有空格的一百层引用", "甲\n\n" + "> " * 100 + "乙", 3),
    ("一百层列表", "- " * 100 + "甲", 1),
    ("一百层编号", "1. " * 100 + "甲", 1), ("十万层引用", ">" * 100000 + " 甲", 1), ("引用里的列表", "> - " * 50 + "甲", 1),
    ("九十九层引用", ">" * 99 + " 甲", None), ("九十九层列表", "- " * 99 + "甲", None), ("平常的正文", "- 甲\n  - 乙\n\n> 丙", None),
    ("短横线的分隔线", "甲\n\n" + "-" * 200 + "\n\n乙", None), ("星号的分隔线", "甲\n\n" + "*" * 200 + "\n\n乙", None),
    ("表头下面的短横线", "甲 | 乙\n" + "-" * 200 + " | ---\n1 | 2", None),
])
def test_too_deep(why: str, text: str, line: int | None) -> None:
    """Reading such a text would overflow the stack and end the process, so it is shown as it is."""
    assert too_deep(text) == line, why
    assert "甲" in render(text) or "乙" in render(text), why
    assert "<b>" not in render(f"{text}\n\n<b>"), why


@table("why text", [
    ("方括号", "[" * 5000 + "甲"), ("图片", "![" * 3000), ("反引号", "`" * 5000 + "甲`"), ("尖括号", "<" * 5000),
    ("表格", "| " * 3000 + "\n|-|"),
    ("强调", "*甲 **乙 " * 3000),
])
def test_odd_text_is_read(why: str, text: str) -> None:
    assert isinstance(render(text), str), why
    assert list(raw_html(f"{text}\n\n<b>")), f"{why}：后面的标签仍然找得到"
