"""What every commit on the main line changed in some folders, and earlier contents: one run of git each, whatever the number of files.

The main line is the chain of first parents: a merge counts as one step, with everything that it brought in, at its own time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .git_tree import PLAIN_FILES, GitError, ask, settings

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
_MARK = b"\x01"
_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_ABSENT = "0"  # the id of a file that is gone consists of these


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: its hash, its commit time in seconds, and path → id of the new content (None: the file is gone)."""

    commit: str
    seconds: int
    files: dict[str, str | None]

    @property
    def time(self) -> dt.datetime:
        """The commit time as a clock in Shanghai shows it, wherever the commit was made and is read."""
        return dt.datetime.fromtimestamp(self.seconds, SHANGHAI)


def is_shallow(root: Path) -> bool | None:
    """Whether the history was cut off when the repository was cloned; None without git, without a repository or commit.

    GitError where git is there and will not answer.
    """
    try:
        ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitError as error:
        if "safe.directory" in str(error):
            raise
        return None


def steps(root: Path, folders: Sequence[str]) -> list[Step]:
    """The commits of the main line that changed anything in the folders, oldest first. Paths are relative to `root`.

    Hidden files and links are no files here, as everywhere. GitError where git cannot answer.
    """
    log = ask(root, "log", "--first-parent", "--diff-merges=first-parent", "--root", "--reverse", "--raw", "--no-abbrev", "--no-renames",
              "--no-color", "--no-show-signature", "--relative", "-z", f"--format={_MARK.decode()}%H %ct", "HEAD", "--", *folders)
    found: list[Step] = []
    words = iter(log.split(b"\0"))
    for word in words:
        word = word.lstrip(b"\n")
        if word.startswith(_MARK):
            commit, seconds = word[1:].decode("ascii").split()
            found.append(Step(commit, int(seconds), {}))
        elif word.startswith(b":"):
            _note(word, next(words, b""), found[-1].files)
    return found


def main_line(root: Path) -> list[str]:
    """The hashes of all commits on the main line, newest first. GitError where git cannot answer."""
    return ask(root, "rev-list", "--first-parent", "HEAD").decode("ascii").split()


def is_part(root: Path, commit: str) -> bool:
    """Whether a commit, by its hash, belongs to the history that is checked out, on the main line or merged into it."""
    if not _HASH.fullmatch(commit):
        return False
    try:
        ask(root, "merge-base", "--is-ancestor", commit, "HEAD")
    except GitError:
        return False
    return True


def contents(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
    """Every content in the order of its ids, while git is reading them. GitError where one is missing (a partial clone)."""
    if not ids:
        return
    with tempfile.TemporaryFile() as asked:  # a pipe that is filled before its end is read would stop both
        asked.write("".join(f"{id}\n" for id in ids).encode("ascii"))
        asked.seek(0)
        command = ["git", "-C", str(root), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=settings()) as git:
            assert git.stdout is not None
            for _ in ids:
                words = git.stdout.readline().split()  # `<id> blob <size>`, the bytes, a line end
                if len(words) != 3:
                    raise GitError("git 里缺少以前的文件内容（部分克隆）；请完整克隆，不要用 --filter")
                size = int(words[2])
                yield git.stdout.read(size + 1)[:size]


def id_of(data: bytes, like: str) -> str:
    """The id that git gives to a content, in the kind of `like` (a repository may use SHA-1 or SHA-256)."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data).hexdigest()


def _note(facts: bytes, name: bytes, files: dict[str, str | None]) -> None:
    """One changed file: `:<mode> <mode> <id> <id> <status>` and its path."""
    path = name.decode("utf-8", "surrogateescape")
    _, mode, _, new, _ = facts[1:].decode("ascii").split()
    if not any(part.startswith(".") for part in path.split("/")):
        files[path] = new if new.strip(_ABSENT) and mode in PLAIN_FILES else None
