"""Pieces put together: the same files however many processes make them, and yearly data files where there are many items."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from building import Built, build, copy_repository, run
from disclosure.model import volumes
from disclosure.model.catalog import Catalog
from disclosure.pages.open_data import open_data
from disclosure.pages.shell import Shell
from disclosure.release import pieces, publication
from disclosure.release.on_demand import OnDemand
from disclosure.release.output import Incomplete, Output
from support import catalog_in

SHELL = "<title>@@TITLE@@</title><meta content=@@DESCRIPTION@@>@@HEAD@@ @@CONTENT@@"


@pytest.fixture
def catalog(root: Path) -> Catalog:
    return catalog_in(root)


def _published(catalog: Catalog, site: Path) -> Path:
    shells = {depth: Shell(SHELL, depth) for depth in range(1, 7)}
    publication.Publication(catalog, shells, Output(site)).write([])
    return site


def test_several_processes_build_the_same_site(built: Built, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WORKERS", "3")
    again = build(copy_repository(root, tmp_path / "three"), "--today", "2022-12-31")
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")
    alone = build(copy_repository(root, tmp_path / "one"), "--today", "2022-12-31")
    assert again.code == alone.code == 0, again.output + alone.output
    assert again.hashes() == alone.hashes() == built.hashes()


def test_small_pieces_are_the_same_as_large_ones(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = _published(catalog, tmp_path / "large")
    monkeypatch.setattr(pieces, "ITEMS_PIECE", 1)
    monkeypatch.setattr(pieces, "LISTS_PIECE", 1)
    monkeypatch.setenv("DISCLOSURE_WORKERS", "4")
    small = _published(catalog, tmp_path / "small")
    assert Built(small, small, 0, "").hashes() == Built(large, large, 0, "").hashes()


def test_above_the_limit_the_whole_files_are_an_index(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _published(catalog, tmp_path / "whole") / "open-data"
    monkeypatch.setattr(volumes, "MOST", 68)
    parts = _published(catalog, tmp_path / "parts") / "open-data"
    everything = json.loads((whole / "items.json").read_text(encoding="utf-8"))
    index = json.loads((parts / "items.json").read_text(encoding="utf-8"))
    assert index == {"publisher": everything["publisher"], "sample": True, "count": 69, "files": [
        {"year": 2022, "count": 69, "json": "items-2022.json", "csv": "items-2022.csv", "xlsx": "items-2022.xlsx"}]}
    assert (parts / "items-2022.json").read_bytes() == (whole / "items.json").read_bytes()
    assert (parts / "items-2022.csv").read_bytes() == (whole / "items.csv").read_bytes()
    assert (parts / "items-2022.xlsx").read_bytes() == (whole / "items.xlsx").read_bytes()
    listed = list(csv.DictReader(io.StringIO((parts / "items.csv").read_text(encoding="utf-8-sig"))))
    assert listed == [{"年度": "2022", "条数": "69", "文件": "items-2022.csv"}]
    package = json.loads((parts / "datapackage.json").read_text(encoding="utf-8"))
    assert [row["path"] for row in package["resources"]] == ["items-2022.csv"]
    assert "items-2022.xlsx" in (parts / "catalog.jsonld").read_text(encoding="utf-8")
    page = open_data(catalog)
    assert all(f'href="{path.name}"' in page for path in parts.iterdir())


def test_pages_made_on_demand_are_those_of_the_whole_site(catalog: Catalog, tmp_path: Path) -> None:
    whole, site = _published(catalog, tmp_path / "whole"), tmp_path / "asked"
    site.mkdir()
    made = publication.Publication(catalog, {depth: Shell(SHELL, depth) for depth in range(1, 7)}, Output(site))
    completed: list[str] = []
    asked = OnDemand(site, made, lambda: completed.append(made.write([])))
    pages = [path.relative_to(whole).as_posix() for path in whole.rglob("index.html")]
    assert len(pages) > 120
    for path in pages:
        assert not (site / path).exists()
        asked.prepare(path)
        assert (site / path).read_bytes() == (whole / path).read_bytes()
    for path in ("items/2022-00019", "items", pages[0]):
        asked.prepare(path)  # a page without its slash is sent on by the server
    assert completed == []
    asked.prepare("open-data/items.csv")
    asked.prepare("nowhere.txt")
    assert len(completed) == 1
    assert Built(site, site, 0, "").hashes() == Built(whole, whole, 0, "").hashes()


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "a//b", "a/./b", "", "a\\b"])
def test_nothing_is_written_outside_the_site(path: str, tmp_path: Path) -> None:
    with pytest.raises(Incomplete):
        Output(tmp_path / "site").write(path, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_yearly_build_of_the_real_command(tmp_path: Path, root: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    settings = repository / "hooks/disclosure/model/volumes.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace("MOST = 20_000", "MOST = 10"), encoding="utf-8")
    done = run(repository, "build", "--today", "2022-12-31")
    assert done.returncode == 0, done.stderr
    assert 'href="items-2022.csv"' in (repository / "site/open-data/index.html").read_text(encoding="utf-8")
