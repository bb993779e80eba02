"""`build --offline`: the same site with links that name their file; nothing else changes, and the manifest says what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from building import Built, build, copy_repository
from disclosure.release.offline import explicit, offline_page
from html_faults import faults, frame_faults
from support import table

LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
PAGES = {"index.html", "items/index.html", "items/2022-00001/index.html", "items/genre/办事指南/index.html", "guide/index.html"}


@table("why folder address wanted", [
    ("往下的文件夹", ".", "items/", "items/index.html"),
    ("首页里的自己", ".", "./", "index.html"),
    ("一个点", ".", ".", "index.html"),
    ("上一级", "items", "../", "../index.html"),
    ("两级以上", "items/2022-00001", "../../", "../../index.html"),
    ("旁边的文件夹", "items/2022-00001", "../../guide/", "../../guide/index.html"),
    ("没有斜线的文件夹", "items/2022-00001", "../../guide", "../../guide/index.html"),
    ("两个点", "items", "..", "../index.html"),
    ("片段留在后面", ".", "guide/#公开工作机构", "guide/index.html#公开工作机构"),
    ("查询留在后面", ".", "items/?q=低保#a", "items/index.html?q=低保#a"),
    ("编码过的名称", ".", f"items/genre/{quote('办事指南')}/", f"items/genre/{quote('办事指南')}/index.html"),
    ("已经写明的", ".", "guide/index.html", "guide/index.html"),
    ("数据文件", "items/2022-00001", "../2022-00001.json", "../2022-00001.json"),
    ("订阅文件", ".", "feed.xml", "feed.xml"),
    ("没有网页的文件夹", ".", "items/2022-00001/files/", "items/2022-00001/files/"),
    ("本页的片段", "guide", "#main", "#main"),
    ("本页的查询", "items", "?page=2", "?page=2"),
    ("空的", "items", "", ""),
    ("别的网站", ".", "https://example.invalid/items/", "https://example.invalid/items/"),
    ("没写协议的别的网站", ".", "//example.invalid/items/", "//example.invalid/items/"),
    ("电话", ".", "tel:items/", "tel:items/"),
    ("网站根上的绝对路径", ".", "/items/", "/items/"),
    ("跑到网站外面", ".", "../items/", "../items/"),
])
def test_link(why: str, folder: str, address: str, wanted: str) -> None:
    assert explicit(address, folder, PAGES.__contains__) == wanted


@table("why html wanted", [
    ("表单", '<form method="get" action="items/">', '<form method="get" action="items/index.html">'),
    ("属性里有大于号", '<a title="a > b" href="items/">x</a>', '<a title="a > b" href="items/index.html">x</a>'),
    ("属性里有和号", '<a href="items/?a=1&amp;b=2">x</a>', '<a href="items/index.html?a=1&amp;b=2">x</a>'),
    ("不动的地址一字不改", "<a href=\"x'y&#39;\">x</a>", "<a href=\"x'y&#39;\">x</a>"),
    ("文字里的代码不是链接", '<code>&lt;a href="items/"&gt;</code>', '<code>&lt;a href="items/"&gt;</code>'),
    ("文字里的引号", '<p>他说 href="items/" 这样写</p>', '<p>他说 href="items/" 这样写</p>'),
    ("别的属性", '<p data-href="items/">x</p>', '<p data-href="items/">x</p>'),
    ("图片和脚本本来就写明文件", '<script src="assets/site.js"></script>', '<script src="assets/site.js"></script>'),
    ("没有规范网址", '<link rel="canonical" href="https://example.invalid/">\n<p>x</p>', "<p>x</p>"),
    ("脚本看得出来", '<html lang="zh-CN">', '<html data-offline lang="zh-CN">'),
])
def test_page(why: str, html: str, wanted: str) -> None:
    assert offline_page(html, "index.html", PAGES.__contains__) == wanted


@pytest.fixture(scope="module", params=["built", "official"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """A site as it is published, and the same built for a folder."""
    online: Built = request.getfixturevalue(request.param)
    folder = tmp_path_factory.mktemp("offline") / "site"
    day = "2022-12-31" if request.param == "built" else "2023-12-31"
    words = ["--with-handbook"] if request.param == "official" else []
    done = build(online.repository, "--offline", "--today", day, "--site-dir", str(folder), *words)
    assert done.code == 0, done.output
    return online, Built(online.repository, folder, done.code, done.output)


def test_only_links_differ(pair: tuple[Built, Built]) -> None:
    """The same files; in pages nothing but `index.html` in links, the mark and the missing canonical address."""
    online, offline = pair
    assert set(offline.hashes()) == set(online.hashes())
    for name in online.hashes():
        if name.endswith(".html"):
            before = re.sub(r'<link rel="canonical"[^>]*>\n?', "", online.text(name))
            after = offline.text(name).replace("<html data-offline", "<html")
            assert LINK.sub("", after) == LINK.sub("", before), name
            for new, old in zip(LINK.findall(after), LINK.findall(before), strict=True):
                assert new == old or urlsplit(new).path.endswith("index.html"), (name, old, new)
        elif name != "manifest.json":
            assert (offline.site / name).read_bytes() == (online.site / name).read_bytes(), name


def test_every_link_names_a_file(pair: tuple[Built, Built]) -> None:
    _, offline = pair
    wrong = []
    for name in offline.hashes():
        for address in set(LINK.findall(offline.text(name))) if name.endswith(".html") else ():
            parts = urlsplit(address)
            if not parts.scheme and parts.path and not ((offline.site / name).parent / unquote(parts.path)).is_file():
                wrong.append(f"{name}: {address}")
    assert wrong == []


def test_pages_stay_sound(pair: tuple[Built, Built]) -> None:
    _, offline = pair
    for name in offline.hashes():
        if name.endswith(".html"):
            page = offline.text(name)
            assert faults(page) == [] and (name == "404.html" or frame_faults(page) == []), name
            assert "canonical" not in page and "<html data-offline " in page, name


def test_manifest_says_what_is_there(pair: tuple[Built, Built]) -> None:
    online, offline = pair
    listed = {row["path"]: row["sha256"] for row in json.loads(offline.text("manifest.json"))["files"]}
    assert listed == {name: value for name, value in offline.hashes().items() if name != "manifest.json"}
    assert listed != {row["path"]: row["sha256"] for row in json.loads(online.text("manifest.json"))["files"]}


def test_a_plain_build_knows_nothing_of_it(root: Path, tmp_path: Path, built: Built) -> None:
    """After an offline build into the same folder, the plain one has its own bytes again."""
    repository = copy_repository(root, tmp_path / "copy")
    assert build(repository, "--offline", "--today", "2022-12-31").code == 0
    again = build(repository, "--today", "2022-12-31")
    assert again.code == 0 and again.hashes() == built.hashes()
