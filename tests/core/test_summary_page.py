"""The page for staff: everything the check says, nothing that runs, never inside what is published."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from disclosure.checks.registry import rules
from disclosure.cli import summary_page
from disclosure.cli.main import main
from disclosure.source.problems import Level, Problem
from support import BASE, ITEM, ITEM_TEXT, table

TODAY = dt.date(2023, 1, 31)
SCOPE = "条目 1 个，报告 0 份"
PROBLEMS = [
    Problem("data/attachments/2022-00001/表.xlsx", None, None, Level.WARNING, "attachment.file", "没人写的附件"),
    Problem(ITEM, 6, 7, Level.ERROR, "item.date", "发布日期“<b>&\"'”不是有效日期"),
    Problem(ITEM, 7, 1, Level.INFO, "item.unheard_of", "还不知道"),
]


class Outline(HTMLParser):
    """Tags, attributes and text of a page; complains of tags that do not match."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(problems: list[Problem], *, strict: bool = False) -> str:
    return summary_page.page(problems, rules(), SCOPE, TODAY, strict=strict)


def test_everything_is_said() -> None:
    text = Outline(page(PROBLEMS)).text
    manual = next(rule for rule in rules() if rule.id == "item.date")
    wanted = ["信息公开检查结果", "不能发布", "错误 1，警告 1，提示 1", SCOPE, "2023-01-31", "整个文件", "第 6 行第 7 列",
              manual.headline, manual.norm, *(line for line in manual.manual.splitlines() if line)]
    for problem in PROBLEMS:
        wanted += [problem.message, problem.path, problem.rule]
    assert [words for words in wanted if words not in text] == []


def test_nothing_runs_and_nothing_is_fetched() -> None:
    text = page(PROBLEMS)
    outline = Outline(text)
    assert not {"script", "img", "iframe", "link", "object", "form"} & set(outline.tags)
    assert not [name for name, _ in outline.attributes if name.startswith("on") or name in ("src", "style")]
    assert all(value and value.startswith("#") for name, value in outline.attributes if name == "href")
    assert "<b>" not in text and "http://" not in text and "https://" not in text


def test_rules_are_linked_to_their_row() -> None:
    outline = Outline(page(PROBLEMS))
    ids = {value for name, value in outline.attributes if name == "id"}
    assert {f"#{name}" for name in ids} == {value for name, value in outline.attributes if name == "href"}


@table("why problems strict verdict", [
    ("没有问题", [], False, "可以发布"), ("只有警告", PROBLEMS[:1], False, "可以发布"),
    ("有警告也算不通过", PROBLEMS[:1], True, "不能发布"),
    ("有错误", PROBLEMS[1:2], False, "不能发布"), ("只有提示", PROBLEMS[2:], True, "可以发布"),
])
def test_verdict(why: str, problems: list[Problem], strict: bool, verdict: str) -> None:
    assert verdict in page(problems, strict=strict), why


def test_same_every_time() -> None:
    assert page(PROBLEMS) == page(list(PROBLEMS))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """BASE on disk, with one mistake."""
    root = tmp_path / "repository"
    for path, text in {**BASE, ITEM: ITEM_TEXT.replace("2022-03-05", "2022-02-30")}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def check(root: Path, *words: str) -> int:
    return main(["--root", str(root), "check", "--today", "2023-01-31", *words])


def test_command_writes_the_page(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = small / "local" / "检查结果.html"
    assert check(small, "--html", str(target)) == 1
    text = target.read_text(encoding="utf-8")
    assert "发布日期“2022-02-30”不是有效日期" in text
    printed = capsys.readouterr()
    assert "检查结果已写到" in printed.err and "检查结果已写到" not in printed.out
    assert check(small, "--html", str(target)) == 1, "自己写的网页可以再写"
    assert target.read_text(encoding="utf-8") == text
    assert re.fullmatch(r"检查结果\.html", " ".join(path.name for path in target.parent.iterdir())), "没有留下临时文件"


@table("why place", [
    ("网站里", "site/检查结果.html"), ("网站的文件夹里", "site/items/a.html"), ("文档里", "docs/a.html"), ("数据里", "data/items/a.html"),
    ("绕一圈回到文档里", "local/../docs/a.html"), ("不是网页", "结果.txt"), ("数据文件", "data/site.yml"), ("没有扩展名", "结果"),
    ("别处已经生成的网站", "public/a.html"), ("已有别的网页", "别的.html"), ("是文件夹", "夹.html"),
])
def test_refused(why: str, place: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "public").mkdir()
    (small / "public" / "manifest.json").write_text("{}", encoding="utf-8")
    (small / "别的.html").write_text("<p>别的</p>", encoding="utf-8")
    (small / "夹.html").mkdir()
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert check(small, "--html", str(small / place)) == 2, why
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().out == ""


def test_link_into_the_site_is_refused(small: Path) -> None:
    (small / "docs").mkdir()
    (small / "捷径").symlink_to(small / "docs")
    assert check(small, "--html", str(small / "捷径" / "a.html")) == 2
    assert list((small / "docs").iterdir()) == []
