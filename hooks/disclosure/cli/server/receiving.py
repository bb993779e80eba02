"""`pre-receive`: the verdict on a push before it is accepted, by the installed version of the product. No build."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...source.git_tree import GitError
from ...source.problems import Level
from .. import formats, repository
from ..history import NO_COMMIT, history
from . import snapshot
from .layout import BRANCH, Server
from .telling import say


@dataclass(frozen=True)
class Update:
    """One line that git gives its hook: a reference with its former and its new commit (NO_COMMIT: none)."""

    old: str
    new: str
    name: str

    @property
    def is_main(self) -> bool:
        return self.name == BRANCH


def updates(lines: Iterable[str]) -> list[Update]:
    """What git's hook is told on its standard input."""
    return [Update(*line.split(maxsplit=2)) for line in (line.strip() for line in lines) if line]


def pre_receive(server: Server, changes: list[Update]) -> int:
    """0 accepts the whole push, 1 refuses all of it. Only main is judged; other branches are kept unpublished."""
    quarantine = snapshot.leave_git()
    for change in changes:
        if not change.is_main and change.name.startswith("refs/heads/") and not _is_none(change.new):
            say(f"分支 {_short(change.name)} 已收下：不检查、不公开。只有 main 会公开。")
    for change in changes:
        if change.is_main and not _accepted(server, change, quarantine):
            say("没有收下这次推送；已公开的网站没有变动。")
            return 1
    return 0


def _accepted(server: Server, change: Update, quarantine: Path | None) -> bool:
    if _is_none(change.new):
        say("main 不能删除：它是已公开内容的来源。")
        return False
    snapshot.tidy(server.root)
    with tempfile.TemporaryDirectory(prefix=snapshot.JUDGED, dir=server.root) as folder:
        taken = Path(folder) / "commit"
        try:
            snapshot.take(server.repository, change.new, taken, quarantine)
            if not _is_none(change.old) and not snapshot.descends(taken, change.new, change.old):
                say("main 不能强行推送：已公开的历史不能改写。请先 git pull --rebase，再推送；改错用“更正”，删除用“撤回”。")
                return False
            if not _is_none(change.old) and not snapshot.goes_on(taken, change.new, change.old):
                say("合并的方向反了：已公开的提交不在主线上，公开台账接不上。请运行 git pull --rebase，再推送。")
                return False
            return _passes(taken, change.old)
        except GitError as error:
            say(f"错误：{error}")
            return False


def _passes(taken: Path, old: str) -> bool:
    """Whether the commit has no errors; errors and warnings are said, and the counts."""
    checked = repository.check(taken, repository.today(), history(taken, old))
    for problem in checked.problems:
        if problem.level is not Level.INFO:
            say(formats.text_line(problem))
    say(f"检查结果：{formats.counts(checked.problems)}")
    return checked.catalog is not None and not checked.errors


def _is_none(commit: str) -> bool:
    return commit.strip("0") == "" and len(commit) >= len(NO_COMMIT)


def _short(name: str) -> str:
    return formats.printable(name.removeprefix("refs/heads/"))
