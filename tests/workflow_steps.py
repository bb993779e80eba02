"""The workflows as data, and their steps run as a runner would run them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from building import copy_repository
from git_repository import commit, git, settings

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = {path.stem: path for path in sorted((GITHUB / "workflows").glob("*.yml"))}
GITEA = GITHUB / "templates/gitea-publish.yml"
GITLAB = GITHUB / "templates/gitlab-ci.yml"
FILES = {**WORKFLOWS, "gitea": GITEA}  # all that have GitHub's form


@dataclass(frozen=True)
class Step:
    """One step with the place where it stands."""

    workflow: str
    job: str
    content: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.workflow}/{self.job}/{self.content.get('name') or self.content.get('uses')}"

    @property
    def script(self) -> str:
        return self.content.get("run", "")


def load(path: Path) -> dict[Any, Any]:
    """A workflow; its key `on` is read as True, as YAML 1.1 wants."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps() -> Iterator[Step]:
    for name, path in FILES.items():
        for job, content in load(path)["jobs"].items():
            yield from (Step(name, job, step) for step in content["steps"])


def script(name: str) -> str:
    """The commands of a step, by its place and name."""
    return next(step.script for step in steps() if step.name == name)


def run_script(text: str, folder: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """The commands in bash, which stops at the first failure, as on a runner; `words` are more options for it."""
    if os.name == "nt" or shutil.which("bash") is None:
        pytest.skip("没有 bash，或者是 Windows：工作流程在 Linux 上运行")
    return subprocess.run(["bash", "--noprofile", "--norc", "-e", *words, "-c", text], cwd=folder, env=settings() | environment,
                          capture_output=True, text=True, encoding="utf-8", check=False)


def cloned(folder: Path) -> Path:
    """A git repository with everything that is shipped, and with this environment, so that nothing is downloaded."""
    copy_repository(ROOT, folder)
    shutil.copytree(GITHUB, folder / ".github")
    for name in ("disclosure", "requirements.lock", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    # a link is no folder, which is what .gitignore names
    (folder / ".git/info/exclude").write_text(".venv\n", encoding="utf-8")
    borrow_environment(folder)
    commit(folder, {})
    return folder


def borrow_environment(folder: Path) -> None:
    (folder / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)


def with_programs(folder: Path) -> dict[str, str]:
    """An environment in which the programs of this folder are found first."""
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def script_module(name: str) -> ModuleType:
    """A script of the workflows as a module."""
    spec = importlib.util.spec_from_file_location(name, GITHUB / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
