"""Reading an attachment under watch: no exception, and no more time and memory than it may take."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from disclosure.source.layers.contents import BOMB, BROKEN, KIND, MACRO, UNREADABLE, Contents
from disclosure.source.layers.reading import read_layers

SECONDS = 10.0
MEMORY = 500 * 1024 * 1024
RULES = {BOMB, BROKEN, KIND, MACRO, UNREADABLE}


class Peak:
    """Most bytes of memory taken within the block, beyond what was taken before it (Linux only)."""

    bytes = 0

    def __enter__(self) -> Peak:
        try:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the high-water mark starts anew
        except OSError:
            pytest.skip("只有 Linux 能量内存的峰值")
        self._before = self._mark()
        return self

    def __exit__(self, *_: object) -> None:
        self.bytes = self._mark() - self._before

    @staticmethod
    def _mark() -> int:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024


def read(name: str, data: bytes) -> Contents:
    """What reading gives, having taken no more time than it may."""
    begin = time.perf_counter()
    found = read_layers(name, data)
    assert time.perf_counter() - begin < SECONDS
    assert {fault.rule for fault in found.faults} <= RULES
    assert all(isinstance(layer.text, str) and layer.text for layer in found.layers)
    return found
