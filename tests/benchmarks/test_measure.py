"""Measuring sees every process of a command, and a command that fails is no figure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from measure import FailedRun, run

BUSY = "import time\nwhile time.process_time() < 0.4: pass"
BOTH = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {BUSY!r}]); exec({BUSY!r}); child.wait()"
# 40 MB each, and both there at the same time, however slow the start
CHILD = "block = bytes(range(256)) * 160_000; print(flush=True); input()"
PARENT = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
block = bytes(range(256)) * 160_000
child.stdout.readline()
time.sleep(1)
child.communicate(b"x")
"""
ALONE = "import time; block = bytes(range(256)) * 160_000; time.sleep(1)"


def test_processor_time_of_children_counts(tmp_path: Path) -> None:
    found = run([sys.executable, "-c", BOTH], tmp_path)
    if found.cpu is None:
        pytest.skip("这个系统不说子进程用了多少处理器时间")
    assert found.cpu > 0.8
    assert found.memory is None


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="这个系统没有 /proc/…/smaps_rollup")
def test_memory_is_the_sum_over_all_processes(tmp_path: Path) -> None:
    alone = run([sys.executable, "-c", ALONE], tmp_path, watched=True).memory
    both = run([sys.executable, "-c", PARENT], tmp_path, watched=True).memory
    assert alone is not None and both is not None
    assert 40 < alone < 75
    assert 80 < both < 150


def test_a_failed_run_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(FailedRun, match=r"退出码 3\n出错了"):
        run([sys.executable, "-c", "print('出错了'); raise SystemExit(3)"], tmp_path)


def test_what_is_printed_comes_with_the_run(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "import sys; print('一'); print('二', file=sys.stderr)"], tmp_path).said.split() == ["一", "二"]
