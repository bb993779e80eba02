"""One command from outside: wall and processor time and, in runs of their own, the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOOK = 0.05  # seconds between two looks at the memory, at least
SHARE = 10  # and at least as many times what a look takes: who holds gigabytes would wait for the looking
SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


class FailedRun(RuntimeError):
    """A measured command ended with an error; the message is what it printed at last."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, megabytes at the peak, and what was printed. Memory is None where nobody looked; None is also what a system
    does not tell: memory without /proc, processor time on Windows."""

    wall: float
    cpu: float | None
    memory: float | None
    said: str = ""


def run(command: list[str], folder: Path, *, watched: bool = False, settings: Mapping[str, str] = SETTINGS) -> Run:
    """Runs a command to its end. Looking at the memory takes time from what is looked at, so `watched` runs give no times
    to compare."""
    with tempfile.TemporaryFile() as log:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=os.environ | settings, stdout=log, stderr=log)
        watch = _Watch(process.pid) if watched else None
        cpu = _wait(process)
        wall = time.perf_counter() - begun
        memory = watch.end() if watch else None
        log.seek(0)
        said = log.read().decode("utf-8", "replace")
    if process.returncode:
        raise FailedRun(f"{' '.join(command)}\n退出码 {process.returncode}\n{said[-2000:]}")
    return Run(wall, cpu, memory, said)


def _wait(process: subprocess.Popen[bytes]) -> float | None:
    """Processor seconds of the process and of all below it that it has waited for."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


class _Watch:
    """The peak of the sum over a process and all below it; a page that several of them share counts once (PSS)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float | None:
        self._over.set()
        self._thread.join()
        return self._peak or None

    def _look(self) -> None:
        taken = 0.0
        while not self._over.wait(max(LOOK, SHARE * taken)):
            begun = time.perf_counter()
            self._peak = max(self._peak, sum(map(_memory, _family(self._pid))))
            taken = time.perf_counter() - begun


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        for path in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            try:
                left += map(int, path.read_text(encoding="ascii").split())
            except OSError:  # it has just ended
                continue
    return found


def _memory(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
