"""Results that are kept from one run to the next: never another verdict than without them, whatever happens to them."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import pickle
import random
import time
from pathlib import Path

import pytest

from disclosure.release import cache as caches
from disclosure.release import judging, workers
from disclosure.release.cache import Cache
from disclosure.source.problems import Problem
from disclosure.source.tree import Folder
from support import ITEM_TEXT, TODAY, table, tree

ITEMS = "data/items/2022/2022-{:05d}.yml"
VOCABULARY = tree({}).content["data/vocabulary.yml"].decode()


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several parts of a small repository, all kept, all in this process."""
    monkeypatch.setattr(judging, "SMALLEST_PART", 4)
    monkeypatch.setattr(judging, "FEW", 0)
    monkeypatch.setenv("DISCLOSURE_WORKERS", "1")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Ten items, the third with a fault."""
    for path, data in tree({}).content.items():
        write(tmp_path, path, data)
    for number in range(2, 11):
        write(tmp_path, ITEMS.format(number), ITEM_TEXT.replace("2022-03-05", "2022-02-30" if number == 3 else "2022-03-05").encode())
    return tmp_path


def write(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def kept(root: Path) -> Cache:
    return Cache(root / ".cache")


def judged(root: Path, cache: Cache | None, today: dt.date = TODAY) -> list[Problem]:
    return judging.judge(Folder(root), today, None, cache).problems


def parts_judged(root: Path, monkeypatch: pytest.MonkeyPatch, today: dt.date = TODAY) -> int:
    """How many parts are judged anew."""
    done: list[int] = []
    share = workers.share
    with monkeypatch.context() as patch:
        patch.setattr(judging.workers, "share", lambda work, tasks: done.append(len(tasks)) or share(work, tasks))
        judged(root, kept(root), today)
    return done[0]


@table("why change parts", [
    ("没有改动", None, 0),
    ("改了一条的内容", (ITEMS.format(5), ITEM_TEXT.encode() + b"\n"), 1),
    ("多了一条", (ITEMS.format(11), ITEM_TEXT.encode()), 1),
    ("少了一条", (ITEMS.format(9), None), 1),
    ("词表改了", ("data/vocabulary.yml", tree({}).content["data/vocabulary.yml"] + b"\n"), 3),
    ("多了一页", ("docs/new.md", "# 新页\n".encode()), 3),
    ("附件改了", ("data/attachments/2022-00006/甲.csv", "甲,1\n".encode()), 1),
])
def test_what_is_judged_anew(why: str, change: tuple[str, bytes | None] | None, parts: int, repository: Path,
                             monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts_judged(repository, monkeypatch) == 3, "at first everything"
    if change and change[1] is None:
        (repository / change[0]).unlink()
    elif change:
        write(repository, *change)
    assert parts_judged(repository, monkeypatch) == parts
    assert judged(repository, kept(repository)) == judged(repository, None)


def test_another_day_is_judged_anew(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts_judged(repository, monkeypatch)
    assert parts_judged(repository, monkeypatch, TODAY + dt.timedelta(days=1)) == 3


def test_another_program_is_not_trusted(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts_judged(repository, monkeypatch)
    monkeypatch.setattr(caches, "code", lambda: "another")
    assert parts_judged(repository, monkeypatch) == 3


def test_the_program_is_told_by_its_files_and_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "packages"
    monkeypatch.setattr(caches, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(caches.sysconfig, "get_path", lambda name: str(packages))
    write(tmp_path, "package/a.py", b"1")
    (packages / "x-1.0.dist-info").mkdir(parents=True)
    states = [caches.code.__wrapped__()]
    write(tmp_path, "package/a.py", b"2")
    states.append(caches.code.__wrapped__())
    (packages / "x-1.0.dist-info").rename(packages / "x-1.1.dist-info")
    states.append(caches.code.__wrapped__())
    assert len(set(states)) == 3


def test_a_link_to_an_item_that_goes_is_noticed(repository: Path) -> None:
    """The part with the link has not changed; what it was told about the other item has."""
    linking = ITEM_TEXT.replace("监督电话见公开指南。", "见[那一条](item:2022-00010)。")
    assert linking != ITEM_TEXT
    write(repository, ITEMS.format(1), linking.encode())
    before = judged(repository, kept(repository))
    assert not [problem for problem in before if problem.rule == "link.item"]
    (repository / ITEMS.format(10)).unlink()
    after = judged(repository, kept(repository))
    assert [problem.path for problem in after if problem.rule == "link.item"] == [ITEMS.format(1)]
    write(repository, ITEMS.format(10), ITEM_TEXT.encode())
    assert judged(repository, kept(repository)) == before


READS = {"plan": lambda tree: tree.files("data"), "read_items": lambda tree, paths: paths,
         "run_part": lambda part, context: part.tree.files("data")}


def saved_meanwhile(monkeypatch: pytest.MonkeyPatch, when: str, root: Path, path: str, data: bytes) -> None:
    """Somebody saves a file right after the step `when` has read it."""
    step = getattr(judging, when)

    def interrupted(*values: object) -> object:
        found = step(*values)
        if path in READS[when](*values):
            write(root, path, data)
        return found
    monkeypatch.setattr(judging, when, interrupted)


@table("why when path old new", [
    ("条目：读了以后改错", "read_items", ITEMS.format(6), ITEM_TEXT, ITEM_TEXT.replace("2022-03-05", "2022-02-30")),
    ("附件：读了以后写进手机号", "run_part", "data/attachments/2022-00006/甲.csv", "甲,1\n", "甲,13812345678\n"),
    ("登记：读了以后改了词表", "plan", "data/vocabulary.yml", VOCABULARY, VOCABULARY.replace("名称: ", "名称: 别的")),
])
def test_what_is_saved_during_a_run_is_judged_in_the_next(why: str, when: str, path: str, old: str, new: str, repository: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository, path, old.encode())
    with monkeypatch.context() as patch:
        saved_meanwhile(patch, when, repository, path, new.encode())
        judged(repository, kept(repository))
    assert judged(repository, kept(repository)) == judged(repository, None)


@table("why damage", [
    ("清空", lambda path: path.write_bytes(b"")),
    ("截短", lambda path: path.write_bytes(path.read_bytes()[:-7])),
    ("改了一个字节", lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0")),
    ("删掉一个", lambda path: path.unlink()),
    ("成了文件夹", lambda path: (path.unlink(), path.mkdir())),
])
def test_damage_costs_time_only(why: str, damage, repository: Path) -> None:
    expected = judged(repository, None)
    judged(repository, kept(repository))
    for path in list((repository / ".cache").iterdir()):
        damage(path)
    assert judged(repository, kept(repository)) == expected
    assert judged(repository, kept(repository)) == expected


def test_an_entry_that_would_run_something_is_not_read(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (tmp_path / "ran",)

    cache = Cache(tmp_path / "kept")
    cache.put("a", [Evil()])
    assert cache.get("a") is None and not (tmp_path / "ran").exists()
    assert pickle.loads(pickle.dumps([1])) == [1]


def test_old_entries_that_nobody_asks_for_are_removed(repository: Path) -> None:
    judged(repository, kept(repository))
    old = {path.name for path in (repository / ".cache").iterdir()}
    write(repository, ".cache/left.12345", b"x")
    for path in (repository / ".cache").iterdir():
        os.utime(path, (0, 0))
    write(repository, ITEMS.format(5), ITEM_TEXT.encode() + b"\n")
    judged(repository, kept(repository))
    now = {path.name for path in (repository / ".cache").iterdir()}
    assert len(now) == len(old) == 3 and len(now & old) == 2
    for path in (repository / ".cache").iterdir():
        os.utime(path)
    judged(repository, kept(repository), TODAY + dt.timedelta(days=1))
    assert now < {path.name for path in (repository / ".cache").iterdir()}, "young ones stay for the next run by that day"


def test_a_folder_that_cannot_be_written_does_no_harm(repository: Path) -> None:
    (repository / ".cache").write_text("a file")
    assert judged(repository, kept(repository)) == judged(repository, None)


def test_random_changes_one_after_the_other(repository: Path) -> None:
    """Whatever was changed before, the verdict is that of a run without anything kept."""
    dice = random.Random(7)
    for step in range(40):
        path = repository / ITEMS.format(dice.randint(1, 14))
        if dice.random() < 0.3 and path.exists():
            path.unlink()
        else:
            day = dt.date(2022, 1, 1) + dt.timedelta(days=dice.randint(0, 200))
            target = f"[甲](item:2022-{dice.randint(1, 14):05d})。"
            path.write_text(ITEM_TEXT.replace("2022-03-05", day.isoformat()).replace("监督电话见公开指南。", target), encoding="utf-8")
        assert judged(repository, kept(repository)) == judged(repository, None), step


def test_killed_runs_leave_nothing_wrong(repository: Path) -> None:
    expected = judged(repository, None)
    dice = random.Random(3)
    fork = multiprocessing.get_context("fork")
    for _ in range(12):
        running = fork.Process(target=judged, args=(repository, kept(repository)))
        running.start()
        time.sleep(dice.random() * 0.04)
        running.kill()
        running.join()
        assert judged(repository, kept(repository)) == expected
