"""Pushing with the real git: what is accepted, what is refused, what becomes public."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from git_repository import SECOND as ITEM
from git_repository import Town, commit, git, settings
from support import table

DATE = "发布日期“2022-02-30”不是有效日期"


def test_a_good_push_is_public_at_once(town: Town) -> None:
    tip = commit(town.clone, {ITEM: town.corrected("改过的标题")})
    done = town.push()
    assert done.returncode == 0, done.stderr
    assert "检查结果：错误 0" in done.stderr and f"已公开 {tip[:10]}" in done.stderr
    assert "改过的标题" in town.public("items/2022-00002/index.html")
    assert f'"commit": "{tip}"' in town.public("manifest.json")
    assert (town.status["state"], town.status["commit"], town.status["message"]) == ("published", tip, "")
    assert not town.server.work.exists() and list(town.server.root.glob(".judged-*")) == []


@table("why files message", [
    ("日期不存在", {ITEM: lambda town: town.item(published="2022-02-30")}, f"{ITEM}:7:7: 错误: {DATE}"),
    ("条目不见了", {ITEM: None}, "[history.vanished]"),
    ("没有 docs", {"docs": None}, "提交里没有 docs/ 文件夹"),
    ("没有 data", {"data": None}, "提交里没有 data/ 文件夹"),
    ("docs 是指向服务器别处的链接", {"docs": "-> /etc"}, "提交里的 docs 不是文件夹"),
    ("里面有指向服务器别处的链接", {"docs/passwd.md": "-> /etc/passwd"}, "docs/passwd.md"),
    ("词表读不进来", {"data/vocabulary.yml": "类别: [\n"}, "data/vocabulary.yml:"),
])
def test_a_bad_push_is_refused(why: str, files: Mapping[str, str | Callable[[Town], str] | None], message: str, town: Town) -> None:
    before = town.main
    commit(town.clone, {name: text(town) if callable(text) else text for name, text in files.items()})
    done = town.push()
    assert done.returncode == 1 and "pre-receive hook declined" in done.stderr, why
    assert message in done.stderr and "没有收下这次推送" in done.stderr, why
    assert "Traceback" not in done.stderr
    assert town.main == before and town.status == {}
    assert list(town.server.root.glob(".judged-*")) == []


def test_what_has_not_changed_is_taken_from_the_last_publication(town: Town) -> None:
    """A correction is public in seconds however many items there are; the verdict keeps what it found, too."""
    program, mine = town.server.program.resolve(), town.server.root / "mine"
    shutil.copytree(program, mine, symlinks=True, ignore=shutil.ignore_patterns(".venv"))
    (mine / ".venv").symlink_to(program / ".venv", target_is_directory=True)
    cache = mine / "hooks/disclosure/release/cache.py"
    cache.write_text(cache.read_text(encoding="utf-8").replace("FEW = 500", "FEW = 1"), encoding="utf-8")
    town.server.programs.unlink()
    town.server.programs.mkdir()
    town.server.program.symlink_to(mine, target_is_directory=True)
    beside, apart = (town.server.built / f"search/items/2022-{number}.js" for number in ("00010", "00066"))
    found = []
    text = town.corrected("改过的标题")
    for further in ("", "  - {日期: 2022-12-02, 说明: 又改了一次}\n"):
        commit(town.clone, {ITEM: text + further})
        done = town.push()
        assert done.returncode == 0 and town.status["state"] == "published", done.stderr
        found.append((beside.stat().st_ino, apart.stat().st_ino))
    assert "又改了一次" in town.public("items/2022-00002/index.html")
    assert found[0][0] != found[1][0], "made together with the item that changed"
    assert found[0][1] == found[1][1]
    assert {path.name for path in town.server.cache.iterdir()} == {"build", "check"}


DISARMED = '''
from pathlib import Path
Path("{trace}").write_text("x")
raise SystemExit(0)
'''


@pytest.mark.parametrize("published", ["2022-02-30", ""], ids=["坏的条目照样拒绝", "好的条目照样由装好的程序生成"])
def test_a_push_cannot_disarm_its_judge(published: str, town: Town, tmp_path: Path) -> None:
    """Program, settings, attributes and ignored paths of the commit have no effect on the verdict and on the site."""
    code = DISARMED.format(trace=tmp_path / "executed")
    text = town.item(published=published) if published else town.corrected("新标题")
    commit(town.clone, {
        ITEM: text,
        **{f"hooks/disclosure/{name}": code for name in ("__init__.py", "__main__.py", "checks/registry.py", "cli/repository.py")},
        "hooks/disclosure_site.py": code, "disclosure": code, "hooks/theme/main.html": "disarmed",
        "mkdocs.yml": "site_name: x\nhooks: [hooks/disclosure_site.py]\n"})
    tip = commit_unseen(town.clone, {
        ".gitattributes": "* export-ignore\n*.yml working-tree-encoding=UTF-16 filter=x\ndata/items/** export-ignore\n",
        "data/.gitattributes": "*.yml working-tree-encoding=UTF-16\n"})
    done = town.push()
    assert not (tmp_path / "executed").exists()
    if published:
        assert done.returncode == 1 and DATE in done.stderr and town.main != tip
        return
    assert done.returncode == 0 and town.status["commit"] == tip, done.stderr
    page = town.public("items/2022-00002/index.html")
    assert "新标题" in page and "Content-Security-Policy" in page and "disarmed" not in page


def commit_unseen(root: Path, files: Mapping[str, str]) -> str:
    """Commits files that are not in the folder, where attributes would change what git reads there; the commit's hash."""
    for name, text in files.items():
        blob = root / ".git" / "blob"
        blob.write_text(text, encoding="utf-8")
        made = git(root, "hash-object", "-w", "--no-filters", str(blob)).stdout.strip()
        git(root, "update-index", "--add", "--cacheinfo", f"100644,{made},{name}")
    git(root, "commit", "--quiet", "-m", "x")
    return git(root, "rev-parse", "HEAD").stdout.strip()


