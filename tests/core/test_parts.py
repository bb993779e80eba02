"""Judging a repository in parts gives what judging the whole gives, for every golden case and for the repository itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_cases import CASES, files_of, history_of

from disclosure.checks import registry
from disclosure.model.loading import load, plan, read_items
from disclosure.model.parts import TreePart, attachments_by_id, owned, part_of, rest_of
from disclosure.release import judging, workers
from disclosure.source.tree import Folder, Memory
from support import ITEM_TEXT, TODAY, found_in, tree


@pytest.fixture(autouse=True)
def smallest_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """One item a part, all in this process: faults of splitting show, and nothing else."""
    monkeypatch.setattr(judging, "SMALLEST_PART", 1)
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")


@pytest.mark.parametrize("name", CASES)
def test_case_in_parts(name: str) -> None:
    case = CASES[name]
    memory, today, history = tree(files_of(case["files"])), case.get("today", TODAY), history_of(case)
    judged = judging.judge(memory, today, history)
    assert judged.problems == found_in(memory, today, history)
    assert judged.catalog == load(memory).catalog


def test_all_cases_of_items_together() -> None:
    """Many faulty items in one repository: what one part finds is not lost in the next."""
    content = dict(tree({}).content)
    for number, case in enumerate(CASES.values(), 2):
        for path, given in case["files"].items():
            text = files_of({path: given})[path]
            if path.startswith("data/items/2022/2022-00001.") and text is not None:
                data = text.encode() if isinstance(text, str) else text
                content[path.replace("2022-00001", f"2022-{number:05d}")] = data
    memory = Memory(content)
    assert len(memory.files("data/items")) > 150
    judged = judging.judge(memory, TODAY)
    assert judged.problems == found_in(memory, TODAY, judging.History())
    assert len({problem.rule for problem in judged.problems}) > 40


def test_the_repository_in_parts(root: Path) -> None:
    folder = Folder(root)
    judged = judging.judge(folder, dt.date(2022, 12, 31))
    whole = load(folder)
    assert judged.catalog is not None and whole.catalog is not None
    assert judged.catalog.items == whole.catalog.items
    assert judged.problems == found_in(folder, dt.date(2022, 12, 31), judging.History())


def test_two_files_of_one_id_are_read_together() -> None:
    memory = tree({"data/items/2022/2022-00001.md": f"---\n{ITEM_TEXT.replace('正文: 监督电话见公开指南。', '')}---\n正文\n",
                   "data/items/2022/2022-00002.yml": ITEM_TEXT, "data/items/2023/2022-00001.yml": ITEM_TEXT})
    assert [problem.rule for problem in judging.judge(memory, TODAY).problems].count("item.id") >= 2
    assert judging.judge(memory, TODAY).problems == found_in(memory, TODAY, judging.History())


def test_parts_list_every_file_once(root: Path) -> None:
    folder = Folder(root)
    prepared = plan(folder)
    attachments = attachments_by_id(folder)
    trees = {path: TreePart(folder, owned([path], attachments)) for path in prepared.paths}
    parts = [part_of(prepared.catalog, read_items(folder, [path]).items, own)[0] for path, own in trees.items()]
    parts.append(rest_of(prepared.catalog, prepared.paths, attachments))
    listed = [path for part in parts for top in ("data", "docs") for path in part.tree.files(top)]
    assert sorted(listed) == sorted([*folder.files("data"), *folder.files("docs")])
    assert sum(len(part.tree.files("data/attachments")) for part in parts[:-1]) == 1


def test_a_part_of_a_tree_lists_its_own_files_and_reads_all() -> None:
    memory = Memory({"a/b": b"1", "a/b0": b"2", "a-b/c": b"3", "ab": b"4"})
    part = TreePart(memory, ["ab", "a/b", "a-b/c"])
    assert part.files("a") == ["a/b"]
    assert part.files("a/") == ["a/b"]
    assert part.files("a-b") == ["a-b/c"]
    assert part.read("a/b0") == b"2" and part.size("a/b0") == 1 and part.read("none") is None


def test_every_rule_has_one_place() -> None:
    every = [*registry.ITEM_CHECKS, *registry.GATHERED_CHECKS, *registry.CATALOG_CHECKS]
    assert len(every) == len(set(every)) == len(registry.CHECKS)


def test_several_processes_judge_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    content = dict(tree({}).content)
    content |= {f"data/items/2022/2022-{number:05d}.yml": ITEM_TEXT.replace("2022-03-05", f"2022-03-{number % 40:02d}").encode()
                for number in range(2, 60)}
    memory = Memory(content)
    alone = judging.judge(memory, TODAY)
    monkeypatch.setenv("DISCLOSURE_WORKERS", "3")
    assert workers.count() in (1, 3)  # 1 where the system cannot fork
    together = judging.judge(memory, TODAY)
    assert together.problems == alone.problems and len(alone.problems) > 10
    assert together.catalog == alone.catalog


