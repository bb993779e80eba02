"""`post-receive`: builds what main now is, and publishes it whole; a failure leaves the earlier site.

Two pushes at once wait for each other, and whoever gets the turn publishes the newest commit: the last one wins.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ...source.git_tree import GitError, ask
from .. import repository
from ..writing import replace_file
from . import snapshot
from .layout import BRANCH, Server
from .receiving import Update
from .telling import now, say

DONE, FAILED, GOING_ON = "published", "failed", "publishing"
LINES = 40  # of a failed step, for who pushes; all of them are in the log


class Failed(Exception):
    """Why nothing was published, in Chinese."""


def post_receive(server: Server, changes: list[Update]) -> int:
    """Publishes when main was pushed; 0 also when another push has published the same commit meanwhile."""
    snapshot.leave_git()
    return publish_tip(server) if any(change.is_main for change in changes) else 0


def publish_tip(server: Server, *, again: bool = False, new_ledger: bool = False) -> int:
    """Publishes the newest commit of main. 0 done, 1 failed with a message; `again` also what is public already.

    Its ledger must go on where the public one ends, unless a `new_ledger` is wanted.
    """
    _go_on_alone()
    with _turn(server):
        try:
            commit = ask(server.repository, "rev-parse", "--verify", "--quiet", BRANCH).decode("ascii").strip()
        except GitError:
            say("main 还没有任何提交，没有可以公开的内容。")
            return 1
        if not again and _published(server) == commit:
            say(f"{commit[:10]} 已由另一次推送公开。")
            return 0
        return _publish(server, commit, new_ledger=new_ledger)


def _publish(server: Server, commit: str, *, new_ledger: bool) -> int:
    started = time.monotonic()
    record: dict[str, object] = {"commit": commit, "state": GOING_ON, "started": now().isoformat(),
                                 "program": server.program.resolve().name}
    _note(server, record)
    message = ""
    try:
        _build(server, commit, None if new_ledger else server.public / "current")
        _step(server, "公开", "publish", str(server.built), str(server.public))
    except (Failed, GitError, OSError) as error:
        message = str(error)
    finally:
        snapshot.remove(server.work)
    seconds = round(time.monotonic() - started, 1)
    _note(server, record | {"state": FAILED if message else DONE, "finished": now().isoformat(),
                            "seconds": seconds, "message": message})
    say(f"没有公开：{message}。已公开的网站没有变动。" if message else f"已公开 {commit[:10]}，用时 {seconds} 秒。")
    return 1 if message else 0


def _build(server: Server, commit: str, previous: Path | None) -> None:
    """The site of the commit, made by the installed product, in the server's own folder."""
    say("正在生成网站……")
    snapshot.remove(server.work)
    server.log.write_bytes(b"")
    snapshot.take(server.repository, commit, server.work)
    program = server.program.resolve()
    for name in ("hooks", "mkdocs.yml"):
        (server.work / name).symlink_to(program / name)
    # the day of the verdict, not of the commit: whoever dates a commit must not choose the day it is judged on
    _step(server, "生成", "--root", str(server.work), "build", "--compress", "--site-dir", str(server.built),
          "--today", repository.today().isoformat(), *(["--previous", str(previous)] if previous and previous.exists() else []))


def _step(server: Server, name: str, *words: str) -> None:
    """Runs one of our own commands; Failed, with the end of what it said, where that does not succeed."""
    done = subprocess.run([sys.executable, "-m", "disclosure", *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, cwd=server.root)
    said = done.stdout.decode("utf-8", "replace").replace(str(server.work), ".")
    with server.log.open("a", encoding="utf-8") as log:
        log.write(f"{now().isoformat()} {name}\n{said}\n")
    if done.returncode == 0:
        return
    lines = said.splitlines()
    if "Traceback (most recent call last):" in said:
        lines = [f"程序出错；请管理员看 {server.log.name}"]
    for line in lines[-LINES:]:
        say(line)
    raise Failed(f"{name}没有成功")


@contextlib.contextmanager
def _turn(server: Server) -> Iterator[None]:
    """Waits until no other publication is going on; the system ends the turn with the process, however it ends."""
    with server.lock.open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("前面有一次发布还没有完成，正在排队……")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _go_on_alone() -> None:
    """A publication that has begun is finished also when the person who pushed goes away; all may read what it writes."""
    for name in (signal.SIGHUP, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    os.umask(0o022)


def _published(server: Server) -> str | None:
    """The commit that the last publication made public; None where it failed or where none was."""
    try:
        record = json.loads(server.status.read_text(encoding="utf-8"))
        return record["commit"] if record["state"] == DONE else None
    except (OSError, ValueError, KeyError):
        return None


def _note(server: Server, record: dict[str, object]) -> None:
    replace_file(Path(server.status), (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
