"""Two small sites and a place to publish them; nobody's own git settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_site import small_site


@pytest.fixture(autouse=True)
def own_settings(own_git_settings: None) -> None:
    """Everything here runs git."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return small_site(tmp_path / "old", "旧")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return small_site(tmp_path / "new", "新")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "www" / "target"
