"""The repository's past, read from real git repositories made here."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import git_repository
from disclosure.cli import checking, repository
from disclosure.cli.history import history
from disclosure.cli.main import main
from disclosure.model.loading import load
from disclosure.source import git_tree
from disclosure.source.git_tree import GitError, GitTree
from disclosure.source.problems import Level
from disclosure.source.tree import Folder
from support import BASE, ITEM, ITEM_TEXT, TODAY

SECOND = "data/items/2022/2022-00002.yml"
SECOND_TEXT = ITEM_TEXT.replace("社会救助监督电话", "社会救助投诉渠道").replace("监督电话见", "投诉渠道见")
WHEN = "2022-03-05T10:00:00+08:00"
pytestmark = [pytest.mark.skipif(shutil.which("git") is None, reason="没有 git"), pytest.mark.usefixtures("own_git_settings")]


def git(root: Path, *words: str, at: str = WHEN) -> str:
    return git_repository.git(root, *words, at=at).stdout.strip()


def commit(root: Path, files: Mapping[str, str | bytes | None], at: str = WHEN) -> str:
    return git_repository.commit(root, files, at)


def write(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """A repository with BASE as its first commit, on the branch main."""
    return git_repository.repository(tmp_path / "repository", BASE, WHEN)


def found(root: Path, base: str | None) -> list[tuple[str, str]]:
    """Path and rule of every problem about the past, compared with `base`."""
    checked = repository.check(root, TODAY, history(root, base))
    return [(problem.path, problem.rule) for problem in checked.problems if problem.rule.startswith("history.")]


def test_a_commit_reads_like_the_folder(past: Path) -> None:
    write(past, {"data/attachments/2022-00001/名单 一.csv": "甲,1\n", "data/.隐藏.yml": "x", "docs/空.md": "",
                 "docs/图.png": b"\x00\xff\n"})
    commit(past, {"data/items/2022/.2022-00001.yml.swp": "x"})
    commit_tree, folder = GitTree(past, "main"), Folder(past)
    for part in ("data", "docs", "data/items", "data/items/", "没有"):
        assert commit_tree.files(part) == folder.files(part)
    for path in [*folder.files("data"), *folder.files("docs"), "data/没有.yml"]:
        assert commit_tree.read(path) == folder.read(path)
        assert commit_tree.size(path) == folder.size(path)


def test_a_commit_stays_as_it_was(past: Path) -> None:
    first = git(past, "rev-parse", "HEAD")
    commit(past, {ITEM: ITEM_TEXT.replace("2022-03-05", "2022-03-06"), SECOND: SECOND_TEXT})
    assert GitTree(past, first).read(ITEM) == ITEM_TEXT.encode()
    assert GitTree(past, first).files("data/items") == [ITEM]
    assert GitTree(past, "main").files("data/items") == [ITEM, SECOND]


def test_a_repository_may_lie_inside_another(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    root = tmp_path / "乡镇" / "公开"
    write(root, BASE)
    commit(tmp_path, {"别的.txt": "x"}, at="2022-03-07T10:00:00+08:00")
    assert GitTree(root, "main").files("data") == Folder(root).files("data")
    assert GitTree(root, "main").read(ITEM) == ITEM_TEXT.encode()
    assert history(root, None).first_committed == {ITEM: dt.date(2022, 3, 7)}


def test_files_come_in_few_runs(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand items must not be a thousand runs of git."""
    runs: list[str] = []
    ask = git_tree.ask
    commit(past, {f"data/items/2022/2022-{number:05d}.yml": ITEM_TEXT for number in range(2, 300)})
    monkeypatch.setattr(git_tree, "ask", lambda root, *words, **given: runs.append(words[0]) or ask(root, *words, **given))
    catalog = load(GitTree(past, "main")).catalog
    assert catalog is not None and len(catalog.items) == 299
    assert len(runs) < 12


