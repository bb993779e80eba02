"""Real git repositories for tests, free of anybody's own git settings, and a server that one of them is pushed to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure.cli.server.layout import Server

SECOND = "data/items/2022/2022-00002.yml"  # the shipped item that pushes change
WHEN = "2026-03-05T10:00:00+08:00"


def settings(at: str = WHEN) -> dict[str, str]:
    """The environment for git: nobody's settings, a committer, a fixed moment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "test"), ("EMAIL", "test@example.org"), ("DATE", at))}
    return clean | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def git(root: Path, *words: str, check: bool = True, at: str = WHEN) -> subprocess.CompletedProcess[str]:
    """One run of git; with `check` a failure of it fails the test."""
    done = subprocess.run(["git", "-C", str(root), *words], env=settings(at), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0 or not check, done.stderr
    return done


def commit(root: Path, files: Mapping[str, str | bytes | None], at: str = WHEN) -> str:
    """Writes or (None) removes files, a link where the text begins with `-> `, and commits everything; the commit's hash."""
    for name, text in files.items():
        path = root / name
        if text is None:
            git(root, "rm", "-r", "--force", "--quiet", name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str) and text.startswith("-> "):
            if path.is_dir():
                shutil.rmtree(path)
            path.symlink_to(text.removeprefix("-> "))
        else:
            path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "x", at=at)
    return git(root, "rev-parse", "HEAD").stdout.strip()


def repository(root: Path, files: Mapping[str, str | bytes | None], at: str = WHEN) -> Path:
    """A new repository whose branch main has one commit with these files."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "core.autocrlf", "false")
    commit(root, files, at)
    return root


@dataclass(frozen=True)
class Town:
    """A server and the clone of somebody who pushes to it."""

    server: Server
    clone: Path

    def item(self, title: str = "", published: str = "") -> str:
        """The text of SECOND as it is in the clone, with another title or publication date."""
        lines = (self.clone / SECOND).read_text(encoding="utf-8").splitlines(keepends=True)
        new = {"标题": title, "发布日期": published}
        return "".join(f"{key}: {new[key]}\n" if new.get(key := line.partition(":")[0]) else line for line in lines)

    def corrected(self, title: str) -> str:
        """The same with another title, as 更正 says."""
        text = self.item(title=title)
        return text + ("" if "更正:\n" in text else "更正:\n") + "  - {日期: 2022-12-01, 说明: 改了标题}\n"

    def push(self, *words: str) -> subprocess.CompletedProcess[str]:
        return git(self.clone, "push", "server", *(words or ("main",)), check=False)

    @property
    def status(self) -> dict[str, object]:
        return json.loads(self.server.status.read_text(encoding="utf-8")) if self.server.status.is_file() else {}

    @property
    def main(self) -> str:
        """The server's tip of main; empty where there is none."""
        return git(self.server.repository, "rev-parse", "--verify", "--quiet", "refs/heads/main", check=False).stdout.strip()

    def public(self, path: str) -> str:
        return (self.server.public / "current" / path).read_text(encoding="utf-8")
