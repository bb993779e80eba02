"""`check --fix`: what it writes, what it prints, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.cli.main import main
from disclosure.model.fields import ITEM_FIELDS
from disclosure.model.kinds import Record
from disclosure.model.mendable import shape_of
from disclosure.model.records import Item
from support import BASE, ITEM, ITEM_TEXT

HEAD = ITEM_TEXT.split("正文")[0]
REVIEW = "审查:\n  审查人: 甲\n  日期: 2022-03-02\n  结论: 好\n"
CORRECTIONS = "更正:\n  - 日期: 2022-03-06\n    说明: 甲\n"
SHAPE = shape_of(Record(Item, ITEM_FIELDS), 2022)


REPORT_TEXT = "---\n标题: 报告\n类型: 法治政府建设年度报告\n年度: 2022\n成文日期: 待填\n发布日期: 待填\n---\n甲\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """BASE on disk with an item to be mended, one that cannot be, and a report in GBK."""
    root = tmp_path / "repository"
    files = {**BASE, ITEM: ITEM_TEXT.replace("类别: ", "类别：").replace("2022-03-05", "2022年3月5日"),
             "data/items/2022/2022-00002.yml": ITEM_TEXT.replace("2022-03-05", "2022-02-30"), "docs/index.md": "标题：甲\r\n",
             "docs/reports/2022-law.md": REPORT_TEXT}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("gbk" if path.endswith("law.md") else "utf-8"))
    return root


def check(root: Path, *words: str) -> int:
    return main(["--root", str(root), "check", "--today", "2023-01-31", *words])


def test_command(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / ITEM).chmod(0o640)
    files = {path.relative_to(small).as_posix(): path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert check(small, "--fix") == 1
    printed = capsys.readouterr().out
    assert printed.startswith(f"""\
{ITEM}：第 2 行：改正冒号、空格或缩进；第 6 行：“2022年3月5日”改为 2022-03-05
--- a/{ITEM}
+++ b/{ITEM}
@@ -2 +2 @@
-类别：民政
+类别: 民政
@@ -6 +6 @@
-发布日期: 2022年3月5日
+发布日期: 2022-03-05
docs/reports/2022-law.md：编码改为 UTF-8
已改好 2 个文件；请看一遍上面的改动再提交。
""")
    assert printed.count(" 错误: ") == 1 and "2022-00002.yml:6:7: 错误: " in printed, "检查的是改好以后的文件"
    assert (small / ITEM).read_text(encoding="utf-8") == ITEM_TEXT
    assert (small / ITEM).stat().st_mode & 0o777 == 0o640
    now = {path.relative_to(small).as_posix(): path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert {path for path in files if files[path] != now[path]} == {ITEM, "docs/reports/2022-law.md"} and set(now) == set(files)
    assert check(small, "--fix") == 1
    assert "没有可以自动改的地方。" in capsys.readouterr().out


def test_only_the_wanted_files(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(small, "--fix", str(small / "docs")) == 0
    assert "已改好 1 个文件" in capsys.readouterr().out
    assert (small / ITEM).read_text(encoding="utf-8") != ITEM_TEXT


def test_json_keeps_its_lines(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(small, "--fix", "--format", "json")
    printed = capsys.readouterr()
    assert all(line.startswith("{") for line in printed.out.splitlines()) and "已改好 2 个文件" in printed.err


def test_link_out_of_the_repository_stays(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "outside.yml"
    (small / ITEM).replace(outside)
    (small / ITEM).symlink_to(outside)
    before = outside.read_bytes()
    check(small, "--fix")
    assert outside.read_bytes() == before and (small / ITEM).is_symlink()
    assert "不能用快捷方式或链接代替文件" in capsys.readouterr().out
