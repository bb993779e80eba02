"""The parts of a command add up to the whole."""

from __future__ import annotations

import pytest

from disclosure.release import times


def test_parts_in_the_order_of_their_first_end_and_their_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([100.0, 100.5, 103.0, 103.25, 104.0])
    monkeypatch.setattr(times.time, "perf_counter", lambda: next(moments))
    found = times.Times()
    for part in (times.CHECK, times.PAGES, times.INDEX, times.PAGES):
        found.ended(part)
    assert found.line() == "用时：读取和检查 0.50 秒，网页和数据 3.25 秒，搜索索引 0.25 秒；共 4.00 秒"
