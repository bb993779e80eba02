"""Progress is shown on a terminal, and only there."""

from __future__ import annotations

import io

import pytest

from disclosure.release import progress
from support import table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the line is told; the last entry counts."""
    moments = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: moments[-1])
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return moments


def test_stage_count_rate_and_time_left(clock: list[float]) -> None:
    out = Terminal()
    with progress.stage("检查", 1000, stream=out) as more:
        clock.append(0.4)
        more(100)
        assert out.getvalue() == ""  # short work is done in silence
        clock.append(1.0)
        more(100)
        assert out.getvalue().endswith("检查 200/1000 条，每秒 200 条，还要 4 秒")
        clock.append(1.05)
        more(100)
        assert "300/1000" not in out.getvalue()
        clock.append(2.0)
        more(100)
        assert out.getvalue().endswith("检查 400/1000 条，每秒 200 条，还要 3 秒")
    assert out.getvalue().endswith("\r\x1b[K")


def test_the_line_goes_away_after_a_failure(clock: list[float]) -> None:
    out = Terminal()
    with pytest.raises(KeyError), progress.stage("检查", 10, stream=out) as more:
        clock.append(9.0)
        more(1)
        raise KeyError
    assert out.getvalue().endswith("\r\x1b[K")


@table("why terminal name value", [
    ("不是终端", False, "TERM", "xterm"), ("在 CI 里", True, "CI", "true"), ("不会移动光标的终端", True, "TERM", "dumb"),
])
def test_quiet_elsewhere(why: str, terminal: bool, name: str, value: str, clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    out = Terminal() if terminal else io.StringIO()
    with progress.stage("检查", 10, stream=out) as more:
        clock.append(9.0)
        more(5)
    assert out.getvalue() == "", why


@pytest.mark.parametrize(("seconds", "said"), [(0.2, "0 秒"), (89, "89 秒"), (90, "1 分 30 秒"), (3601, "60 分 1 秒")])
def test_time_left(seconds: float, said: str) -> None:
    assert progress._time(seconds) == said
