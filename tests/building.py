"""Real builds for tests: repositories in a temporary folder, built by the real command."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from attachment_files import docx, pdf, xlsx
from official_past import with_past

PARTS = ("data", "docs", "hooks", "mkdocs.yml")
OFFICIAL = Path(__file__).resolve().parent / "official"


@dataclass(frozen=True)
class Built:
    """One run of a build command and the folder it was to fill."""

    repository: Path
    site: Path
    code: int
    output: str

    def text(self, address: str) -> str:
        """A published page or file as text."""
        path = self.site / address
        return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8-sig")

    def hashes(self) -> dict[str, str]:
        return hashes(self.site)


def copy_repository(root: Path, to: Path) -> Path:
    to.mkdir(parents=True)
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / part, to / part)
    return to


def official_repository(root: Path, to: Path) -> Path:
    """Another township, in the official edition: few items, but one of every shape; attachments and history are made here."""
    copy_repository(root, to)
    shutil.rmtree(to / "data")
    for report in (to / "docs/reports").glob("2*.md"):
        report.unlink()
    shutil.copytree(OFFICIAL, to, dirs_exist_ok=True)
    folder = to / "data/attachments/2023-00005"
    folder.mkdir(parents=True)
    for name, data in {"清单.csv": "名称,数量\n甲,1\n".encode("utf-8-sig"), "职能.docx": docx(), "统计.xlsx": xlsx(),
                       "办法.pdf": pdf()}.items():
        (folder / name).write_bytes(data)
    if shutil.which("git"):
        with_past(to)
    return to


def write(repository: Path, files: dict[str, str | None]) -> None:
    """Writes or (None) removes files of a repository."""
    for name, text in files.items():
        path = repository / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def run(repository: Path, *words: str, module: str = "disclosure",
        environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m module words…` inside a repository, with its own `hooks` on the path."""
    settings = os.environ | {"PYTHONPATH": str(repository / "hooks"), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1",
                             "PYTHONDONTWRITEBYTECODE": "1"} | (environment or {})
    return subprocess.run([sys.executable, "-m", module, *words], cwd=repository, env=settings, capture_output=True,
                          text=True, encoding="utf-8", check=False)


def build(repository: Path, *words: str) -> Built:
    done = run(repository, "build", *words)
    return Built(repository, repository / "site", done.returncode, done.stdout + done.stderr)


def hashes(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of every file below a folder."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}
