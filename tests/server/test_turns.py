"""Publications that meet each other, fail, or lose the person who pushed."""

from __future__ import annotations

import fcntl
import subprocess
import time

from git_repository import SECOND as ITEM
from git_repository import Town, commit, settings


def test_two_at_once_queue_and_the_last_one_wins(town: Town) -> None:
    """Both have been accepted while a third publication is going on; whoever comes first publishes the newest commit."""
    first = commit(town.clone, {ITEM: town.corrected("第一次")})
    with town.server.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pushes = [start(town)]
        wait_for(town, first)
        second = commit(town.clone, {ITEM: town.corrected("第二次")})
        pushes.append(start(town))
        wait_for(town, second)
        assert town.status == {}
    said = [push.communicate(timeout=60)[1] for push in pushes]
    assert [push.returncode for push in pushes] == [0, 0]
    assert all("正在排队" in text for text in said)
    assert "".join(said).count(f"已公开 {second[:10]}") == 1 and "".join(said).count(f"{second[:10]} 已由另一次推送公开") == 1
    assert "第二次" in town.public("items/2022-00002/index.html")


def start(town: Town) -> subprocess.Popen[str]:
    return subprocess.Popen(["git", "-C", str(town.clone), "push", "server", "main"], env=settings(), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, encoding="utf-8")


def wait_for(town: Town, tip: str) -> None:
    end = time.monotonic() + 60
    while town.main != tip:
        assert time.monotonic() < end
        time.sleep(0.1)


def test_what_cannot_be_built_leaves_the_earlier_site(town: Town) -> None:
    commit(town.clone, {ITEM: town.corrected("第一次")})
    assert town.push().returncode == 0
    tip = commit(town.clone, {ITEM: town.corrected("第二次"), "docs/note.md": "---\ntemplate: none.html\n---\nx\n"})
    done = town.push()
    assert town.main == tip and "没有公开：生成没有成功" in done.stderr and "已公开的网站没有变动" in done.stderr
    assert "Traceback" not in done.stderr
    assert town.status["state"] == "failed"
    assert "第一次" in town.public("items/2022-00002/index.html")


def test_publication_goes_on_when_the_pusher_leaves(town: Town) -> None:
    """The connection is cut when the verdict is out: what was accepted still becomes public."""
    tip = commit(town.clone, {ITEM: town.corrected("人走了")})
    push = start(town)
    wait_for(town, tip)
    push.kill()
    push.communicate()
    end = time.monotonic() + 60
    while town.status.get("state") != "published":
        assert time.monotonic() < end, town.status
        time.sleep(0.1)
    assert "人走了" in town.public("items/2022-00002/index.html")
