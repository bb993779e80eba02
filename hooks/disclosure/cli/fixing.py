"""`check --fix`: carries out the certain mends, shows each as a difference, writes each file whole or not at all."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from ..model.mendable import mended
from ..source.mending import Mended
from ..source.tree import Folder
from .writing import replace_file

FOLDERS = ("data", "docs/reports")


def fix(root: Path, wanted: Sequence[str], out: TextIO) -> int:
    """Mends the files that the repository reads, or only the wanted ones; prints what changed. How many files changed."""
    tree = Folder(root)
    changed = 0
    for path in (path for folder in FOLDERS for path in tree.files(folder)):
        if wanted and "." not in wanted and not any(path == word or path.startswith(f"{word}/") for word in wanted):
            continue
        done = mended(path, tree.read(path) or b"")
        if done is None or not done.done:
            continue
        try:
            _write(root, path, done.data)
        except OSError as error:
            print(f"{path}：无法写入（{error.strerror}），没有改动", file=sys.stderr)
            continue
        changed += 1
        for line in _shown(path, done):
            print(line, file=out)
    print(f"已改好 {changed} 个文件；请看一遍上面的改动再提交。" if changed else "没有可以自动改的地方。", file=out)
    return changed


def _shown(path: str, done: Mended) -> Iterator[str]:
    """What was done in words, then the changed lines as a unified difference without the lines around them."""
    yield f"{path}：{'；'.join(done.done)}"
    before, after = (done.before or "").split("\n"), (done.after or "").split("\n")
    yield from difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", n=0, lineterm="")


def _write(root: Path, path: str, data: bytes) -> None:
    """Replaces the file in one step; a link that leads out of these folders is not followed."""
    target = (root / path).resolve()
    if not any(target.is_relative_to((root / folder).resolve()) for folder in FOLDERS):
        raise OSError(0, "文件是指向别处的链接")
    replace_file(target, data)
