"""What staff wait for: the first page of `serve`, the changed page after an edit, and a build of the shipped items.

An edit is seen when its item's page is served with it; the page is asked for again and again, as a browser that reloads.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from contenders import LAUNCHER, OURS, Contender, ours, said_in_body
from generate import ROOT
from measure import SETTINGS, FailedRun, Run, run
from speed_tables import Goal, Outcome, Results, number, table

PAUSE = 0.02  # seconds between two requests
PATIENCE = 300.0
CALM = 1.0  # seconds between two edits
START, SEEN, BUILD = "预览：启动到首页", "预览：改一条正文到看见", "从头构建"
SHIPPED = "本仓库"


class Preview:
    """A running `serve`."""

    def __init__(self, root: Path, work: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._place = f"127.0.0.1:{free.getsockname()[1]}"
        self._log = work / "serve.log"
        settings = os.environ | SETTINGS | {"TMPDIR": str(work)}
        self.begun = time.perf_counter()
        with self._log.open("wb") as out:
            self._process = subprocess.Popen([*LAUNCHER, "--root", str(root), "serve", "--address", self._place], cwd=work,
                                             env=settings, stdout=out, stderr=out, start_new_session=True)

    def seconds_until(self, address: str, is_there: Callable[[str], bool], since: float) -> float:
        """How long after `since` the page is first served as wanted."""
        while not is_there(self.page(address)):
            if self._process.poll() is not None or time.perf_counter() - since > PATIENCE:
                raise FailedRun(f"预览没有给出 {address or '首页'}：{self._log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
            time.sleep(PAUSE)
        return time.perf_counter() - since

    def page(self, address: str) -> str:
        """What is served; nothing while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self._place}/{address}", timeout=PATIENCE) as answer:
                return answer.read().decode("utf-8")
        except OSError:
            return ""

    def end(self) -> None:
        """Stops the launcher and the Python that it has started."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM)
        else:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(self._process.pid)], check=False, capture_output=True)
        self._process.wait()


@contextlib.contextmanager
def preview(root: Path, work: Path) -> Iterator[Preview]:
    """A `serve` of the repository that ends with the block."""
    running = Preview(root, work)
    try:
        yield running
    finally:
        running.end()


def compare(sizes: Sequence[int], rounds: int, work: Path) -> Outcome:
    """Measures, prints and judges the preview of every size and the shipped items."""
    results, lines = Results(), []
    work.mkdir(parents=True, exist_ok=True)
    with reported(results, SHIPPED):
        shipped(rounds, work, results)
        lines += [[SHIPPED, step, number(results.median(0, step, OURS))] for step in (BUILD, START)]
    for size in sizes:
        one = ours(size, work / "serve")
        with reported(results, f"{size:,} 条"):
            edits(one, size, rounds, work, results)
            lines += [[f"{size:,} 条", step, number(results.median(size, step, OURS))] for step in (START, SEEN)]
        shutil.rmtree(one.folder, ignore_errors=True)
    print(table(["条数", "做什么", "墙钟 s"], lines), flush=True)
    return Outcome([Goal("本仓库从头构建", 2, results.median(0, BUILD, OURS), " s"),
                    Goal("本仓库预览，启动到首页", 2, results.median(0, START, OURS), " s"),
                    Goal("10,000 条预览，改一条正文到看见", 1, results.median(10_000, SEEN, OURS), " s")], list(results.failures.values()))


@contextlib.contextmanager
def reported(results: Results, what: str) -> Iterator[None]:
    """A failure is kept in words, and the rest goes on."""
    try:
        yield
    except FailedRun as error:
        results.failures[0, what, OURS] = f"{what}失败：{error}"


def shipped(rounds: int, work: Path, results: Results) -> None:
    """The repository that this file belongs to: a build of it into another folder, and its preview."""
    for turn in range(rounds):
        print(f"本仓库，第 {turn + 1} 遍：构建，预览", file=sys.stderr, flush=True)
        site = work / "shipped"
        results.runs[0, BUILD, OURS].append(run([*LAUNCHER, "--root", str(ROOT), "build", "--site-dir", str(site)], work))
        shutil.rmtree(site)
        with preview(ROOT, work) as running:
            results.runs[0, START, OURS].append(_only(running.seconds_until("", bool, running.begun)))


def edits(one: Contender, size: int, rounds: int, work: Path, results: Results) -> None:
    """One preview of generated items; every round edits the body of the same item."""
    print(f"{size:,} 条，预览", file=sys.stderr, flush=True)
    address = f"items/{Path(one.source).stem}/"
    with preview(one.folder, work) as running:
        results.runs[size, START, OURS].append(_only(running.seconds_until("", bool, running.begun)))
        running.seconds_until(address, bool, time.perf_counter())
        for turn in range(rounds):
            time.sleep(CALM)
            one.edit_body(turn)
            edited = time.perf_counter()
            seen = said_in_body(turn)
            results.runs[size, SEEN, OURS].append(_only(running.seconds_until(address, lambda page, seen=seen: seen in page, edited)))


def _only(seconds: float) -> Run:
    """A run of which only the time on the clock is known."""
    return Run(seconds, None, None)
