"""What git says about the repository's past: the state to compare with, and when each file first came."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from ..model.context import History
from ..model.loading import load
from ..source.git_tree import GitError, GitTree, ask
from .repository import SHANGHAI

NO_COMMIT = "0" * 40  # what a server hook is given as the old tip of a new branch
_MARK = "\x01"


def history(root: Path, base: str | None) -> History:
    """The repository's past; with `base` (a branch, tag or hash) also the records of that commit.

    GitError for a base that git does not know. Without git, without commits or in a shallow clone the days are
    unknown (`complete` is False). A base whose own vocabulary cannot be read is left out, with a notice.
    """
    complete = _is_complete(root)
    first = _first_committed(root) if complete else {}
    if base is None or base.strip("0") == "" and len(base) >= len(NO_COMMIT):
        return History(first_committed=first, complete=complete)
    catalog = load(GitTree(root, base)).catalog
    if catalog is None:
        print(f"提示：“{base}”这一版的 data/vocabulary.yml 读不出来，没有与它比较。", file=sys.stderr)
    return History(catalog, base, first, complete)


def _is_complete(root: Path) -> bool:
    try:
        ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return ask(root, "rev-parse", "--is-shallow-repository").strip() == b"false"
    except GitError:
        return False


def _first_committed(root: Path) -> dict[str, dt.date]:
    """The day in Shanghai of the first commit that holds each item or report, by its path: one pass over the log."""
    found: dict[str, dt.date] = {}
    day = dt.date.max
    try:
        log = ask(root, "-c", "core.quotePath=false", "log", "--reverse", "--no-renames", "--relative", "--name-only",
                  "--diff-filter=A", f"--format={_MARK}%ct", "HEAD", "--", "data/items", "docs/reports")
    except GitError:
        return {}
    for line in log.decode("utf-8", "surrogateescape").splitlines():
        if line.startswith(_MARK):
            day = dt.datetime.fromtimestamp(int(line[1:]), SHANGHAI).date()
        elif line:
            found[line] = min(day, found.get(line, day))
    return found
