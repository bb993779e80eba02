"""Work shared among forked processes: the same results in the same order as doing it one after the other.

Processes are forked, so that they see everything this one has read without copying it; only tasks' numbers go in and
results come out. Where the system cannot fork safely (Windows, macOS, a process with threads, such as live preview)
or there is one processor, everything is done here. `DISCLOSURE_WORKERS` sets the number.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
MOST = 8
MOST_TASKS = 500  # whose numbers fit into the smallest pipe
_NUMBER = struct.Struct("<q")


class WorkerError(RuntimeError):
    """A worker has ended without a result; the message is its own traceback, or says how it ended."""


def count() -> int:
    """How many processes share the work; 1 means that it is done here."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    wanted = os.environ.get("DISCLOSURE_WORKERS", "")
    if wanted.isdecimal():
        return max(1, int(wanted))
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def share(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """`work` of every task, in the order of the tasks, `MOST_TASKS` at most. Long tasks should come first."""
    if len(tasks) > MOST_TASKS:
        raise ValueError(f"{len(tasks)} tasks at once")
    processes = min(count(), len(tasks))
    if processes < 2:
        yield from map(work, tasks)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # what is there is not looked at again, so it stays shared
    workers = _Workers(work, tasks, processes)
    try:
        done: dict[int, R] = {}
        for number in range(len(tasks)):
            while number not in done:
                done.update(workers.results())
            yield done.pop(number)
    finally:
        workers.end()
        gc.unfreeze()


def aside(work: Callable[[T], R], task: T) -> Callable[[], R]:
    """Begins one task in a process of its own while this one goes on; what comes back gives its result, or waits for it."""
    if count() < 2:
        result = work(task)
        return lambda: result
    sys.stdout.flush()
    sys.stderr.flush()
    worker = _Workers(work, [task], 1)

    def wait() -> R:
        done: dict[int, R] = {}
        try:
            while not done:
                done.update(worker.results())
        finally:
            worker.end()
        return done[0]
    return wait


class _Workers:
    """Processes that take the numbers of tasks from one pipe and answer each through a pipe of its own."""

    def __init__(self, work: Callable[[Any], Any], tasks: Sequence[Any], processes: int) -> None:
        self._numbers, feed = os.pipe()
        self._answers = selectors.DefaultSelector()
        self._children: list[int] = []
        for _ in range(processes):
            answers, own = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(feed)
                _serve(work, tasks, self._numbers, own)
            os.close(own)
            self._children.append(child)
            self._answers.register(answers, selectors.EVENT_READ, _Frames(answers))
        os.close(self._numbers)
        os.write(feed, b"".join(_NUMBER.pack(number) for number in range(len(tasks))))
        os.close(feed)

    def results(self) -> Iterator[tuple[int, Any]]:
        """The results that are there, after waiting for one."""
        if not self._answers.get_map():
            raise WorkerError("a worker ended before its work was done")
        for key, _ in self._answers.select():
            answers = key.data.read()
            if answers is None:
                self._answers.unregister(key.fd)
                os.close(key.fd)
                continue
            for number, result, failure in answers:
                if failure is not None:
                    raise failure
                yield number, result

    def end(self) -> None:
        """Stops whoever is still at work and takes leave of all."""
        unfinished = bool(self._answers.get_map())
        for key in list(self._answers.get_map().values()):
            self._answers.unregister(key.fd)
            os.close(key.fd)
        for child in self._children:
            if unfinished:
                _stop(child)
            os.waitpid(child, 0)


class _Frames:
    """What one worker has sent, cut into answers: (number, result, failure)."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._left = bytearray()

    def read(self) -> list[tuple[int, Any, BaseException | None]] | None:
        """The answers that are complete; None at the end."""
        piece = os.read(self._descriptor, 1 << 20)
        if not piece:
            return None
        self._left += piece
        found = []
        while len(self._left) >= _NUMBER.size:
            end = _NUMBER.size + _NUMBER.unpack_from(self._left)[0]
            if len(self._left) < end:
                break
            found.append(pickle.loads(bytes(self._left[_NUMBER.size:end])))
            del self._left[:end]
        return found


def _serve(work: Callable[[Any], Any], tasks: Sequence[Any], numbers: int, answers: int) -> None:
    """The life of a worker; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()
    try:
        while packed := os.read(numbers, _NUMBER.size):
            number = _NUMBER.unpack(packed)[0]
            try:
                answer = pickle.dumps((number, work(tasks[number]), None), pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                answer = _failure(number, error)
            _send(answers, _NUMBER.pack(len(answer)) + answer)
    finally:  # also when the parent has given up and nobody reads any more
        os._exit(0)


def _failure(number: int, error: Exception) -> bytes:
    """The worker's exception itself where it can be sent, else what it says."""
    try:
        answer = pickle.dumps((number, None, error))
        pickle.loads(answer)
    except Exception:
        answer = pickle.dumps((number, None, WorkerError("".join(traceback.format_exception(error)))))
    return answer


def _send(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view):]


def _stop(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM)


def pieces(values: Sequence[T], smallest: int) -> list[Sequence[T]]:
    """The values cut into runs of `smallest` or more, few enough to be tasks."""
    size = max(smallest, -(-len(values) // (MOST_TASKS - 100)))
    return [values[start:start + size] for start in range(0, len(values), size)]
