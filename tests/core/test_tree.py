"""Files of a folder: hidden ones are not part of it, links are never followed."""

from __future__ import annotations

import os
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


def test_a_hidden_item_is_listed(folder: Folder) -> None:
    """An editor or a slip may hide it; other hidden files are nobody's items."""
    for name in (".2022-00003.yml", ".2022-00003.yml.swp", ".DS_Store", "._2022-00003.yml"):
        (folder.root / "data/items" / name).write_text("丁", encoding="utf-8")
    assert folder.files("data/items") == ["data/items/.2022-00003.yml", "data/items/a.yml"]


def test_a_folder_named_like_a_file_is_listed_and_not_read(folder: Folder) -> None:
    (folder.root / "data/laws.yml").mkdir()
    assert "data/laws.yml" in folder.files("data")
    assert (folder.read("data/laws.yml"), folder.size("data/laws.yml")) == (None, None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="没有命名管道的系统")
def test_a_pipe_is_not_waited_for(folder: Folder) -> None:
    os.mkfifo(folder.root / "data/items/b.yml")
    assert "data/items/b.yml" in folder.files("data")
    assert (folder.read("data/items/b.yml"), folder.size("data/items/b.yml")) == (None, None)


def test_a_folder_that_cannot_be_entered_is_listed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may enter every folder, so the refusal is made here."""
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("items"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert folder.files("data") == ["data/folder", "data/items", "data/link.yml"]
    assert folder.files("nowhere") == []
