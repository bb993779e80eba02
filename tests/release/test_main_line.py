"""Which commits count: the main line, as it was committed, whatever git is set to and however much there is to read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from disclosure.release import past
from disclosure.release.past import NO_PAST
from git_repository import commit, git, repository
from ledger_reading import CHANGED, EMPTY, OTHER, OTHER_TEXT, events, read, rows
from support import BASE, ITEM, ITEM_TEXT


def test_without_git_or_commits_there_is_no_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, commands in (("nothing", []), ("no commit", [("init", "--quiet")])):
        root = tmp_path / name
        for path, text in BASE.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        for words in commands:
            git(root, *words)
        assert read(root) == NO_PAST
        assert "网站没有公开台账" in capsys.readouterr().err


def test_what_is_not_committed_is_no_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, BASE)
    before = read(root)
    assert capsys.readouterr().err == ""
    (root / ITEM).write_text(CHANGED, encoding="utf-8")
    (root / OTHER).write_text(OTHER_TEXT, encoding="utf-8")
    assert read(root) == before
    assert "2 条条目有还没提交的改动" in capsys.readouterr().err


def test_a_repository_inside_another(tmp_path: Path) -> None:
    root = tmp_path / "乡镇" / "公开"
    repository(tmp_path, {f"乡镇/公开/{path}": text for path, text in BASE.items()} | {"data/items/2022/2022-00009.yml": ITEM_TEXT})
    assert events(root) == [("1", "published")]


def test_a_merge_is_one_step(tmp_path: Path) -> None:
    """What happened on the branch was not public; the merge brings its last state, at its own time."""
    root = repository(tmp_path, EMPTY)
    git(root, "switch", "--quiet", "-c", "draft")
    for text in (ITEM_TEXT, CHANGED, ITEM_TEXT + "# 最后\n"):
        commit(root, {ITEM: text}, "2022-03-05T10:00:00+08:00")
    git(root, "switch", "--quiet", "main")
    commit(root, {OTHER: OTHER_TEXT}, "2022-03-06T10:00:00+08:00")
    git(root, "merge", "--quiet", "--no-ff", "-m", "x", "draft", at="2022-03-07T10:00:00+08:00")
    merge = git(root, "rev-parse", "HEAD").stdout.strip()
    found = rows(root)
    assert [(row["item"], row["event"]) for row in found] == [("2022-00002", "published"), ("2022-00001", "published")]
    assert (found[1]["commit"], found[1]["time"]) == (merge, "2022-03-07T10:00:00+08:00")


def test_a_merge_that_equals_the_branch_is_a_step_all_the_same(tmp_path: Path) -> None:
    """Git by itself leaves such merges out and goes along the branch."""
    root = repository(tmp_path, EMPTY)
    git(root, "switch", "--quiet", "-c", "draft")
    commit(root, {ITEM: ITEM_TEXT})
    commit(root, {ITEM: CHANGED})
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "-m", "x", "draft")
    assert events(root) == [("1", "published")]
    commit(root, {OTHER: OTHER_TEXT})
    assert events(root) == [("1", "published"), ("2", "published")]


def test_git_settings_of_the_machine_change_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, BASE)
    commit(root, {ITEM: CHANGED, OTHER: OTHER_TEXT})
    before = read(root)
    for name, value in (("log.showRoot", "false"), ("log.diffMerges", "off"), ("diff.renames", "copies"), ("core.abbrev", "5"),
                        ("log.showSignature", "true"), ("color.ui", "always"), ("log.date", "relative"), ("diff.noprefix", "true"),
                        ("diff.orderFile", str(root / "data/site.yml")), ("core.quotePath", "true"), ("log.follow", "true")):
        git(root, "config", name, value)
    assert read(root) == before


@pytest.mark.parametrize("workers", ["1", "3"])
def test_old_states_are_the_same_however_many_read_them(workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "_AT_ONCE", 7)
    monkeypatch.setattr(past, "_PIECE", 2)
    monkeypatch.setenv("DISCLOSURE_WORKERS", workers)
    root = repository(tmp_path, EMPTY)
    names = [f"data/items/2022/2022-{number:05d}.yml" for number in range(1, 21)]
    for text in (ITEM_TEXT, CHANGED):
        commit(root, {name: text.replace("社会", str(number)) for number, name in enumerate(names)})
    assert [row["event"] for row in rows(root)] == ["published"] * 20 + ["corrected"] * 20


def test_git_runs_as_often_for_many_items_as_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    started = subprocess.Popen.__init__

    def counted(self: object, command: list[str], *words: object, **named: object) -> None:
        runs.append(next(word for word in command[3:] if not word.startswith("-")))
        started(self, command, *words, **named)

    root = repository(tmp_path, BASE)
    commit(root, {ITEM: CHANGED})
    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    assert len(read(root).lines) == 2
    few, runs = runs, []
    assert sorted(few) == ["cat-file", "log", "rev-parse", "rev-parse"]
    names = [f"data/items/2022/2022-{number:05d}.yml" for number in range(2, 102)]
    for number in range(10):
        commit(root, {name: ITEM_TEXT.replace("社会", str(number)) for name in names})
    runs.clear()
    assert len(read(root).lines) == 2 + 10 * 100
    assert runs == few
