"""The past of items on the real site, by the real command in real git repositories: ledger, pages of changes, what is refused."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from building import Built, build, copy_repository, hashes, official_repository, run
from git_repository import commit, git
from support import table
from tiny_town import SITE, VOCABULARY, item

HISTORY = "items/2023-00002/history"
FIRST, SECOND, THIRD, FOURTH = (f"data/items/2023/2023-0000{number}.yml" for number in range(1, 5))
NUMBER = "11010519491231002X"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="没有 git")


def test_the_ledger_is_published_and_listed(official: Built) -> None:
    lines = [json.loads(line) for line in official.text("ledger.jsonl").splitlines()]
    assert [(row["item"], row["event"], row["time"][:10]) for row in lines[-3:]] == [
        ("2023-00002", "corrected", "2023-06-03"), ("2023-00002", "corrected", "2023-06-09"), ("2023-00009", "corrected", "2023-11-20")]
    assert {row["item"] for row in lines if row["event"] == "published"} \
        == {f"2023-{number:05d}" for number in range(1, 11)} - {"2023-00003"}
    manifest = json.loads(official.text("manifest.json"))
    assert {"ledger.jsonl", f"{HISTORY}/index.html"} <= {row["path"] for row in manifest["files"]}
    assert lines[-1]["commit"] == manifest["commit"]
    assert 'href="../ledger.jsonl"' in official.text("open-data")


def test_an_item_says_what_changed_and_when(official: Built) -> None:
    record = official.text("items/2023-00002")
    record = record[record.index("公开记录"):record.index("</ol>", record.index("公开记录"))]
    assert [record.index(words) for words in ("首次公开", "改正第二条的一个错字", "#change-1", "补上宽表格的最后一列。", "#change-2")] \
        == sorted(record.index(words) for words in ("首次公开", "改正第二条的一个错字", "#change-1", "补上宽表格的最后一列。", "#change-2"))
    assert "2023年11月20日</time>　内容有改动，没有写更正说明" in official.text("items/2023-00009")
    page = official.text(HISTORY)
    assert 'id="change-1"' in page and 'id="change-2"' in page
    assert f"<loc>https://example.invalid/town/{HISTORY}/</loc><lastmod>2023-06-09</lastmod>" in official.text("sitemap.xml")
    assert f'<link rel="canonical" href="https://example.invalid/town/{HISTORY}/">' in page
    assert [path.parent.parent.name for path in official.site.glob("items/*/history/index.html")] == ["2023-00002"]


def test_the_data_of_an_item_are_what_they_were(official: Built) -> None:
    assert set(json.loads(official.text("items/2023-00002.json"))) & {"history", "ledger", "content"} == set()


def test_the_shipped_copy_without_git_has_neither(built: Built) -> None:
    assert not (built.site / "ledger.jsonl").exists() and "ledger.jsonl" not in built.text("open-data")
    assert list(built.site.glob("items/*/history")) == []
    assert "网站没有公开台账" in built.output


def test_plain_mkdocs_builds_the_same_site(official: Built, root: Path, tmp_path: Path) -> None:
    repository = official_repository(root, tmp_path / "copy")
    done = run(repository, "build", "--strict", module="mkdocs",
               environment={"DISCLOSURE_TODAY": "2023-12-31", "DISCLOSURE_WITH_HANDBOOK": "1"})
    assert done.returncode == 0, done.stderr
    assert hashes(repository / "site") == official.hashes()


def test_one_commit_gives_the_same_bytes_wherever_and_whenever_it_is_built(root: Path, tmp_path: Path) -> None:
    """Other path, other hour, other ages of files, other time zone, locale, hash seed and number of processes."""
    source = official_repository(root, tmp_path / "source")
    built = []
    for name, settings in (("one", {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "DISCLOSURE_WORKERS": "1"}),
                           ("别处 two", {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2", "DISCLOSURE_WORKERS": "3"})):
        clone = tmp_path / name / "clone"
        git(tmp_path, "clone", "--quiet", str(source), str(clone))
        for number, path in enumerate(sorted(clone.rglob("data/**/*"))):
            os.utime(path, (1_000_000_000 + number * len(name),) * 2)
        done = run(clone, "build", "--site-dir", str(tmp_path / name / "site"), environment=settings)
        assert done.returncode == 0, done.stdout + done.stderr
        built.append(hashes(tmp_path / name / "site"))
    assert {"ledger.jsonl", f"{HISTORY}/index.html", "manifest.json"} <= set(built[0])
    assert built[0] == built[1]


@pytest.fixture
def tiny(root: Path, tmp_path: Path) -> Path:
    """A repository with four items, each of which had something that must not come back, and the last one a harmless change."""
    repository = copy_repository(root, tmp_path / "copy")
    shutil.rmtree(repository / "data")
    for report in (repository / "docs/reports").glob("2*.md"):
        report.unlink()
    git(repository, "init", "--quiet", "--initial-branch=main")
    entry = "更正:\n  - {日期: 2023-04-02, 说明: 改正一处}\n"
    withdrawn = "撤回: {日期: 2023-04-02, 原因: 误发}\n"
    commit(repository, {
        ".gitignore": "/site/\n/.cache/\n__pycache__/\n", "data/site.yml": SITE, "data/vocabulary.yml": VOCABULARY,
        FIRST: item("甲通知", body=f"经办人身份证号{NUMBER}。旧字样甲。"), SECOND: item("乙通知", body="撤回前的文字。"),
        THIRD: item("丙通知", body="撤回前的另一段。"), FOURTH: item("丁通知", body="一共120户。")}, "2023-04-01T10:00:00+08:00")
    commit(repository, {
        FIRST: item("甲通知", extra=entry, body="新字样甲。"), SECOND: item("乙通知", extra=withdrawn, body="略。"),
        THIRD: item("丙通知", extra=withdrawn, body="略。"), FOURTH: item("丁通知", extra=entry, body="一共121户。")},
        "2023-04-02T10:00:00+08:00")
    commit(repository, {THIRD: item("丙通知", extra=entry, body="重新公开的一段。")}, "2023-04-03T10:00:00+08:00")
    return repository


def test_what_was_taken_back_is_nowhere_in_the_site(tiny: Path) -> None:
    done = build(tiny)
    assert done.code == 0, done.output
    assert [path.parent.parent.name for path in done.site.glob("items/*/history/index.html")] == ["2023-00004"]
    assert "更正：改正一处（改动前的文字不再显示）" in done.text("items/2023-00001")
    assert "history" not in done.text("items/2023-00003").split("公开记录")[1].split("</ol>")[0]
    for words in (NUMBER, "旧字样甲", "撤回前的文字", "撤回前的另一段"):
        data = words.encode()
        assert [name for name in done.hashes() if data in (done.site / name).read_bytes()] == [], words
    assert "一共" in done.text("items/2023-00004/history")


def test_an_uncommitted_withdrawal_takes_the_page_of_changes_along(tiny: Path) -> None:
    (tiny / FOURTH).write_text(item("丁通知", extra="撤回: {日期: 2023-04-05, 原因: 误发}\n", body="略。"), encoding="utf-8")
    done = build(tiny)
    assert done.code == 0 and list(done.site.glob("items/*/history")) == []
    assert "1 条条目有还没提交的改动，不在公开台账里" in done.output


@table("why move message", [
    ("改写了历史", lambda root: git(root, "commit", "--quiet", "--amend", "-m", "y"), "公开过的历史不能改写"),
    ("浅克隆", lambda root: shallow(root), "fetch-depth: 0"),
    ("没有以前的网站", lambda root: shutil.move(root / "site", root.parent / "moved"), "读不了以前的公开台账"),
])
@pytest.mark.parametrize("module", ["disclosure", "mkdocs"])
def test_what_is_refused_leaves_the_earlier_site(why: str, move: Callable[[Path], object], message: str, module: str, tiny: Path,
                                                 tmp_path: Path) -> None:
    assert build(tiny).code == 0
    target = tmp_path / "public"
    shutil.copytree(tiny / "site", target)
    before = hashes(target)
    move(tiny)
    words = ("build", "--site-dir", str(target), *(("--previous", str(tiny / "site")) if module == "disclosure" else ("--strict",)))
    done = run(tiny, *words, module=module, environment={"DISCLOSURE_PREVIOUS": str(tiny / "site")})
    assert done.returncode == 1
    said = [line for line in (done.stdout + done.stderr).splitlines() if "没有发布" in line]
    assert len(said) == 1 and message in said[0] and said[0].endswith("已有的网站没有变动。")
    assert "Traceback" not in done.stdout + done.stderr
    assert hashes(target) == before


def shallow(root: Path) -> None:
    """The clone becomes one of depth 1."""
    (root / ".git" / "shallow").write_bytes(git(root, "rev-parse", "HEAD").stdout.encode())


def test_the_site_itself_may_be_the_previous_one(tiny: Path) -> None:
    """`--previous site` is read before the new one takes its place."""
    assert build(tiny).code == 0
    before = (tiny / "site/ledger.jsonl").read_bytes()
    commit(tiny, {FOURTH: item("丁通知", body="一共122户。")}, "2023-04-05T10:00:00+08:00")
    done = build(tiny, "--previous", "site")
    assert done.code == 0, done.output
    after = (tiny / "site/ledger.jsonl").read_bytes()
    assert after.startswith(before) and after.count(b"\n") == before.count(b"\n") + 1
