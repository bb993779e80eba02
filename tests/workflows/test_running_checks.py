"""The steps that check, really run: in a repository where one item has a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import write
from git_repository import commit, git
from workflow_steps import GITLAB, borrow_environment, cloned, load, run_script, script

ITEM = "data/items/2022/2022-00002.yml"
MESSAGE = "发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Main with the shipped state, and on a branch one item with a mistake in line 7; main has gone on since."""
    folder = cloned(tmp_path_factory.mktemp("workflows") / "clone")
    git(folder, "checkout", "--quiet", "-b", "change")
    lines = (folder / ITEM).read_text(encoding="utf-8").splitlines(keepends=True)
    commit(folder, {ITEM: "".join("发布日期: 2022-02-30\n" if line.startswith("发布日期:") else line for line in lines)})
    git(folder, "checkout", "--quiet", "main")
    commit(folder, {"README.md": "x"})
    git(folder, "checkout", "--quiet", "change")
    return folder


def test_a_mistake_is_shown_at_its_line(repository: Path) -> None:
    done = run_script(script("check/check/按全部规则检查"), repository, {"BASE": tip(repository, "main")})
    assert done.returncode == 1
    assert f"::error file={ITEM},line=7,col=7,title=item.date::{MESSAGE}" in done.stdout.splitlines(), done.stderr
    assert "history." not in done.stdout


def test_a_good_state_passes(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "main")
    try:
        done = run_script(script("check/check/按全部规则检查"), repository, {"BASE": tip(repository, "main")})
    finally:
        git(repository, "checkout", "--quiet", "change")
    assert done.returncode == 0 and "::error" not in done.stdout, done.stdout


def test_an_unknown_base_is_no_silent_pass(repository: Path) -> None:
    done = run_script(script("check/check/按全部规则检查"), repository, {"BASE": "0123456789" * 4})
    assert done.returncode not in (0, 1) and done.stdout == ""


def test_gitlab_says_the_same(repository: Path) -> None:
    base = git(repository, "merge-base", "main", "change").stdout.strip()
    done = run_script("\n".join(load(GITLAB)["check"]["script"]), repository, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert done.returncode == 1 and f"{ITEM}:7:7: 错误: {MESSAGE} [item.date]" in done.stdout


def test_gitea_fetches_and_says_the_same(repository: Path, tmp_path: Path) -> None:
    where = {"ADDRESS": repository.as_uri(), "COMMIT": tip(repository, "change"), "BASE": tip(repository, "main"),
             "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "http.extraHeader", "GIT_CONFIG_VALUE_0": "Authorization: token x"}
    fetched = run_script(script("gitea/check/取得仓库，连同历史"), tmp_path, where)
    assert fetched.returncode == 0, fetched.stderr
    assert tip(tmp_path, "HEAD") == where["COMMIT"] and "token" not in (tmp_path / ".git/config").read_text(encoding="utf-8")
    borrow_environment(tmp_path)
    done = run_script(script("gitea/check/按全部规则检查"), tmp_path, {"BASE": where["BASE"]})
    assert done.returncode == 1 and f"{ITEM}:7:7: 错误: {MESSAGE} [item.date]" in done.stdout


def test_nothing_is_published_with_a_mistake(repository: Path) -> None:
    (repository / "site").mkdir()
    write(repository, {"site/manifest.json": "former"})
    done = run_script(script("publish/build/检查并生成"), repository, {})
    assert done.returncode == 1 and MESSAGE in done.stdout + done.stderr
    assert (repository / "site/manifest.json").read_text(encoding="utf-8") == "former"


def tip(folder: Path, name: str) -> str:
    return git(folder, "rev-parse", name).stdout.strip()
