"""Golden cases: `cases/<rule>/<name>.yml` holds why, files (on top of the base repository), today and the printed lines.

A file is text, or {encoding, text}, or {bytes: how many}; null removes it. For the rules about the past: `base` holds files
of an earlier state (also on top of the base repository), and `committed` the day on which a path was first committed, or
未知 where git cannot tell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure.checks.registry import rules
from disclosure.model.context import History
from support import KNOWN, TODAY, Files, catalog_of, problems_of

FOLDER = Path(__file__).resolve().parent.parent / "cases"
CASES = {f"{path.parent.name}/{path.stem}": yaml.safe_load(path.read_text(encoding="utf-8"))
         for path in sorted(FOLDER.rglob("*.yml"))}


def content(given: Any) -> str | bytes | None:
    """What a case writes for a file, as text or bytes."""
    if not isinstance(given, dict):
        return given
    return b"0" * given["bytes"] if "bytes" in given else given["text"].encode(given["encoding"])


def files_of(given: dict[str, Any]) -> Files:
    return {path: content(text) for path, text in given.items()}


def history_of(case: dict[str, Any]) -> History:
    """What a case says about the past; without a word of it, nothing to compare with and nothing committed."""
    if case.get("committed") == "未知":
        return History()
    base = catalog_of(files_of(case["base"])) if "base" in case else None
    return History(base, "main" if base else "", case.get("committed", {}), KNOWN.complete)


def says(case: dict[str, Any], rule: str) -> bool:
    return any(line.endswith(f" [{rule}]") for line in case["expected"])


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    assert problems_of(files_of(case["files"]), case.get("today", TODAY), history_of(case)) == case["expected"], case["why"]


def test_base_repository_is_clean() -> None:
    """Otherwise no case could say what it adds."""
    assert problems_of({}) == []


def test_there_are_cases() -> None:
    assert len(CASES) > 300


@pytest.mark.parametrize("rule", [rule.id for rule in rules()])
def test_rule_has_a_passing_and_a_failing_case(rule: str) -> None:
    own = [case for name, case in CASES.items() if name.startswith(f"{rule}/")]
    assert {says(case, rule) for case in own} == {True, False}


def test_every_folder_is_a_rule() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {rule.id for rule in rules()} == set()


@pytest.mark.parametrize("name", CASES)
def test_case_is_well_formed(name: str) -> None:
    """A misspelt key would quietly test nothing; the reason is written in Chinese."""
    case = CASES[name]
    assert set(case) - {"today", "base", "committed"} == {"why", "files", "expected"}
    assert any("\u4e00" <= character <= "\u9fff" for character in case["why"])
