"""Builds that end in the same moment: each takes the site's place whole, none fails, nothing stays behind."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from disclosure.release import staging
from disclosure.release.manifest import NAME

ROUNDS = 25
FILES = 30
fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="没有 fork 的系统")


def fill(folder: Path, mark: str) -> None:
    """A built site in which every file says whose it is."""
    for number in range(FILES):
        page = folder / str(number) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(mark, encoding="utf-8")
    listed = [{"path": f"{number}/index.html"} for number in range(FILES)]
    (folder / NAME).write_text(json.dumps({"files": listed}), encoding="utf-8")


def marks(site: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in site.rglob("index.html")}


def switch_often(site: Path, locked: bool) -> None:
    """One process that builds again and again, and after each switch counts the pages as the command does."""
    if not locked:
        staging.fcntl = None
    for number in range(ROUNDS):
        staging.tidy(site)
        assert not staging.has_other_things(site) or not locked
        staged = staging.staging_folder(site)
        fill(staged, f"{os.getpid()}-{number}")
        staging.switch(staged, site)
        assert staging.page_count(site) == FILES


def hold(site: Path, ready: multiprocessing.synchronize.Event) -> None:
    with staging.alone(site):
        ready.set()
        time.sleep(60)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("locked", [True, False], ids=["有锁", "没有锁，靠重试"])
def test_switches_at_once(locked: bool, tmp_path: Path) -> None:
    site = tmp_path / "site"
    running = [multiprocessing.Process(target=switch_often, args=(site, locked)) for _ in range(4)]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
    assert [process.exitcode for process in running] == [0] * 4
    assert names(tmp_path) == ["site"]
    assert len(marks(site)) == 1


@fork
def test_a_killed_build_does_not_keep_the_lock(tmp_path: Path) -> None:
    site = tmp_path / "site"
    ready = multiprocessing.Event()
    holding = multiprocessing.Process(target=hold, args=(site, ready))
    holding.start()
    assert ready.wait(30)
    os.kill(holding.pid or 0, signal.SIGKILL)
    holding.join(30)
    fill(staging.staging_folder(site), "new")
    before = time.monotonic()
    staging.switch(staging.staging_folder(site), site)
    assert time.monotonic() - before < staging.PATIENCE / 2
    assert marks(site) == {"new"} and names(tmp_path) == ["site"]


@fork
def test_a_lock_of_somebody_else_only_delays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`flock repository ./disclosure build` in a crontab holds the very folder that we lock."""
    monkeypatch.setattr(staging, "PATIENCE", 0.2)
    site = tmp_path / "site"
    ready = multiprocessing.Event()
    holding = multiprocessing.Process(target=hold, args=(site, ready))
    holding.start()
    assert ready.wait(30)
    fill(staging.staging_folder(site), "new")
    staging.switch(staging.staging_folder(site), site)
    holding.terminate()
    holding.join(30)
    assert marks(site) == {"new"}


def test_a_site_that_was_moved_aside_comes_back(tmp_path: Path) -> None:
    """A build killed between its two renames leaves no site; the next build puts it back before anything else."""
    site = tmp_path / "site"
    fill(tmp_path / ".site.old-12345", "earlier")
    staging.tidy(site)
    assert marks(site) == {"earlier"} and names(tmp_path) == ["site"]


def test_tidy_removes_only_what_is_old(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name, age in (("site", 0), (".site.building-1", 2), (".site.old-2", 2), (".site.building-3", 0), (".other.old-4", 2)):
        fill(tmp_path / name, name)
        os.utime(tmp_path / name, (time.time() - age * staging.KEPT,) * 2)
    staging.tidy(site)
    assert names(tmp_path) == [".other.old-4", ".site.building-3", "site"]


def test_a_switch_that_fails_leaves_the_earlier_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, "earlier")
    with pytest.raises(OSError, match="building"):
        staging.switch(staging.staging_folder(site), site)
    assert marks(site) == {"earlier"} and names(tmp_path) == ["site"]


@pytest.mark.parametrize(("given", "expected"), [
    ([], False), ([NAME, "index.html"], False), (["letter.txt"], True), (["index.html"], True)], ids=str)
def test_other_things(given: list[str], expected: bool, tmp_path: Path) -> None:
    for name in given:
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert staging.has_other_things(tmp_path) is expected
    assert not staging.has_other_things(tmp_path / "nowhere" / "site")
