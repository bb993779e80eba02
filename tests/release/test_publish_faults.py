"""Real kills at random moments, with clients that look on; `tests/benchmarks/publish_faults.py` does the same 200 times."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from publish_faults import killed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="没有 SIGKILL 的系统")
def test_killed_at_any_moment_the_site_is_whole(tmp_path: Path) -> None:
    outcomes, seen = killed(20, tmp_path)
    assert outcomes["旧的"] + outcomes["新的"] == 20
    assert outcomes["旧的"] and outcomes["留下半份"], "no kill fell into the copying"
    assert sum(row.answers for row in seen) > 200
    assert [row for row in seen if row.faults] == []
