"""Results and files that are taken over from a former site, one by one: all of a task's or none, and nobody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from building import hashes
from disclosure.release.cache import Cache
from disclosure.release.output import Output
from disclosure.release.reuse import Reuse


def reuse_in(folder: Path, site: str, former: str) -> tuple[Output, Reuse]:
    (folder / site).mkdir()
    (folder / former).mkdir(exist_ok=True)
    output = Output(folder / site)
    return output, Reuse(output, Cache(folder / "cache"), folder / former, "ground")


def made(folder: Path, site: str, former: str, keys: list[str]) -> list[str]:
    """The tasks that were really done, of two that write two files each."""
    output, reuse = reuse_in(folder, site, former)
    done: list[str] = []

    def work(task: str) -> str:
        done.append(task)
        for number in range(2):
            output.write(f"{task}/{number}", f"{task} {number}".encode())
        return task.upper()
    assert list(reuse.share(work, ["a", "b"], keys)) == ["A", "B"]
    assert hashes(folder / site).keys() == {"a/0", "a/1", "b/0", "b/1"}
    return done


def test_only_what_depends_on_something_else_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")
    assert made(tmp_path, "one", "none", ["1", "2"]) == ["a", "b"]
    assert made(tmp_path, "two", "one", ["1", "2"]) == []
    assert made(tmp_path, "three", "two", ["1", "3"]) == ["b"]
    assert (tmp_path / "three/a/0").stat().st_ino == (tmp_path / "one/a/0").stat().st_ino


def test_making_again_does_not_write_into_the_former_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file of two was lost: the other one, already taken over, must not be the one that is written to."""
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")
    made(tmp_path, "one", "none", ["1", "2"])
    (tmp_path / "one/a/1").unlink()
    assert made(tmp_path, "two", "one", ["1", "2"]) == ["a"]
    assert (tmp_path / "two/a/0").stat().st_ino != (tmp_path / "one/a/0").stat().st_ino


def test_what_was_not_taken_over_is_not_taken_away(tmp_path: Path) -> None:
    """An attachment may have the name that a compressed twin had in the build before."""
    output, reuse = reuse_in(tmp_path, "two", "one")
    (tmp_path / "one/x.gz").write_bytes(b"twin")
    output.write("x.gz", b"somebody's own")
    facts = (tmp_path / "one/x.gz").stat()
    assert reuse.take({"x.gz": (facts.st_size, "", facts.st_mtime_ns)}) is None
    assert (tmp_path / "two/x.gz").read_bytes() == b"somebody's own"


def test_a_disk_without_links_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")
    made(tmp_path, "one", "none", ["1", "2"])

    def refuse(*_: object) -> None:
        raise OSError("no links here")
    monkeypatch.setattr(os, "link", refuse)
    assert made(tmp_path, "two", "one", ["1", "2"]) == ["a", "b"]
