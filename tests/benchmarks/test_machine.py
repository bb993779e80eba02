"""The machine is described in one line, wherever the test runs."""

from __future__ import annotations

from pathlib import Path

import machine


def test_a_line_with_cores_and_disk(tmp_path: Path) -> None:
    line = machine.described(tmp_path)
    assert f"，{machine.cores()} 核，" in line and "工作文件夹在" in line and "\n" not in line
    assert line.startswith(machine.processor()) and machine.processor()
