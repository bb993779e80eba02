"""A server as `server-setup` makes it, and clones that push to it with the real git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import copy_repository
from disclosure.cli.server.layout import Server
from git_repository import Town, commit, git, settings


@pytest.fixture(scope="session")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with its product, set up once by the command; tests take copies of it."""
    if os.name == "nt" or shutil.which("git") is None:
        pytest.skip("没有 git，或者不是 Linux：服务器测试跳过")
    folder = tmp_path_factory.mktemp("server") / "政务 公开"
    done = subprocess.run([sys.executable, root / "disclosure", "server-setup", str(folder)], env=settings(), capture_output=True,
                          text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Server(folder)


@pytest.fixture(scope="session")
def history(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with one commit: everything that is shipped."""
    folder = copy_repository(root, tmp_path_factory.mktemp("history") / "clone")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, {})
    return folder


@pytest.fixture
def town(installed: Server, history: Path, tmp_path: Path) -> Town:
    """An own server whose main is the one commit, as if it had been pushed and published, and a clone."""
    server = Server(tmp_path / "server")
    shutil.copytree(installed.root, server.root, symlinks=True, ignore=lambda folder, names: {"program"} & set(names))
    server.programs.symlink_to(installed.programs, target_is_directory=True)
    clone = tmp_path / "clone"
    shutil.copytree(history, clone, symlinks=True)
    git(clone, "remote", "add", "server", str(server.repository))
    git(server.repository, "fetch", "--quiet", str(clone), "main:main")
    return Town(server, clone)


