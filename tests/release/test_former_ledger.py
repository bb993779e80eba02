"""The ledger that was published before must be the beginning of the new one: wherever it lies, and whatever was rewritten."""

from __future__ import annotations

import contextlib
import http.server
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from disclosure.model.loading import load
from disclosure.release import past
from disclosure.release.past import Past, Refused
from disclosure.source.tree import Folder
from git_repository import commit, git, repository
from static_host import serve
from support import BASE, ITEM, ITEM_TEXT, TODAY, table

SECOND, THIRD = (f"data/items/2022/2022-0000{number}.yml" for number in (2, 3))
TEXTS = {SECOND: ITEM_TEXT.replace("监督电话", "投诉渠道"), THIRD: ITEM_TEXT.replace("监督电话", "申请办法")}
CHANGED = ITEM_TEXT.replace("见公开指南", "在公开指南里")
REWRITTEN = "公开过的历史不能改写；请取回原来的提交历史，再用新的提交更正"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three commits with one event each, an hour apart."""
    folder = repository(tmp_path / "repository", BASE)
    for hour, (path, text) in enumerate(TEXTS.items(), 11):
        commit(folder, {path: text}, f"2026-03-05T{hour}:00:00+08:00")
    return folder


def read(root: Path, previous: str | Path | None = None) -> Past:
    catalog = load(Folder(root)).catalog
    assert catalog is not None
    return past.read(root, catalog, TODAY, str(previous) if previous else None)


def publish(root: Path, site: Path) -> Path:
    """The folder of a site with the ledger of what is checked out."""
    site.mkdir(exist_ok=True)
    (site / "ledger.jsonl").write_bytes(read(root).ledger)
    return site


def refusal(root: Path, previous: str | Path) -> str:
    with pytest.raises(Refused) as refused:
        read(root, previous)
    return str(refused.value)


def reworded(root: Path) -> None:
    """The first commit gets another message."""
    git(root, "-c", "sequence.editor=sed -i 1s/^pick/reword/", "-c", "core.editor=sed -i s/x/y/", "rebase", "--quiet", "-i", "--root")


def dropped(root: Path) -> None:
    git(root, "rebase", "--quiet", "--onto", "HEAD~2", "HEAD~1")


def later(root: Path) -> None:
    """The same commits again, at another time."""
    git(root, "rebase", "--quiet", "--force-rebase", "HEAD~2", at="2026-03-09T10:00:00+08:00")


def amended(root: Path, files: dict[str, str]) -> None:
    git(root, "reset", "--quiet", "--soft", "HEAD~1")
    commit(root, files)


def restarted(root: Path, *, keep: bool = True) -> None:
    git(root, "checkout", "--quiet", "--orphan", "new")
    commit(root, {} if keep else dict.fromkeys((ITEM, SECOND, THIRD)), "2026-03-10T10:00:00+08:00")


@table("why rewrite number item", [
    ("最后一次提交换了说明", lambda root: git(root, "commit", "--quiet", "--amend", "-m", "y"), 3, "2022-00003"),
    ("最后一次提交换了内容", lambda root: amended(root, {THIRD: CHANGED}), 3, "2022-00003"),
    ("提交的时间改了", later, 2, "2022-00002"),
    ("中间一次提交丢了", dropped, 2, "2022-00002"),
    ("后面的提交都不要了", lambda root: git(root, "reset", "--quiet", "--hard", "HEAD~2"), 2, "2022-00002"),
    ("第一次提交换了说明", reworded, 1, "2022-00001"),
    ("历史从头另来", restarted, 1, "2022-00001"),
    ("条目全没有了", lambda root: restarted(root, keep=False), 1, "2022-00001"),
])
def test_rewritten_history_is_refused_with_the_line(why: str, rewrite: Callable[[Path], object], number: int, item: str, root: Path,
                                                    tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    rewrite(root)
    said = refusal(root, site)
    assert f"第 {number} 行" in said and item in said and said.endswith(REWRITTEN), said
    assert read(root, publish(root, tmp_path / "new")).lines == read(root).lines


def merged(root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "draft")
    commit(root, {ITEM: CHANGED})
    git(root, "switch", "--quiet", "main")
    commit(root, {"docs/a.md": "甲"})
    git(root, "merge", "--quiet", "--no-ff", "-m", "x", "draft")


@table("why move", [
    ("没有变", lambda root: None),
    ("又有新的提交", lambda root: commit(root, {ITEM: CHANGED})),
    ("合并了一个分支", merged),
    ("改写了没有条目的提交", lambda root: (commit(root, {"docs/a.md": "甲"}), git(root, "commit", "--quiet", "--amend", "-m", "y"))),
])
def test_a_history_that_goes_on_is_accepted(why: str, move: Callable[[Path], object], root: Path, tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    move(root)
    assert read(root, site).ledger.startswith((site / "ledger.jsonl").read_bytes())


def test_a_merge_the_wrong_way_round_is_told_from_a_rewritten_history_and_can_be_mended(root: Path, tmp_path: Path) -> None:
    """Somebody commits on an old state, pulls what is public into their own line, and publishes that."""
    git(root, "branch", "mine", "HEAD~1")
    site = publish(root, tmp_path / "site")
    public = git(root, "rev-parse", "HEAD").stdout.strip()
    git(root, "switch", "--quiet", "mine")
    commit(root, {ITEM: CHANGED})
    git(root, "merge", "--quiet", "--no-ff", "-m", "x", "main")
    turned = git(root, "rev-parse", "HEAD").stdout.strip()
    said = refusal(root, site)
    assert f"git checkout -B main {public}、git merge --no-ff {turned}、git push" in said and REWRITTEN not in said
    git(root, "checkout", "--quiet", "-B", "main", public)
    git(root, "merge", "--quiet", "--no-ff", "-m", "x", turned)
    assert len(read(root, site).lines) == 4
    assert git(root, "merge-base", "--is-ancestor", turned, "HEAD").returncode == 0  # so nothing needs to be forced


def test_a_program_that_reads_the_same_history_otherwise_is_named(root: Path, tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    ledger = site / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"content":"', b'"content":"0', 1))
    said = refusal(root, site)
    assert "第 1 行" in said and "提交历史没有改写，是程序" in said


def test_a_shallow_clone_is_refused(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", root.as_uri(), "shallow")
    with pytest.raises(Refused, match="浅克隆.*fetch-depth: 0"):
        read(tmp_path / "shallow")
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert read(tmp_path / "shallow") == read(root)


def test_a_partial_clone_that_lacks_old_contents_is_refused(root: Path, tmp_path: Path) -> None:
    commit(root, {ITEM: CHANGED})
    lost = git(root, "rev-parse", f"HEAD~1:{ITEM}").stdout.strip()
    (root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    with pytest.raises(Refused, match="缺少以前的文件内容"):
        read(root)


def test_without_git_what_was_published_is_missing(root: Path, tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    (root / ".git").rename(tmp_path / "elsewhere")
    assert "已公开的台账有 3 行，这里的提交历史里没有条目" in refusal(root, site)


def test_the_ledger_may_be_named_itself(root: Path, tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    assert read(root, site / "ledger.jsonl") == read(root)


def test_a_site_without_a_ledger_is_the_first(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").mkdir()
    assert len(read(root, tmp_path / "site").lines) == 3
    assert "还没有公开台账，当作第一次发布" in capsys.readouterr().err


@table("why data message", [
    ("少了最后的换行", lambda data: data[:-1], "最后一行没有写完"),
    ("断在一行中间", lambda data: data[:-40], "最后一行没有写完"),
    ("不是台账", lambda data: b"<html>\n", "不是公开台账：第 1 行读不懂"),
    ("中间一行坏了", lambda data: data.replace(b'"item"', b'"x"', 1), "不是公开台账：第 1 行读不懂"),
    ("有空行", lambda data: b"\n" + data, "第 1 行读不懂"),
    ("一行太深", lambda data: b"[" * 100_000 + b"\n", "第 1 行读不懂"),
])
def test_what_is_no_whole_ledger_is_refused(why: str, data: Callable[[bytes], bytes], message: str, root: Path, tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    (site / "ledger.jsonl").write_bytes(data((site / "ledger.jsonl").read_bytes()))
    assert message in refusal(root, site)


def test_what_a_foreign_ledger_says_cannot_disturb_the_terminal_or_git(root: Path, tmp_path: Path) -> None:
    site = publish(root, tmp_path / "site")
    (site / "ledger.jsonl").write_bytes(b'{"item":"\\u001b[2J","commit":"--output=x","event":"x","time":1}\n')
    said = refusal(root, site)
    assert "\x1b" not in said and REWRITTEN in said


def test_no_such_folder_is_refused(root: Path, tmp_path: Path) -> None:
    assert "请核对 --previous" in refusal(root, tmp_path / "nowhere")
    if os.name != "nt" and os.geteuid() != 0:
        (tmp_path / "closed").mkdir(mode=0)
        assert "请核对 --previous" in refusal(root, tmp_path / "closed" / "site")


def test_a_site_on_the_web(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = publish(root, tmp_path / "site")
    with serve(tmp_path) as address:
        assert read(root, f"{address}site/") == read(root, f"{address}site") == read(root, f"{address}site/ledger.jsonl") == read(root)
        assert capsys.readouterr().err == ""
        assert len(read(root, f"{address}nowhere").lines) == 3
        assert "还没有公开台账，当作第一次发布" in capsys.readouterr().err
        git(root, "commit", "--quiet", "--amend", "-m", "y")
        assert "第 3 行" in refusal(root, f"{address}site")
    assert site.is_dir()


class _Broken(http.server.BaseHTTPRequestHandler):
    """Answers 500 under /500/, and elsewhere a ledger that ends before its announced end."""

    def do_GET(self) -> None:
        broken = self.path.startswith("/500/")
        self.send_response(500 if broken else 200)
        self.send_header("Content-Length", "0" if broken else "5000")
        self.end_headers()
        self.wfile.write(b"" if broken else b'{"item":"2022-00001"}\n')

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def broken_host() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Broken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_what_cannot_be_fetched_is_refused(root: Path) -> None:
    """Nobody may get around the comparison by stopping the web server."""
    with broken_host() as address:
        assert "服务器答复 500" in refusal(root, f"{address}500/")
        assert "取不到以前的公开台账" in refusal(root, f"{address}cut/")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "没有服务器在听" in refusal(root, f"http://127.0.0.1:{port}/")
    assert "取不到以前的公开台账" in refusal(root, "http:///nowhere")
