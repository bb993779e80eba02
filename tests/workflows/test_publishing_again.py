"""Whether the daily run publishes again: only where visitors would get something else."""

from __future__ import annotations

import http.client
import io
import json
import os
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from building import Built, run
from support import table
from workflow_steps import GITHUB, run_script, script, script_module, with_programs

ADDRESS = "https://town.example/site/"
FILES = [{"path": "index.html", "size": 1, "sha256": "aa"}, {"path": "items/2022-00001/index.html", "size": 2, "sha256": "bb"}]


def manifest(files: list[dict[str, object]], commit: str = "c1") -> bytes:
    return json.dumps({"commit": commit, "files": files}).encode()


@table("why answer changed", [
    ("一样", manifest(FILES), False),
    ("只有提交不同", manifest(FILES, "c2"), False),
    ("次序不同", manifest(FILES[::-1]), False),
    ("一个文件变了", manifest([FILES[0] | {"sha256": "ab"}, FILES[1]]), True),
    ("少一个文件", manifest(FILES[:1]), True),
    ("多一个文件", manifest([*FILES, {"path": "x", "size": 0, "sha256": "cc"}]), True),
    ("不是清单", b"<html>", True),
    ("是别的 JSON", b"[1]", True),
    ("不是 UTF-8", b"\xff\xfe\x00", True),
    ("没有公开过", urllib.error.HTTPError(ADDRESS, 404, "", None, None), True),  # type: ignore[arg-type]
    ("半路断了", http.client.IncompleteRead(b"{"), True),
    ("问不到", urllib.error.URLError("x"), True),
])
def test_manifests_are_compared(why: str, answer: bytes | Exception, changed: bool, tmp_path: Path,
                                monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def opened(address: str, timeout: float) -> io.BytesIO:
        assert address == f"{ADDRESS}manifest.json"
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer)

    monkeypatch.setattr(urllib.request, "urlopen", opened)
    (tmp_path / "manifest.json").write_bytes(manifest(FILES))
    assert script_module("is_changed").main(str(tmp_path), ADDRESS) == 0
    assert capsys.readouterr().out == f"changed={str(changed).lower()}\n", why


@pytest.mark.parametrize("address", ["", "http://town.example/", "file:///etc/"])
def test_only_an_encrypted_answer_is_believed(address: str) -> None:
    assert script_module("is_changed").published(address) is None


def test_a_day_that_brings_nothing_changes_nothing(built: Built, repository: Path, tmp_path: Path) -> None:
    """No page carries the day of its build: otherwise every day would be published."""
    done = run(repository, "build", "--today", "2023-01-01", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    files = script_module("is_changed").files
    assert files((tmp_path / "site/manifest.json").read_bytes()) == files((built.site / "manifest.json").read_bytes())


@table("why event gh output warned", [
    ("推送，总是公开", "push", "echo https://town.example/", "changed=true", False),
    ("手动，总是公开", "workflow_dispatch", "echo https://town.example/", "changed=true", False),
    ("没有打开 Pages", "push", "exit 1", "changed=true", True),
    ("每天，没有打开 Pages", "schedule", "exit 1", "changed=true", True),
    ("每天，问不到已公开的", "schedule", "echo https://127.0.0.1:9/", "changed=true", False),
])
def test_the_step_decides(why: str, event: str, gh: str, output: str, warned: bool, built: Built, tmp_path: Path) -> None:
    program, told = tmp_path / "gh", tmp_path / "output"
    program.write_text(f"#!/bin/sh\n{gh}\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "site").symlink_to(built.site, target_is_directory=True)
    (tmp_path / ".github").symlink_to(GITHUB, target_is_directory=True)
    where = with_programs(tmp_path) | {"EVENT": event, "GITHUB_OUTPUT": os.fspath(told), "GITHUB_REPOSITORY": "town/site"}
    asked = run_script(script("publish/build/问已经公开的网址"), tmp_path, where)
    assert ("::warning::问不到 Pages 的网址" in asked.stdout) is warned
    address = told.read_text(encoding="utf-8").removeprefix("address=").strip()
    done = run_script(script("publish/build/和已经公开的比较"), tmp_path, where | {"PREVIOUS": address})
    assert (asked.returncode, done.returncode) == (0, 0), done.stderr
    assert told.read_text(encoding="utf-8") == f"address={address}\n{output}\n", why
