"""A build that takes over what an earlier one made publishes the same bytes as one that makes everything."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from building import Built, copy_repository, hashes, run
from edits import EDITS, ITEMS, replace
from git_repository import commit, git
from support import table


@pytest.fixture
def township(root: Path, tmp_path: Path) -> Path:
    """The shipped repository, in which 69 items are enough to be worth keeping, in several pieces."""
    found = copy_repository(root, tmp_path / "repository")
    for report in (found / "docs/reports").glob("2*.md"):  # its numbers would not agree with what is edited
        report.unlink()
    replace(found / "hooks/disclosure/release/cache.py", "FEW = 500", "FEW = 1")
    replace(found / "hooks/disclosure/release/pieces.py", "ITEMS_PIECE, LISTS_PIECE = 64, 100", "ITEMS_PIECE, LISTS_PIECE = 8, 10")
    replace(found / "hooks/disclosure/search/volume.py", "SECTION = 2_048", "SECTION = 16")
    return found


def build(township: Path) -> None:
    done = run(township, "build", "--today", "2022-12-31")
    assert done.returncode == 0, done.stdout + done.stderr


def cold(township: Path) -> dict[str, str]:
    """What a build publishes that has nothing to take over."""
    other = township.with_name("cold")
    shutil.rmtree(other, ignore_errors=True)
    copy_repository(township, other)
    done = run(other, "build", "--today", "2022-12-31")
    assert done.returncode == 0, done.stdout + done.stderr
    return hashes(other / "site")


def contents(site: Path) -> dict[str, int]:
    """Path → what tells its content on the disk from every other."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_the_bytes_are_those_of_a_build_from_nothing(seed: int, township: Path) -> None:
    chance = random.Random(seed)
    build(township)
    for name in chance.sample(sorted(EDITS), len(EDITS)):
        EDITS[name](township, chance)
        if chance.random() < 0.3:
            continue  # several edits at once
        build(township)
        assert hashes(township / "site") == cold(township), name


def test_compressed_twins_are_taken_over_with_their_files(township: Path) -> None:
    """Also those of the search index, whose folder has another name after each edit."""
    words = ("build", "--compress", "--today", "2022-12-31")
    assert run(township, *words).returncode == 0
    before = set(contents(township / "site").values())
    EDITS["一句正文"](township, random.Random(5))
    assert run(township, *words).returncode == 0
    warm, after = hashes(township / "site"), contents(township / "site")
    for ending in (".html.gz", ".html.br", ".js.gz", ".js.br"):
        twins = [path for path in after if path.endswith(ending)]
        taken = [path for path in twins if after[path] in before]
        assert len(twins) / 3 < len(taken) < len(twins)
    shutil.rmtree(township / ".cache")
    shutil.rmtree(township / "site")
    assert run(township, *words).returncode == 0
    assert hashes(township / "site") == warm


@table("why edit least most", [
    ("什么也没改：条目、列表、检索分片都接着用", "什么也没改", 0.9, 1),
    ("改一句正文：只有这一片和它的检索要重做", "一句正文", 0.5, 0.95),
    ("改模板：没有一页能接着用，只剩检索", "改模板", 0, 0.6),
    ("改程序：什么都不能信", "改程序", 0, 0),
])
def test_what_is_taken_over(why: str, edit: str, least: float, most: float, township: Path) -> None:
    build(township)
    before = contents(township / "site")
    EDITS[edit](township, random.Random(3))
    build(township)
    after = contents(township / "site")
    inodes = set(before.values())
    share = sum(inode in inodes for inode in after.values()) / len(after)
    assert least <= share <= most, share


def _touch_page(township: Path) -> None:
    page = township / "site/items/2022-00019/index.html"
    page.write_bytes(page.read_bytes().replace("北屏".encode(), "南屏".encode()))


