"""Shared work: in order, complete, the same as alone; a failure anywhere is a failure here."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from disclosure.release import workers

fork_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="这个系统没有 fork")


@pytest.fixture(autouse=True)
def _no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests with a browser leave a thread behind, with which nothing would be forked."""
    monkeypatch.setattr(workers.threading, "active_count", lambda: 1)


@pytest.fixture(params=["1", "2", "3", "8"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("DISCLOSURE_WORKERS", request.param)
    return int(request.param)


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WORKERS", "3")


def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    def work(task: int) -> tuple[int, str]:
        time.sleep(0.002 * (task % 3))
        return task, "字" * (task * 1000)

    assert list(workers.share(work, range(100))) == [(task, "字" * (task * 1000)) for task in range(100)]


def test_large_results(processes: int) -> None:
    results = list(workers.share(lambda task: bytes([task]) * 3_000_000, range(6)))
    assert [(len(result), result[0]) for result in results] == [(3_000_000, task) for task in range(6)]


def test_no_task_and_one_task(processes: int) -> None:
    assert list(workers.share(str, [])) == []
    assert list(workers.share(str, [7])) == ["7"]


@fork_only
@pytest.mark.usefixtures("three")
def test_work_is_done_elsewhere() -> None:
    assert os.getpid() not in list(workers.share(lambda task: os.getpid(), range(20)))


@fork_only
def test_one_process_forks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")
    assert set(workers.share(lambda task: os.getpid(), range(5))) == {os.getpid()}


def test_an_exception_is_raised_here(processes: int) -> None:
    def work(task: int) -> int:
        if task == 5:
            raise FileNotFoundError("data/attachments/x")
        return task

    with pytest.raises(FileNotFoundError, match="data/attachments/x"):
        list(workers.share(work, range(9)))


@fork_only
@pytest.mark.usefixtures("three")
def test_an_exception_that_cannot_be_sent_is_told() -> None:
    class LocalError(Exception):
        pass

    def work(task: int) -> int:
        raise LocalError("只在这里")

    with pytest.raises(workers.WorkerError, match="只在这里"):
        list(workers.share(work, range(4)))


@fork_only
@pytest.mark.usefixtures("three")
def test_a_killed_worker_is_noticed() -> None:
    def work(task: int) -> int:
        if task == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return task

    with pytest.raises(workers.WorkerError):
        list(workers.share(work, range(9)))


@fork_only
@pytest.mark.usefixtures("three")
def test_nobody_is_left_when_the_reader_stops() -> None:
    def work(task: int) -> str:
        return "字" * 100_000

    before = _children()
    results = workers.share(work, range(50))
    next(results)
    assert _children() > before
    results.close()  # type: ignore[attr-defined]
    assert _children() == before


def _children() -> set[str]:
    """The processes that this one has started."""
    return set(Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text(encoding="ascii").split())


def test_nothing_is_forked_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WORKERS", "3")
    monkeypatch.setattr(workers.threading, "active_count", lambda: 2)
    assert set(workers.share(lambda task: os.getpid(), range(5))) == {os.getpid()}


def test_too_many_tasks_are_refused() -> None:
    with pytest.raises(ValueError, match="501"):
        list(workers.share(str, range(501)))


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 6_400, 25_600, 100_000])
def test_pieces(length: int) -> None:
    pieces = workers.pieces(range(length), 64)
    assert [value for piece in pieces for value in piece] == list(range(length))
    assert len(pieces) <= workers.MOST_TASKS
    assert all(len(piece) >= 64 for piece in pieces[:-1])


def test_a_task_goes_on_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own where there can be one; the result and the failure come when they are asked for."""
    for number, is_apart in (("1", False), ("2", True)):
        monkeypatch.setenv("DISCLOSURE_WORKERS", number)
        monkeypatch.setattr(workers.threading, "active_count", lambda: 1)  # a browser's thread would keep it from forking
        process, doubled = workers.aside(lambda task: (os.getpid(), task * 2), 21)()
        assert doubled == 42 and (process != os.getpid()) is is_apart
    failing = workers.aside(lambda task: 1 // task, 0)
    with pytest.raises(ZeroDivisionError):
        failing()