def test_large_files_are_fetched_window_by_window(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_tree, "_WINDOW", 10)
    commit(past, {f"docs/{name}.md": name * size for name, size in (("a", 4), ("b", 30), ("c", 5), ("d", 0))})
    tree = GitTree(past, "main")
    assert [tree.read(f"docs/{name}.md") for name in "dcbadbca"] == [b"", b"ccccc", b"b" * 30, b"aaaa", b"", b"b" * 30, b"ccccc", b"aaaa"]


def test_links_and_foreign_repositories_are_no_files(past: Path) -> None:
    (past / "docs").mkdir()
    (past / "docs" / "链接.md").symlink_to("/etc/hostname")
    commit(past, {})
    assert GitTree(past, "main").files("docs") == []


NAMES = [("没有这个分支", "没有", "没有“没有”这个版本"), ("空的", "", "不是 git 的版本名"), ("像选项", "--output=x", "不是 git 的版本名"),
         ("有换行", "main\nx", "不是 git 的版本名"), ("不是提交", "main:data/site.yml", "没有“main:data/site.yml”这个版本"),
         ("不存在的提交号", "1" * 40, "这个版本"), ("括号错", "main^{", "这个版本")]


@pytest.mark.parametrize(("why", "name", "message"), NAMES, ids=[row[0] for row in NAMES])
def test_a_bad_name_is_said_clearly(why: str, name: str, message: str, past: Path) -> None:
    with pytest.raises(GitError, match=message.replace("^", r"\^")):
        GitTree(past, name)


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = tmp_path / "folder"
    write(root, BASE)
    with pytest.raises(GitError, match="不在 git 仓库里"):
        history(root, "main")
    assert not history(root, None).complete


def test_without_git(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="没有安装 git"):
        history(past, "main")
    assert not history(past, None).complete


@pytest.mark.parametrize(("why", "at", "day"), [
    ("北京时间", "2022-03-05T23:59:00+08:00", dt.date(2022, 3, 5)),
    ("格林尼治时间的前一天", "2022-03-05T17:00:00+00:00", dt.date(2022, 3, 6)),
    ("美国的前一天", "2022-03-05T12:00:00-05:00", dt.date(2022, 3, 6)), ("东京的后一天", "2022-03-06T00:30:00+09:00", dt.date(2022, 3, 5)),
])
def test_days_are_those_of_shanghai(why: str, at: str, day: dt.date, past: Path) -> None:
    commit(past, {SECOND: SECOND_TEXT}, at=at)
    assert history(past, None).first_committed[SECOND] == day, why


def test_the_first_commit_of_a_path_counts(past: Path) -> None:
    """Not the last change, not a return after a removal; a renamed file is a new path."""
    commit(past, {ITEM: ITEM_TEXT + "更正: []\n"}, at="2022-04-01T10:00:00+08:00")
    commit(past, {ITEM: None}, at="2022-05-01T10:00:00+08:00")
    commit(past, {ITEM: ITEM_TEXT}, at="2022-06-01T10:00:00+08:00")
    git(past, "mv", ITEM, SECOND)
    commit(past, {"docs/reports/2022-年报.md": "x"}, at="2022-07-01T10:00:00+08:00")
    days = history(past, None).first_committed
    assert days == {ITEM: dt.date(2022, 3, 5), SECOND: dt.date(2022, 7, 1), "docs/reports/2022-年报.md": dt.date(2022, 7, 1)}


def test_files_of_a_merged_branch_have_their_own_day(past: Path) -> None:
    git(past, "switch", "--quiet", "-c", "side")
    commit(past, {SECOND: SECOND_TEXT}, at="2022-03-08T10:00:00+08:00")
    git(past, "switch", "--quiet", "main")
    commit(past, {"docs/index.md": "x"}, at="2022-03-09T10:00:00+08:00")
    git(past, "merge", "--quiet", "--no-ff", "-m", "x", "side", at="2022-03-20T10:00:00+08:00")
    assert history(past, None).first_committed[SECOND] == dt.date(2022, 3, 8)


def test_a_shallow_clone_knows_no_days(past: Path, tmp_path: Path) -> None:
    commit(past, {SECOND: SECOND_TEXT})
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", past.as_uri(), str(shallow))
    known = history(shallow, None)
    assert not known.complete and not known.first_committed
    assert history(past, None).complete