@table("why damage", [
    ("有人改了已生成的网页", _touch_page),
    ("删了一个网页", lambda township: (township / "site/items/2022-00019/index.html").unlink()),
    ("删了整个网站", lambda township: shutil.rmtree(township / "site")),
    ("清空了检索", lambda township: shutil.rmtree(township / "site/search")),
    ("缓存全部截短", lambda township: [path.write_bytes(path.read_bytes()[:-9]) for path in (township / ".cache/build").iterdir()]),
    ("缓存删了一半", lambda township: [path.unlink() for path in sorted((township / ".cache/build").iterdir())[::2]]),
    ("缓存文件夹删了", lambda township: shutil.rmtree(township / ".cache")),
])
def test_damage_costs_time_only(why: str, damage: Callable[[Path], object], township: Path) -> None:
    build(township)
    good = hashes(township / "site")
    damage(township)
    build(township)
    assert hashes(township / "site") == good
    build(township)
    assert hashes(township / "site") == good


def test_a_build_that_is_killed_at_any_moment_leaves_nothing_wrong(township: Path) -> None:
    build(township)
    chance = random.Random(4)
    settings = os.environ | {"PYTHONPATH": str(township / "hooks"), "DISCLOSURE_WORKERS": "2"}
    for _ in range(8):
        before = hashes(township / "site")
        EDITS["一句正文"](township, chance)
        going = subprocess.Popen([sys.executable, "-m", "disclosure", "build", "--today", "2022-12-31"], cwd=township, env=settings,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(0.6 + chance.random() * 1.2)
        os.killpg(going.pid, signal.SIGKILL)
        going.wait()
        if (township / "site").exists():  # else between the two renames of the switch: the next build puts it back
            now = hashes(township / "site")
            assert now == before or now == cold(township)
    build(township)
    assert hashes(township / "site") == cold(township)


ATTACHMENT = "data/attachments/2022-00012/随机抽查事项清单.csv"
SAVED = """    _report(checked)
    if edit := os.environ.get("SAVED"):
        with open(edit, "a", encoding="utf-8") as file:
            file.write("\\n  后来保存的一句。\\n")
"""


@table("why path kept code", [
    ("条目：这一次是检查过的内容，下一次是保存的", ITEMS.format(19), True, 0),
    ("附件：这一次是上次检查过的那一份", ATTACHMENT, True, 0),
    ("附件：检查过的那一份已经没有了，不公开", ATTACHMENT, False, 1),
])
def test_what_is_saved_during_a_build_is_in_the_next(why: str, path: str, kept: bool, code: int, township: Path) -> None:
    replace(township / "hooks/disclosure_site.py", "    _report(checked)\n", SAVED)
    build(township)
    before = hashes(township / "site")
    if not kept:
        shutil.rmtree(township / ".cache")
    done = run(township, "build", "--today", "2022-12-31", environment={"SAVED": str(township / path)})
    assert (done.returncode, hashes(township / "site")) == (code, before), done.stderr
    assert not code or f"没有发布：{path} 在生成的时候被改动；请再生成一次" in done.stderr
    build(township)
    assert hashes(township / "site") == cold(township) != before


def test_another_past_of_the_same_files_is_seen(township: Path) -> None:
    """What an item's page tells of its past is in no file: it comes from git."""
    path = township / ITEMS.format(19)
    text = path.read_text(encoding="utf-8")
    now = text.replace("\n正文:", "\n更正:\n  - {日期: 2022-12-01, 说明: 改正一处}\n正文:", 1)
    for branch, before in (("one", "第一种旧话。"), ("two", "第二种旧话。"), ("three", "")):
        git(township, "init", "--quiet") if branch == "one" else git(township, "checkout", "--quiet", "--orphan", branch)
        if before:
            commit(township, {path.relative_to(township).as_posix(): text.rstrip() + f"\n\n  {before}\n"}, "2022-11-01T10:00:00+08:00")
        commit(township, {path.relative_to(township).as_posix(): now, ".gitignore": "/site/\n/.cache/\n__pycache__/\n"},
               "2022-12-01T10:00:00+08:00")
        build(township)
        page = township / "site/items/2022-00019/history/index.html"
        assert page.exists() == bool(before) and (not before or before in page.read_text(encoding="utf-8"))
        assert ("看改动前后" in (page.parents[1] / "index.html").read_text(encoding="utf-8")) == bool(before)


def test_a_small_site_keeps_nothing(built: Built) -> None:
    assert not (built.repository / ".cache").exists()
