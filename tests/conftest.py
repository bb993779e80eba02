"""Options and fixtures that several folders of tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from building import Built, build, copy_repository, official_repository, run

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew; read the diff like code")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository without git, environment and built site."""
    return copy_repository(ROOT, tmp_path_factory.mktemp("repository") / "copy")


@pytest.fixture(scope="session")
def built(repository: Path) -> Built:
    """The real site, built strictly once; the tests only read it."""
    return build(repository, "--today", "2022-12-31")


@pytest.fixture(scope="session")
def compressed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real site with compressed twins; the tests only read it."""
    folder = tmp_path_factory.mktemp("compressed") / "site"
    done = run(repository, "build", "--compress", "--today", "2022-12-31", "--site-dir", str(folder))
    return Built(repository, folder, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Another township's official site with the handbook, built strictly once; the tests only read it."""
    repository = official_repository(ROOT, tmp_path_factory.mktemp("official") / "copy")
    return build(repository, "--with-handbook", "--today", "2023-12-31")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """With CI=true a skipped test is a failure: nothing may go unchecked there."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} 被跳过；CI 里不能跳过"
    return report


@pytest.fixture
def own_git_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own git settings, nor those of a hook that runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
