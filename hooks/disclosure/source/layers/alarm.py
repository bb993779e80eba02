"""A limit of time for code of others that cannot be asked to look at a clock."""

from __future__ import annotations

import ctypes
import threading
from types import TracebackType


class TimeUp(BaseException):
    """Raised inside the block when its time is over; no `except Exception` of a library swallows it."""


class Alarm:
    """`with Alarm(seconds):` ends the block with TimeUp, in any thread and on any system.

    A second thread raises it at the next bytecode, again and again until the block is left. Code that runs within
    one call of a C function is not stopped.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread = ctypes.c_ulong(threading.get_ident())
        self._left = threading.Event()
        self._lock = threading.Lock()
        self._watch = threading.Thread(target=self._wait, daemon=True)

    def __enter__(self) -> Alarm:
        self._watch.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        while not self._left.is_set():
            try:
                with self._lock:
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, None)  # one that is on its way is called back
                    self._left.set()
            except TimeUp:  # it came just now: the block is over all the same
                continue

    def _wait(self) -> None:
        seconds = self._seconds
        while not self._left.wait(seconds):
            with self._lock:
                if not self._left.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, ctypes.py_object(TimeUp))
            seconds = 0.5
