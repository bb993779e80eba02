"""How far long work has come: stage, count, rate and time left, on one line of a terminal; nothing anywhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE = 0.5  # seconds before a stage is worth a line
PAUSE = 0.1  # seconds between two looks of it
_ERASE = "\r\x1b[K"


@contextmanager
def stage(name: str, total: int, unit: str = "条", stream: TextIO | None = None) -> Iterator[Callable[[int], None]]:
    """Gives what to call with how many more are done; the line is gone at the end.

    `stream` defaults to stderr; where that is no terminal, or CI is set, nothing is shown.
    """
    out = stream or sys.stderr
    if not out.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield lambda number: None
        return
    line = _Line(name, total, unit, out)
    try:
        yield line.more
    finally:
        line.erase()


class _Line:
    def __init__(self, name: str, total: int, unit: str, out: TextIO) -> None:
        self._name, self._total, self._unit, self._out = name, total, unit, out
        self._begun = time.monotonic()
        self._next = self._begun + PATIENCE
        self._done = 0
        self._shown = False

    def more(self, number: int) -> None:
        self._done += number
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + PAUSE
        rate = self._done / (now - self._begun)
        left = (self._total - self._done) / rate if rate else 0
        self._out.write(f"{_ERASE}{self._name} {self._done}/{self._total} {self._unit}，每秒 {rate:.0f} {self._unit}，还要 {_time(left)}")
        self._out.flush()
        self._shown = True

    def erase(self) -> None:
        if self._shown:
            self._out.write(_ERASE)
            self._out.flush()


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} 秒" if whole < 90 else f"{whole // 60} 分 {whole % 60} 秒"
