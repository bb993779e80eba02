"""The files of a git commit as a tree, and the few questions that are put to git. Git is only ever read."""

from __future__ import annotations

import os
import subprocess
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_WINDOW = 16_000_000  # bytes fetched at once: files are read in order, so one run of git serves thousands
_WINDOW_FILES = 4_000
PLAIN_FILES = ("100644", "100755", "100664")  # neither links nor other repositories


class GitError(Exception):
    """Why git could not answer, in Chinese, for people."""


@dataclass(frozen=True, slots=True)
class _Blob:
    id: str
    size: int


class GitTree:
    """The tree of a commit, named as git names it (a branch, a tag, a hash). `root` may lie below git's own root.

    As on disk, hidden files (a leading dot anywhere) are not part of it. Raises GitError where there is no git,
    no repository or no such commit.
    """

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.commit = commit_of(root, name)
        self._window: Mapping[str, bytes] = {}

    def files(self, folder: str) -> list[str]:
        """Every file at any depth below `folder`, sorted."""
        start = f"{folder.rstrip('/')}/"
        first = bisect_left(self._paths, start)
        last = first
        while last < len(self._paths) and self._paths[last].startswith(start):
            last += 1
        return self._paths[first:last]

    def read(self, path: str) -> bytes | None:
        """The file's bytes as committed; fetches the files that follow with it."""
        if path not in self._blobs:
            return None
        if path not in self._window:
            self._window = self._fetch(path)
        return self._window.get(path)

    def size(self, path: str) -> int | None:
        blob = self._blobs.get(path)
        return None if blob is None else blob.size

    @cached_property
    def _blobs(self) -> dict[str, _Blob]:
        """Every plain file by its path relative to `root`."""
        found = {}
        for row in ask(self.root, "ls-tree", "-r", "-z", "-l", self.commit).split(b"\0"):
            facts, _, name = row.partition(b"\t")
            words = facts.decode("ascii", "replace").split()
            path = name.decode("utf-8", "surrogateescape")
            if len(words) == 4 and words[0] in PLAIN_FILES and words[3].isdigit() \
                    and not any(part.startswith(".") for part in path.split("/")):
                found[path] = _Blob(words[2], int(words[3]))
        return found

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self._blobs)

    def _fetch(self, path: str) -> dict[str, bytes]:
        """The file and those after it, up to the window's size, in one run of git."""
        wanted: list[str] = []
        size = 0
        for other in self._paths[bisect_left(self._paths, path):][:_WINDOW_FILES]:
            size += self._blobs[other].size
            if wanted and size > _WINDOW:
                break
            wanted.append(other)
        ids = "".join(f"{self._blobs[other].id}\n" for other in wanted).encode("ascii")
        output = ask(self.root, "cat-file", "--batch", given=ids)
        return dict(_batch(output, wanted))


def commit_of(root: Path, name: str) -> str:
    """The hash of the commit that `name` stands for; GitError where there is none."""
    if not name or name.startswith("-") or any(character in name for character in "\n\0"):
        raise GitError(f"“{name}”不是 git 的版本名；请写分支、标签或提交号，例如 main")
    ask(root, "rev-parse", "--git-dir")
    try:
        return ask(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode("ascii").strip()
    except GitError:
        raise GitError(f"git 里没有“{name}”这个版本；请核对分支、标签或提交号（浅克隆要先取回完整历史）") from None


def settings() -> dict[str, str]:
    """The environment of every run: git speaks English, writes nothing, asks nobody, and shows each object as it was committed."""
    return os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}


def ask(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What one run of git prints; GitError where git is missing, `root` is in no repository, or git refuses."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], input=given, capture_output=True, check=False, env=settings())
    except OSError:
        raise GitError("这台电脑没有安装 git，不能与以前的版本比较") from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace")
    if "not a git repository" in said:
        raise GitError(f"{root} 不在 git 仓库里，不能与以前的版本比较")
    if "dubious ownership" in said:
        raise GitError(f"git 不信任这个文件夹的所有者；请先运行 git config --global --add safe.directory {root}")
    raise GitError(f"git {words[0]} 没有成功：{said.strip().splitlines()[-1] if said.strip() else '没有说明原因'}")


def _batch(output: bytes, paths: Sequence[str]) -> list[tuple[str, bytes]]:
    """Paths with bytes, from `cat-file --batch`: `<id> blob <size>`, a line end, the bytes, a line end."""
    found, place = [], 0
    for path in paths:
        end = output.find(b"\n", place)
        words = output[place:end].split() if end >= 0 else []
        place = end + 1
        if len(words) == 3 and words[2].isdigit():  # else "<id> missing": a partial clone
            found.append((path, output[place:place + int(words[2])]))
            place += int(words[2]) + 1
    return found
