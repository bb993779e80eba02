"""Files of a folder: hidden ones are not part of it, links are never followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.source.tree import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "data/items").mkdir(parents=True)
    (tmp_path / "data/items/a.yml").write_text("甲", encoding="utf-8")
    (tmp_path / "data/.hidden").write_text("乙", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.csv").write_text("丙", encoding="utf-8")
    (tmp_path / "data/link.yml").symlink_to(tmp_path / "outside/secret.csv")
    (tmp_path / "data/folder").symlink_to(tmp_path / "outside", target_is_directory=True)
    return Folder(tmp_path)


def test_links_are_listed_and_hidden_files_are_not(folder: Folder) -> None:
    assert folder.files("data") == ["data/folder", "data/items/a.yml", "data/link.yml"]


@pytest.mark.parametrize(("why", "path", "content"), [
    ("平常的文件", "data/items/a.yml", "甲".encode()), ("没有的文件", "data/none.yml", None),
    ("指到别处的文件", "data/link.yml", None), ("经过指到别处的文件夹", "data/folder/secret.csv", None)],
    ids=lambda value: value if isinstance(value, str) else "")
def test_read(why: str, path: str, content: bytes | None, folder: Folder) -> None:
    assert folder.read(path) == content, why
    assert folder.size(path) == (None if content is None else len(content)), why
