"""The repository as it lies on disk: load and check it, and ask git for commit and day."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..model.catalog import Catalog
from ..model.context import History
from ..release.cache import Cache
from ..release.judging import judge
from ..release.times import CHECK, START, times
from ..source.problems import Level, Problem, count
from ..source.tree import Folder

SHANGHAI = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True)
class Checked:
    """The verdict on a repository. Without a catalog there are always errors."""

    catalog: Catalog | None
    problems: list[Problem]

    @cached_property
    def errors(self) -> int:
        return count(self.problems, Level.ERROR)

    @cached_property
    def warnings(self) -> int:
        return count(self.problems, Level.WARNING)


def check(root: Path, today: dt.date, history: History | None = None) -> Checked:
    """Reads everything and runs every rule; `history` is what git says, for the rules that need it."""
    times.ended(START)
    judged = judge(Folder(root), today, history, cache(root, "check"))
    times.ended(CHECK)
    return Checked(judged.catalog, judged.problems)


def cache(root: Path, what: str) -> Cache:
    """What earlier runs found or made, for `check` or `build`; the folder may be deleted at any time.

    DISCLOSURE_CACHE names another place for it, for repositories that are laid out anew each time.
    """
    return Cache(Path(os.environ.get("DISCLOSURE_CACHE") or root / ".cache") / what)


def today() -> dt.date:
    """The day in Shanghai, wherever the command runs."""
    return dt.datetime.now(SHANGHAI).date()


def commit(root: Path) -> str | None:
    """The hash of HEAD; None without git or without a commit."""
    return _git(root, "rev-parse", "--verify", "HEAD") or None


def day_of(root: Path, asked: str | None) -> dt.date:
    """The day that was asked for, else that of HEAD's commit in Shanghai; today, with a notice, where there is none."""
    if asked:
        return dt.date.fromisoformat(asked)
    moment = _git(root, "log", "-1", "--format=%ct")
    if moment:
        return dt.datetime.fromtimestamp(int(moment), SHANGHAI).date()
    print("提示：这里没有 git 提交记录，按今天的日期构建；可以用 --today 指定日期。", file=sys.stderr)
    return today()


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:  # git is not installed
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
