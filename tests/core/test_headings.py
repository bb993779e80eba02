"""Headings of texts inside pages: one title, then no level left out, whatever levels people typed."""

from __future__ import annotations

import re

from disclosure.pages.body import adapt
from support import table


def levels(html: str) -> str:
    return " ".join(re.findall(r"<h([1-6])", html))


@table("why written below_title with_title", [
    ("按层次写的", "2 3 3 2", "2 3 3 2", "1 2 2 2"),
    ("自带一级标题", "1 2 3 2", "2 3 4 3", "1 2 3 2"),
    ("从三级写起", "3 4 3", "2 3 2", "1 2 2"),
    ("跳过一级", "2 4 4 2", "2 3 3 2", "1 2 2 2"),
    ("一级写了几次", "1 1 2 1", "2 2 3 2", "1 2 3 2"),
    ("后面的级别更高", "3 2 3", "2 2 3", "1 2 3"),
    ("六级以下没有了", "1 2 3 4 5 6", "2 3 4 5 6 6", "1 2 3 4 5 6"),
    ("没有标题", "", "", ""),
])
def test_levels(why: str, written: str, below_title: str, with_title: str) -> None:
    html = "".join(f'<h{level} id="a">题</h{level}><p>文</p>' for level in written.split())
    assert levels(adapt(html, "items/2022-00001/")) == below_title
    assert levels(adapt(html, "guide/", keep_title=True)) == with_title


def test_both_tags_and_the_attributes_stay_together() -> None:
    assert adapt('<h4 id="x">一</h4><header>二</header><hr>', "guide/") == '<h2 id="x">一</h2><header>二</header><hr>'
