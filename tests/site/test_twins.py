"""`build --compress`: what gets a twin, what a twin is, and that the manifest, `verify` and a second build agree on it."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path

import brotli
import pytest

from building import Built, hashes, run
from disclosure.release import twins
from disclosure.release.comparing import CHANGED, MISSING
from disclosure.release.output import Output
from disclosure.release.reuse import Reuse
from disclosure.release.verifying import verify_folder
from support import table

LONG = "第一季度行政检查结果。\n" * 100
OPENED = {".gz": gzip.decompress, ".br": brotli.decompress}


def site(folder: Path, files: dict[str, bytes]) -> Path:
    """A site of these files with their twins."""
    output = Output(folder)
    for name, data in files.items():
        output.write(name, data)
    twins.add_twins(output, Reuse(output))
    output.write_manifest(None, 0, "0")
    return folder


def made(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in OPENED}


@table("why name data wanted", [
    *((f"文本 {kind}", f"a/x.{kind}", LONG.encode(), True)
      for kind in ("html", "css", "js", "json", "jsonl", "jsonld", "xml", "csv", "txt", "svg")),
    *((f"不是文本 {kind}", f"a/x.{kind}", LONG.encode(), False) for kind in ("xlsx", "png", "pdf", "zip", "gz")),
    ("正好 1 KB", "x.txt", b"x" * 1024, True),
    ("不到 1 KB", "x.txt", b"x" * 1023, False),
    ("压不小的", "x.txt", random.Random(1).randbytes(2000), False),
    ("中文名称", "items/2022-00001/files/清单 一.csv", LONG.encode(), True),
])
def test_what_gets_a_twin(why: str, name: str, data: bytes, wanted: bool, tmp_path: Path) -> None:
    folder = site(tmp_path, {name: data})
    assert made(folder) - {name} == ({f"{name}.gz", f"{name}.br"} if wanted else set()), why
    for ending, opened in OPENED.items() if wanted else ():
        assert opened((folder / f"{name}{ending}").read_bytes()) == data
    assert verify_folder(folder)[1] == []


def test_a_file_that_has_such_a_name_already_stays(tmp_path: Path) -> None:
    folder = site(tmp_path, {"x.csv": LONG.encode(), "x.csv.gz": b"somebody's own"})
    assert (folder / "x.csv.gz").read_bytes() == b"somebody's own" and made(folder) == {"x.csv.gz", "x.csv.br"}


def test_the_header_says_nothing_of_time_place_and_name(tmp_path: Path) -> None:
    head = (site(tmp_path, {"x.txt": LONG.encode()}) / "x.txt.gz").read_bytes()[:10]
    assert head == b"\x1f\x8b\x08\x00" + b"\x00\x00\x00\x00" + b"\x02\xff"


@pytest.mark.parametrize("processes", ["1", "3"])
def test_processes_share_the_work(processes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files, and all of them in the manifest, whoever wrote them."""
    monkeypatch.setattr(twins.workers.threading, "active_count", lambda: 1)  # a browser's thread would keep it from forking
    monkeypatch.setenv("DISCLOSURE_WORKERS", processes)
    files = {f"{number}/index.html": f"{number} {LONG}".encode() for number in range(100)}
    folder = site(tmp_path / "site", files)
    assert made(folder) == {f"{name}{ending}" for name in files for ending in OPENED}
    listing, faults = verify_folder(folder)
    assert faults == [] and len(listing.files) == 300


def test_a_large_site_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(twins, "PATIENCE", 5000)
    monkeypatch.setattr(twins.brotli, "compress", lambda data, mode, quality: asked.append(quality) or b"")
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")
    site(tmp_path / "small", {"x.txt": b"x" * 5000})
    site(tmp_path / "large", {"x.txt": b"x" * 5000, "small.txt": b"x"})
    assert asked == [twins.GOOD, twins.QUICK]


def test_the_rest_of_the_site_is_the_same(compressed: Built, built: Built) -> None:
    assert compressed.code == 0, compressed.output
    assert not [name for name in built.hashes() if name.endswith((".gz", ".br"))]
    own = {name: digest for name, digest in compressed.hashes().items() if not name.endswith((".gz", ".br"))}
    assert own | {"manifest.json": ""} == built.hashes() | {"manifest.json": ""}


def test_every_text_has_its_twins_and_all_are_listed(compressed: Built) -> None:
    listing, faults = verify_folder(compressed.site)
    assert faults == []
    texts = [row for row in listing.files if Path(row.path).suffix in twins.TEXTS and row.size >= twins.LEAST]
    assert len(texts) > 400
    for row in texts:
        for ending, opened in OPENED.items():
            twin = listing.by_path[f"{row.path}{ending}"]
            assert twin.size < row.size
            assert opened((compressed.site / twin.path).read_bytes()) == (compressed.site / row.path).read_bytes()
    assert not {"manifest.json.gz", "manifest.json.br"} & set(listing.by_path)


def test_two_builds_are_the_same_bytes(compressed: Built, tmp_path: Path) -> None:
    done = run(compressed.repository, "build", "--compress", "--today", "2022-12-31", "--site-dir", str(tmp_path / "site"),
               environment={"DISCLOSURE_WORKERS": "1", "TZ": "America/New_York"})
    assert done.returncode == 0 and hashes(tmp_path / "site") == compressed.hashes(), done.stderr


def test_verify_names_a_twin_that_is_not_as_it_was(compressed: Built, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(compressed.site, folder)
    path = folder / "guide/index.html.gz"
    path.write_bytes(gzip.compress(b"<p>something else"))
    (folder / "index.html.br").unlink()
    assert [(fault.path, fault.kind) for fault in verify_folder(folder)[1]] \
        == [("guide/index.html.gz", CHANGED), ("index.html.br", MISSING)]
    done = run(compressed.repository, "verify", str(folder))
    assert done.returncode == 1 and "guide/index.html.gz" in done.stdout + done.stderr


def test_a_site_for_a_folder_has_no_use_for_twins(repository: Path, tmp_path: Path) -> None:
    done = run(repository, "build", "--offline", "--compress", "--site-dir", str(tmp_path / "site"))
    assert (done.returncode, done.stdout, (tmp_path / "site").exists()) == (2, "", False)
    assert done.stderr.startswith("--offline 和 --compress 不能一起用：") and done.stderr.count("\n") == 1