def test_another_branch_is_kept_unpublished(town: Town) -> None:
    tip = commit(town.clone, {ITEM: town.item(published="2022-02-30")})
    done = town.push("main:试写")
    assert done.returncode == 0 and "分支 试写 已收下：不检查、不公开" in done.stderr
    assert git(town.server.repository, "rev-parse", "refs/heads/试写").stdout.strip() == tip
    assert town.status == {} and town.main != tip
    git(town.clone, "commit", "--quiet", "--amend", "-m", "y")
    assert town.push("+main:试写").returncode == 0
    assert town.push(":试写").returncode == 0


def test_a_bad_main_refuses_the_branches_beside_it(town: Town) -> None:
    """One push is accepted whole or not at all."""
    before = town.main
    commit(town.clone, {ITEM: town.item(published="2022-02-30")})
    assert town.push("main", "main:other").returncode == 1
    assert town.main == before
    assert git(town.server.repository, "for-each-ref", "--format=%(refname)").stdout.split() == ["refs/heads/main"]


def test_history_cannot_be_rewritten(town: Town) -> None:
    before = town.main
    git(town.clone, "commit", "--quiet", "--amend", "-m", "改写")
    done = town.push("+main")
    assert done.returncode == 1 and "main 不能强行推送" in done.stderr and town.main == before
    done = town.push(":main")
    assert done.returncode == 1 and town.main == before
    assert "main 不能删除" in done.stderr


def test_a_merge_the_wrong_way_round_is_refused(town: Town) -> None:
    """What is public must stay on the main line, or the ledger would have to tell another story than before."""
    git(town.clone, "branch", "mine")
    commit(town.clone, {ITEM: town.corrected("别人的")})
    assert town.push().returncode == 0
    public = town.main
    git(town.clone, "switch", "--quiet", "mine")
    commit(town.clone, {"docs/note.md": "# 说明\n"})
    git(town.clone, "merge", "--quiet", "--no-ff", "-m", "x", "main")
    done = town.push("mine:main")
    assert done.returncode == 1 and "合并的方向反了" in done.stderr and "git pull --rebase" in done.stderr and town.main == public
    git(town.clone, "rebase", "--quiet", "main")
    assert town.push("mine:main").returncode == 0 and town.status["state"] == "published"


def test_a_merge_the_right_way_round_is_public(town: Town) -> None:
    git(town.clone, "switch", "--quiet", "-c", "draft")
    commit(town.clone, {ITEM: town.corrected("起草的")})
    git(town.clone, "switch", "--quiet", "main")
    git(town.clone, "merge", "--quiet", "--no-ff", "-m", "x", "draft")
    assert town.push().returncode == 0
    assert town.public("ledger.jsonl").splitlines()[-1].count(town.main) == 1


def test_a_rewritten_history_is_not_published(town: Town) -> None:
    """Somebody with access to the server itself moves main; only the administrator can begin a new ledger, on purpose."""
    commit(town.clone, {ITEM: town.corrected("第一次")})
    assert town.push().returncode == 0
    ledger, public = town.public("ledger.jsonl"), town.main
    git(town.clone, "commit", "--quiet", "--amend", "-m", "改写")
    git(town.server.repository, "fetch", "--quiet", str(town.clone), "+main:main")
    done = server_publish(town)
    assert done.returncode == 1 and "公开过的历史不能改写" in done.stderr and "没有公开：生成没有成功" in done.stderr
    assert f"第 {ledger.count(chr(10))} 行" in done.stderr and "Traceback" not in done.stderr
    assert town.status["state"] == "failed" and town.public("ledger.jsonl") == ledger
    done = server_publish(town, "--new-ledger")
    assert done.returncode == 0 and town.status["state"] == "published", done.stderr
    assert public not in town.public("ledger.jsonl") and town.main in town.public("ledger.jsonl")
    assert server_publish(town).returncode == 0


def server_publish(town: Town, *words: str) -> subprocess.CompletedProcess[str]:
    command = [town.server.program / "disclosure", "server-publish", town.server.root, *words]
    return subprocess.run(command, env=settings(), capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_first_push_has_nothing_to_compare_with(town: Town) -> None:
    git(town.server.repository, "update-ref", "-d", "refs/heads/main")
    done = town.push()
    assert done.returncode == 0 and town.status["state"] == "published", done.stderr
