"""The installed copy of the product that judges and builds on a server: out of reach of every push."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from importlib import metadata
from pathlib import Path

from .layout import Server

PARTS = ("disclosure", "hooks", "mkdocs.yml", "requirements.lock")
KEPT = 3  # installed versions: the one that judges, and those that a push still going on may be using
SOURCE = Path(__file__).resolve().parents[4]  # the product that is running
_LEFT_OUT = shutil.ignore_patterns("__pycache__")


class NotInstalled(Exception):
    """Why the product could not be installed, in Chinese."""


def install(server: Server, source: Path = SOURCE) -> bool:
    """Makes `source` the version that judges, by switching one link; False where it is already. Raises NotInstalled, OSError."""
    name = _name(source)
    target = server.programs / name
    if server.program.is_symlink() and server.program.readlink() == Path(name) and target.is_dir():
        return False
    if not target.is_dir():
        server.programs.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=server.programs) as folder:
            copy = Path(folder) / name
            _copy(source, copy)
            copy.rename(target)
    _switch(server.program, name)
    _forget_old(server)
    return True


def _name(source: Path) -> str:
    """A version's name: the hash of every file it consists of."""
    digest = hashlib.sha256()
    for part in PARTS:
        files = [source / part] if (source / part).is_file() else sorted((source / part).rglob("*"))
        if not files:
            raise NotInstalled(f"程序不完整：缺少 {part}")
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(source).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _copy(source: Path, target: Path) -> None:
    """The product in a new folder, with an environment of its own that has been tried."""
    target.mkdir()
    for part in PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, ignore=_LEFT_OUT)
        else:
            shutil.copy(source / part, target / part)
    _environment(target)
    # the launcher makes what is still missing; an import of the adapter proves that all of it can be used
    tried = [[sys.executable, str(target / "disclosure"), "--version"],
             [str(target / ".venv" / "bin" / "python"), "-c", "import disclosure_site"]]
    for command in tried:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False,
                              env=os.environ | {"PYTHONPATH": str(target / "hooks")})
        if done.returncode:
            raise NotInstalled(f"程序没有装好：{(done.stderr.strip().splitlines() or ['没有说明原因'])[-1]}")


def _environment(target: Path) -> None:
    """Copies the locked packages of the running environment, so that no network is needed; nothing where some are not in it."""
    lock = target / "requirements.lock"
    packages = _locked(lock.read_text(encoding="utf-8"))
    if packages is None:
        return
    folder = target / ".venv"
    venv.create(folder, with_pip=False, symlinks=True)
    into = next(folder.glob("lib/python*/site-packages"))
    for package in packages:
        for file in package.files or ():
            path = Path(str(package.locate_file(file)))
            if ".." not in file.parts and path.is_file() and "__pycache__" not in file.parts:
                (into / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, into / file)
    # the launcher's own mark: this lock is installed
    (folder / "installed-locks").write_text(hashlib.sha256(lock.read_bytes()).hexdigest() + "\n", encoding="utf-8")


def _locked(lock: str) -> list[metadata.Distribution] | None:
    """The installed distributions that the lock names; None where one is missing or of another version.

    A line with a condition may be for another system or another Python.
    """
    packages = []
    for line in (line for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))):
        name, _, rest = line.partition("==")
        version, condition, _ = rest.rstrip(" \\").partition(";")
        try:
            found = metadata.distribution(name.strip())
        except metadata.PackageNotFoundError:
            found = None
        if found and found.version == version.strip():
            packages.append(found)
        elif not condition:
            return None
    return packages


def _switch(link: Path, name: str) -> None:
    """Points the link to `name` in one step: at every moment it leads to a whole version."""
    new = link.with_name(f".{link.name}-{os.getpid()}")
    new.unlink(missing_ok=True)
    new.symlink_to(name)
    new.replace(link)


def _forget_old(server: Server) -> None:
    current = server.program.resolve()
    versions = [path for path in server.programs.iterdir() if path.is_dir() and not path.is_symlink() and path != current]
    for path in sorted(versions, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1:]:
        shutil.rmtree(path, ignore_errors=True)
