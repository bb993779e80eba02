"""A commit of the bare repository as a folder, with git's history: what is judged is exactly what is built.

Only `data/` and `docs/` are taken from a commit. Its `hooks/`, its `mkdocs.yml` and its git attributes are never used:
they would let a push change the program that judges it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

from ...source.git_tree import GitError, ask

PARTS = ("data", "docs")
JUDGED = ".judged-"  # the folder in which a push is judged, by its beginning
KEPT = 3600
_FOLDER = "040000"
# stronger than every .gitattributes of the commit: each file as it was committed, byte for byte
_ATTRIBUTES = "* -text -filter -ident -working-tree-encoding\n"


def take(repository: Path, commit: str, to: Path, quarantine: Path | None = None) -> None:
    """Fills the folder `to` (which must not exist) with the commit's parts; it is a git repository of its own at that commit.

    `quarantine` is where git keeps the objects of a push that is not accepted yet. GitError where a part is missing
    or no folder (a link would lead to any file of the server), or where files cannot be taken out.
    """
    to.mkdir(parents=True)
    ask(to, "init", "--quiet", "--template=", ".")
    inside = to / ".git"
    objects = [repository.resolve() / "objects", *([quarantine] if quarantine else [])]
    (inside / "info").mkdir(exist_ok=True)
    (inside / "info" / "attributes").write_text(_ATTRIBUTES, encoding="utf-8")
    (inside / "objects" / "info" / "alternates").write_text("".join(f"{folder}\n" for folder in objects), encoding="utf-8")
    (inside / "HEAD").write_text(f"{commit}\n", encoding="utf-8")
    for part in PARTS:
        kind = ask(to, "ls-tree", commit, "--", part).decode("ascii", "replace").partition(" ")[0]
        if kind != _FOLDER:
            raise GitError(f"提交里没有 {part}/ 文件夹；请核对推送的是不是信息公开仓库" if not kind else
                           f"提交里的 {part} 不是文件夹；请换成真正的 {part}/ 文件夹")
    ask(to, "-c", "core.autocrlf=false", "-c", "core.symlinks=true", "checkout", "--quiet", commit, "--", *PARTS)


def descends(snapshot: Path, commit: str, from_commit: str) -> bool:
    """Whether `from_commit` is part of the history of `commit`."""
    try:
        ask(snapshot, "merge-base", "--is-ancestor", from_commit, commit)
    except GitError:
        return False
    return True


def goes_on(snapshot: Path, commit: str, from_commit: str) -> bool:
    """Whether `from_commit` is on the main line of its descendant `commit`: whoever merges the other way round puts their own
    commits in the place of those that are public."""
    added = ask(snapshot, "rev-list", "--first-parent", "--parents", commit, f"^{from_commit}").decode("ascii").split("\n")
    oldest = added[-2].split() if len(added) > 1 else [commit, from_commit]
    return oldest[1:2] == [from_commit]


def leave_git() -> Path | None:
    """Forgets what git told its hook by its environment, which would turn every later git to the wrong repository.

    The folder of objects that are not accepted yet, where there is one.
    """
    told = os.environ.get("GIT_QUARANTINE_PATH")
    quarantine = Path(told).resolve() if told else None
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    return quarantine


def tidy(root: Path) -> None:
    """Removes what judgements left behind that were killed more than an hour ago."""
    for folder in root.glob(f"{JUDGED}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > KEPT:
                remove(folder)


def remove(folder: Path) -> None:
    """Removes a folder and all in it, also one that is not there."""
    shutil.rmtree(folder, ignore_errors=True)
