"""The structure of every page of both sites: headings, landmarks, names, titles, the policy and what it would stop."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from building import Built
from html_faults import digest, faults, frame_faults
from support import table

FIXTURES = ("built", "official")


@pytest.fixture(params=FIXTURES)
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    """Every page of a site: file name → HTML."""
    site: Built = request.getfixturevalue(request.param)
    return {name: site.text(name) for name in site.hashes() if name.endswith(".html")}


def test_every_page_is_sound(pages: dict[str, str]) -> None:
    assert {name: wrong for name, html in pages.items() if (wrong := faults(html))} == {}


def test_every_page_has_its_frame_and_policy(pages: dict[str, str]) -> None:
    assert {name: wrong for name, html in pages.items() if name != "404.html" and (wrong := frame_faults(html))} == {}


def test_the_error_page_allows_only_its_own_style(pages: dict[str, str]) -> None:
    page = pages["404.html"]
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', page)[0]
    styles = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "'self'" not in policy
    assert len(styles) == 1 and f"style-src '{digest(styles[0])}'" in policy


def test_titles_are_unique(pages: dict[str, str]) -> None:
    titles = Counter(re.findall(r"<title>(.*?)</title>", page)[0] for page in pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_a_description(pages: dict[str, str]) -> None:
    assert [name for name, page in pages.items()
            if name != "404.html" and not re.search(r'<meta name="description" content="[^"]{4,}">', page)] == []


WHOLE = '<html lang="zh-CN"><head><title>题</title></head><body><main><h1>一</h1><h2>二</h2>{}</main></body></html>'


@table("why html wanted", [
    ("好的", "<p>字</p>", []),
    ("两个一级标题", "<h1>又一</h1>", ["not exactly one h1"]),
    ("标题跳级", "<h4>四</h4>", ["h4 “四” follows h2"]),
    ("空标题", "<h2></h2>", ["h2 is empty"]),
    ("同名 id", "<p id=a></p><p id=a></p>", ["id a stands 2 times"]),
    ("指向没有的 id", '<p aria-describedby="x">字</p>', ["<p> aria-describedby=x: no such id"]),
    ("两个同名导航", '<nav aria-label="栏目"></nav><nav aria-label="栏目"></nav>', ["<nav> “栏目” stands 2 times"]),
    ("导航没有名称", "<nav></nav>", ["<nav> “None” stands 1 times"]),
    ("说不清的链接", '<a href="x">点击这里</a>', ["<a> “点击这里” says not where it leads"]),
    ("没有字的链接", '<a href="x"></a>', ["<a> “” says not where it leads"]),
    ("没有去处的链接", "<a>字字字</a>", ["<a> “字字字” leads nowhere"]),
    ("没有标签的输入框", '<input name="q">', ["<input name=q> has no label"]),
    ("没有替代文字的图片", '<img src="x.png">', ["<img src=x.png> has no alt"]),
    ("行内样式", '<p style="color:red">字</p>', ["<p> has style"]),
    ("行内事件", '<p onclick="x()">字</p>', ["<p> has onclick"]),
    ("行内脚本", "<script>x()</script>", ["inline script"]),
    ("数据块不是脚本", '<script type="application/ld+json">{}</script>', []),
    ("脚本链接", '<a href="javascript:x()">字字字</a>', ["<a> has javascript:x()"]),
    ("没有关上", "<div>", ["</main> closes nothing here", "</body> closes nothing here", "</html> closes nothing here",
                       "<html> is never closed", "<body> is never closed", "<main> is never closed", "<div> is never closed"]),
    ("同一属性两次", '<p class="a" class="b">字</p>', ["<p> has class twice"]),
])
def test_a_fault_is_found(why: str, html: str, wanted: list[str]) -> None:
    assert faults(WHOLE.format(html)) == wanted


def test_a_frame_without_policy_is_found() -> None:
    page = '<header></header><main></main><footer></footer><meta http-equiv="Content-Security-Policy" content="{}">'
    good = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; manifest-src 'self'")
    assert frame_faults(page.format(good)) == []
    assert frame_faults(page.format(good.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")))
    assert frame_faults(page.format(good).replace("<footer></footer>", "")) == ["<footer> stands 0 times"]
