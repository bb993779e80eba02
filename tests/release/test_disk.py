"""Disks that are full, read-only or limited: the public site stays, the message is one Chinese line, nothing is left behind."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from publish_faults import CHILD, HOOKS, watched

from disclosure.release.listing import Failure
from disclosure.release.publishing import publish, rollback
from disclosure.release.releases import Target
from small_site import leftovers, live_site, small_site
from support import table

UNCHANGED = "没有发布成功，公开的网站没有变动"
LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))\n" + CHILD


class Mounted:
    """A small file system of its own."""

    @contextlib.contextmanager
    def small(self, folder: Path, size: int) -> Iterator[Path]:
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True, capture_output=True)
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)

    @contextlib.contextmanager
    def only_read(self, folder: Path) -> Iterator[None]:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield


class Emulated:
    """A folder in which the calls that write fail as they would there; for where nothing may be mounted."""

    @contextlib.contextmanager
    def small(self, folder: Path, size: int) -> Iterator[Path]:
        folder.mkdir()
        fsync = os.fsync

        def full(handle: int) -> None:
            if sum(os.lstat(Path(here) / name).st_size for here, _, names in os.walk(folder) for name in names) > size:
                raise OSError(errno.ENOSPC, "no")
            fsync(handle)

        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(os, "fsync", full)
            yield folder

    @contextlib.contextmanager
    def only_read(self, folder: Path) -> Iterator[None]:
        opened = Path.open

        def refused(self: Path, mode: str = "r", *values: Any, **named: Any) -> Any:
            if self.is_relative_to(folder) and mode not in ("r", "rb"):
                raise OSError(errno.EROFS, "no", str(self))
            return opened(self, mode, *values, **named)

        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(Path, "open", refused)
            yield


def _may_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(OSError, subprocess.CalledProcessError), \
            Mounted().small(Path(folder) / "disk", 4096):
        return True
    return False


MAY_MOUNT = _may_mount()
REAL = [pytest.param(Mounted(), id="真的小磁盘", marks=pytest.mark.skipif(not MAY_MOUNT, reason="这里不许挂载"))]
# a CI without the right to mount goes on with the other one: there a skipped test is a failure
ALSO = REAL if MAY_MOUNT or os.environ.get("CI") != "true" else []
disks = pytest.mark.parametrize("disk", [pytest.param(Emulated(), id="模仿的"), *ALSO])


@disks
def test_a_full_disk_while_clients_look_on(disk: Mounted | Emulated, tmp_path: Path) -> None:
    """There is room for the small site twice, never for the big one."""
    old, big = small_site(tmp_path / "old", "旧", size=20_000), small_site(tmp_path / "big", "大", size=120_000)
    with disk.small(tmp_path / "disk", 1_500_000) as folder:
        target = folder / "target"
        publish(old, target)
        with watched(target, (old, big)) as visitors:
            for _ in range(5):
                with pytest.raises(Failure, match=f"磁盘满了.*；{UNCHANGED}"):
                    publish(big, target)
                assert live_site(target, old, big) == old and leftovers(target) == []
            publish(old, target)
            assert len(Target(target).releases) == 2
        assert sum(visitor.seen.answers for visitor in visitors) > 20
        assert [visitor.seen for visitor in visitors if visitor.seen.faults] == []


@disks
def test_a_target_that_can_only_be_read(disk: Mounted | Emulated, tmp_path: Path) -> None:
    old, new = small_site(tmp_path / "old", "旧"), small_site(tmp_path / "new", "新")
    with disk.small(tmp_path / "disk", 4_000_000) as folder:
        publish(old, folder / "target")
        publish(new, folder / "target")
        with disk.only_read(folder):
            with pytest.raises(Failure, match=f"只能读，不能写.*；{UNCHANGED}"):
                publish(old, folder / "target")
            with pytest.raises(Failure, match="只能读，不能写.*；没有退回，公开的网站没有变动"):
                rollback(folder / "target")
            assert live_site(folder / "target", old, new) == new


def test_a_file_that_the_system_does_not_let_grow(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="没有这种限制的系统")
    old, big = small_site(tmp_path / "old", "旧"), small_site(tmp_path / "big", "大", pages=1, size=3_000_000)
    publish(old, tmp_path / "target")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(big), str(tmp_path / "target")], capture_output=True, check=False,
                          text=True, encoding="utf-8", env=os.environ | {"PYTHONPATH": str(HOOKS), "PYTHONUTF8": "1"})
    assert done.returncode == 1 and f"文件大小超过了系统限制；{UNCHANGED}" in done.stderr
    assert live_site(tmp_path / "target", old, big) == old and leftovers(tmp_path / "target") == []


def _fails_at(monkeypatch: pytest.MonkeyPatch, holder: object, name: str, number: int, code: int) -> None:
    """The call of the given number, and every one after it, fails."""
    original, calls = getattr(holder, name), [0]

    def failing(*values: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] > number:
            raise OSError(code, "no")
        return original(*values, **named)

    monkeypatch.setattr(holder, name, failing)


@table("why holder name code most", [
    ("同步到磁盘时满了", os, "fsync", errno.ENOSPC, 60), ("建文件夹时满了", Path, "mkdir", errno.ENOSPC, 20),
    ("打开文件时满了", Path, "open", errno.ENOSPC, 60), ("改名时出错", Path, "rename", errno.EIO, 5),
    ("换链接时出错", Path, "replace", errno.EIO, 5), ("建链接时没有权限", Path, "symlink_to", errno.EACCES, 5)])
def test_any_step_fails(why: str, holder: object, name: str, code: int, most: int, tmp_path: Path) -> None:
    """Each call in turn is the first to fail, until none does."""
    old, new = small_site(tmp_path / "old", "旧", pages=2), small_site(tmp_path / "new", "新", pages=2)
    target = tmp_path / "target"
    publish(old, target)
    for number in range(most):
        with pytest.MonkeyPatch.context() as monkeypatch:
            _fails_at(monkeypatch, holder, name, number, code)
            failure = _failure(lambda: publish(new, target))
        is_new = live_site(target, old, new) == new
        if failure is None:
            break
        assert "\n" not in failure and is_new == (UNCHANGED not in failure), failure
        assert leftovers(target) == []
    assert failure is None and number > 0 and is_new
    publish(old, target)
    assert leftovers(target) == []


def _failure(action: Callable[[], object]) -> str | None:
    try:
        action()
    except Failure as failure:
        return str(failure)
    return None
