"""Style and types, by the tools and settings of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("words", [("ruff", "check", "hooks", "tests", "disclosure", ".github"), ("mypy",)], ids=lambda words: words[0])
def test_tool_has_nothing_to_say(root: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *words], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
