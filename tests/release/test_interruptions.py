"""Two publications at once, a disk that lies, the power that goes: between any two steps the public site is whole."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from publish_faults import child

from disclosure.release import publishing, releases
from disclosure.release.durable import write_file
from disclosure.release.listing import Failure
from disclosure.release.publishing import Watcher, publish
from disclosure.release.releases import Release, Target
from disclosure.release.retaining import record_of, retained_beside
from small_site import are_whole, leftovers, live_site, small_site

fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="没有 fork 的系统")


@fork
def test_two_at_once_queue_and_the_last_wins(old: Path, new: Path, target: Path) -> None:
    publish(old, target)
    with Target(target).alone():
        waiting = child(new, target)
        time.sleep(0.5)
        assert waiting.poll() is None and live_site(target, old, new) == old and leftovers(target) == []
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0 and live_site(target, old, new) == new


def test_what_the_disk_wrote_wrongly_is_found(old: Path, new: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(old, target)

    def wrong(path: Path, chunks: Iterable[bytes], syncs: bool = True) -> None:
        write_file(path, (chunk.replace("新 7".encode(), "新 8".encode()) for chunk in chunks), syncs)

    monkeypatch.setattr(publishing, "write_file", wrong)
    with pytest.raises(Failure) as failure:
        publish(new, target)
    assert str(failure.value) == "复制以后核对不上：7/index.html（改动）；没有发布成功，公开的网站没有变动"
    assert live_site(target, old, new) == old and leftovers(target) == []


def test_who_waits_is_told(old: Path, target: Path) -> None:
    publish(old, target)
    said: list[str] = []
    with Target(target).alone():
        waiting = threading.Thread(target=publish, args=(old, target), kwargs={"watcher": Watcher(say=said.append)})
        waiting.start()
        end = time.monotonic() + 30
        while not said and time.monotonic() < end:
            time.sleep(0.01)
    waiting.join(60)
    assert said == [publishing.WAITING]


def test_the_name_is_another_each_time(old: Path, target: Path) -> None:
    names = [publish(old, target, 9).name for _ in range(3)]
    assert len(set(names)) == 3 and names == sorted(names)


def test_everything_is_on_the_disk_before_the_switch(old: Path, new: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut may forget whatever was not synced: files, folders, the release's own name, then the link."""
    publish(old, target)
    synced: set[int] = set()
    fsync, switch = os.fsync, Target.switch
    ran: list[Release] = []

    def noted(handle: int) -> None:
        fsync(handle)
        synced.add(os.fstat(handle).st_ino)

    def switched(self: Target, release: Release) -> None:
        there = [release.folder, *release.folder.rglob("*"), self.parent, record_of(release.folder)]
        kept = {row.path for row in retained_beside(release.folder)}  # further names of files that were synced long ago
        missing = [path for path in there if path.stat().st_ino not in synced
                   and not (path.is_relative_to(release.folder) and path.relative_to(release.folder).as_posix() in kept)]
        assert missing == []
        synced.clear()
        switch(self, release)
        ran.append(release)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Target, "switch", switched)
    publish(new, target)
    assert len(ran) == 1 and target.stat().st_ino in synced


def _cut(number: int, site: Path, target: Path) -> None:
    """The power goes at the given sync."""
    left, fsync = [number], os.fsync

    def cut(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
        fsync(handle)

    os.fsync = cut
    releases._GRACE = 0
    publish(site, target, 2)
    os._exit(0)


@fork
def test_the_power_goes_between_any_two_steps(tmp_path: Path, target: Path) -> None:
    old, new = (small_site(tmp_path / mark, mark, pages=2) for mark in ("旧", "新"))
    publish(old, target)
    codes, lives = [], []
    while not codes or codes[-1]:
        process = multiprocessing.Process(target=_cut, args=(len(codes), new, target))
        process.start()
        process.join(60)
        codes.append(process.exitcode)
        lives.append(live_site(target, old, new))
        assert are_whole(target)
    assert len(codes) > 20 and set(codes[:-1]) == {9}
    assert lives == sorted(lives, key=[old, new].index) and lives[-1] == new and lives[0] == old
    publish(old, target)
    assert leftovers(target) == []
