"""Going back to an earlier release, and what of another release stays reachable."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from disclosure.release.comparing import ADDED
from disclosure.release.listing import Failure
from disclosure.release.publishing import Watcher, publish, rollback
from disclosure.release.releases import Target
from disclosure.release.retaining import DAY, record_of, retained_beside
from disclosure.release.verifying import verify_folder
from small_site import ID, live_site, small_site, style_of
from support import table


def test_styles_and_search_of_the_former_release_stay_reachable(old: Path, new: Path, target: Path) -> None:
    publish(old, target)
    release = publish(new, target)
    for path in (*old.glob("assets/*"), *old.glob("search/*/*")):
        assert (target / "current" / path.relative_to(old)).read_bytes() == path.read_bytes()
    _, faults = verify_folder(release.folder)
    assert faults == [] and len(retained_beside(target / "current")) == 2
    assert not (target / "current" / record_of(release.folder).name).exists()
    (release.folder / style_of(old)).write_text("x", encoding="utf-8")
    (release.folder / "assets/other.css").touch()
    assert [(row.path, row.kind) for row in verify_folder(target / "current")[1]] \
        == sorted([("assets/other.css", ADDED), (style_of(old), "改动")])


def test_kept_files_stay_a_day_and_not_for_ever(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = [small_site(tmp_path / str(number), f"第{number}版", pages=1) for number in range(4)]
    now = time.time()
    for number, later in ((0, 0), (1, 0), (2, DAY / 2), (3, DAY * 1.75)):
        monkeypatch.setattr(time, "time", lambda moment=now + later: moment)
        publish(sites[number], target)
        if number == 2:
            assert all((target / "current" / style_of(site)).is_file() for site in sites[:3])
    there = [number for number, site in enumerate(sites) if (target / "current" / style_of(site)).is_file()]
    assert there == [2, 3]
    assert live_site(target, *sites) == sites[3]


@table("why withdrawn retains assets searches", [
    ("照常", False, True, 2, 2), ("撤回了一条，旧的搜索里还有它的内容", True, True, 2, 1), ("不要留", False, False, 1, 1)])
def test_what_is_kept(why: str, withdrawn: bool, retains: bool, assets: int, searches: int, old: Path, tmp_path: Path,
                      target: Path) -> None:
    publish(old, target)
    release = publish(small_site(tmp_path / "new", "新", withdrawn=withdrawn), target, retains=retains)
    assert len(list(release.folder.glob("assets/*"))) == assets
    assert len(list(release.folder.glob("search/*/*"))) == searches


def test_rollback_keeps_the_styles_of_what_it_replaces(old: Path, new: Path, target: Path) -> None:
    publish(old, target)
    publish(new, target)
    rollback(target)
    assert live_site(target, old, new) == old
    assert (target / "current" / style_of(new)).read_bytes() == (new / style_of(new)).read_bytes()


def test_rollback_says_what_comes_back(old: Path, tmp_path: Path, target: Path) -> None:
    publish(old, target)
    publish(small_site(tmp_path / "new", "新", withdrawn=True), target)
    said: list[str] = []
    rollback(target, watcher=Watcher(say=said.append))
    assert said == [f"注意：{ID} 在退回之前已经撤回，现在又会显示；需要的话请马上重新发布"]


def test_rollback_goes_to_no_release_that_is_damaged(old: Path, new: Path, target: Path) -> None:
    first = publish(old, target)
    publish(new, target)
    (first.folder / "index.html").unlink()
    with pytest.raises(Failure, match="与它的清单不一致（缺少 1）：index.html"):
        rollback(target)
    assert live_site(target, old, new) == new


def test_rollback_and_publish_mend_a_live_release_that_is_damaged(old: Path, new: Path, target: Path) -> None:
    publish(old, target)
    second = publish(new, target)
    (second.folder / "manifest.json").write_text("", encoding="utf-8")
    rollback(target)
    assert live_site(target, old, new) == old
    (Target(target).link / "manifest.json").unlink()
    publish(new, target)
    assert live_site(target, old, new) == new


@table("why wanted message", [
    ("没有这样的", "1999", "没有版本以“1999”开头"), ("不只一个", "2", "不只一个版本以“2”开头"), ("空的", "", "没有版本以“”开头"),
    ("往外走", "../..", "没有版本以“../..”开头")])
def test_rollback_to_what_is_not_there(why: str, wanted: str, message: str, old: Path, new: Path, target: Path) -> None:
    publish(old, target)
    publish(new, target)
    with pytest.raises(Failure, match=message):
        rollback(target, wanted)
    assert live_site(target, old, new) == new