def test_a_repository_without_commits_knows_no_days(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert not history(tmp_path, None).complete


@pytest.mark.parametrize(("why", "files", "expected"), [
    ("没有改动", {}, []),
    ("删除", {ITEM: None}, [(ITEM, "history.vanished")]),
    ("换编号", {ITEM: None, SECOND: ITEM_TEXT}, [(SECOND, "history.renamed")]),
    ("改日期", {ITEM: ITEM_TEXT.replace("2022-03-05", "2022-03-06")}, [(ITEM, "history.date_changed")]),
    ("改正文", {ITEM: ITEM_TEXT.replace("见公开指南", "见办事指南")}, [(ITEM, "history.no_correction")]),
    ("改用途", {ITEM: ITEM_TEXT.replace("救助监督", "低保发放").replace("社会救助监督电话", "发放情况").replace("监督电话见", "数据见")},
     [(ITEM, "history.rewritten_id")]),
    ("改正文并写更正", {ITEM: ITEM_TEXT.replace("见公开", "见办事") + "更正: [{日期: 2022-04-01, 说明: 改了名称}]\n"}, []),
    ("换成附件里的别的内容", {"data/attachments/2022-00002/表.csv": "甲,2\n"}, [(SECOND, "history.no_correction")]),
], ids=lambda value: value if isinstance(value, str) else "")
def test_against_a_base(why: str, files: Mapping[str, str | None], expected: list[tuple[str, str]], past: Path) -> None:
    """The work tree against an earlier commit, through the same door as the command."""
    write(past, {SECOND: SECOND_TEXT + "附件: [{文件: 表.csv, 名称: 表}]\n"} if "附件" in why else {})
    base = commit(past, {"data/attachments/2022-00002/表.csv": "甲,1\n"} if "附件" in why else {})
    write(past, files)
    for given in (base, base[:8], "HEAD", "main"):
        assert found(past, given) == expected, why
    assert found(past, None) == []


def test_a_new_branch_has_no_base(past: Path) -> None:
    """A server hook is given a row of noughts as the old tip."""
    write(past, {ITEM: None})
    known = history(past, "0" * 40)
    assert known.base is None and known.complete


def test_a_base_that_cannot_be_read_is_left_out(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(past, {"data/vocabulary.yml": "类别: [\n"})
    write(past, {"data/vocabulary.yml": BASE["data/vocabulary.yml"]})
    assert history(past, "main").base is None
    assert "没有与它比较" in capsys.readouterr().err


def test_backdating_is_found_in_git(past: Path) -> None:
    """Published on 5 March: committed on 6 March is in time, on 7 March it is not."""
    write(past, {"data/site.yml": BASE["data/site.yml"] + "启用日期: 2022-03-05\n"})
    commit(past, {SECOND: SECOND_TEXT}, at="2022-03-06T23:00:00+08:00")
    third = SECOND.replace("00002", "00003")
    commit(past, {third: SECOND_TEXT.replace("投诉渠道", "投诉办法")}, at="2022-03-07T00:10:00+08:00")
    problems = [problem for problem in repository.check(past, TODAY, history(past, None)).problems if problem.rule == "history.backdated"]
    assert [(problem.path, problem.level) for problem in problems] == [(third, Level.WARNING)]


def test_command_line(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 with nothing changed or nothing to compare with, 1 with a vanished item, 2 for a base that is none."""
    words = ["--root", str(past), "check", "--today", "2023-01-31"]
    assert main([*words, "--base", "main"]) == 0
    write(past, {SECOND: SECOND_TEXT, ITEM: None})
    assert main(words) == 0
    capsys.readouterr()
    assert main([*words, "--base", "main", "--format", "json"]) == 1
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (row["path"], row["line"], row["rule"], row["level"]) == (ITEM, None, "history.vanished", "error")
    assert main([*words, "--base", "没有"]) == checking.USAGE
    assert "没有“没有”这个版本" in capsys.readouterr().err
