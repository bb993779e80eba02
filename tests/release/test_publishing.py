"""One switch, nothing before it is seen, nothing after it is lost."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from publish_faults import child

from disclosure.release import publishing, releases
from disclosure.release.comparing import ADDED
from disclosure.release.durable import write_file
from disclosure.release.listing import Failure, WrongUse
from disclosure.release.publishing import Watcher, publish, rollback
from disclosure.release.releases import Release, Target
from disclosure.release.retaining import DAY, record_of, retained_beside
from disclosure.release.verifying import verify_folder
from small_site import ID, are_whole, digest_of, leftovers, live_site, small_site, style_of
from support import table

SEE_ALL = "；用 verify 命令看全部，再重新生成"
fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="没有 fork 的系统")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return small_site(tmp_path / "old", "旧")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return small_site(tmp_path / "new", "新")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "www" / "target"


def test_a_release_is_the_site_and_nothing_else(old: Path, target: Path) -> None:
    release = publish(old, target)
    assert (target / "current").readlink() == Path("releases", release.name)
    assert release.name.endswith(f"-{digest_of(old)}") and live_site(target, old) == old
    same = {path.relative_to(old): path.read_bytes() for path in old.rglob("*") if path.is_file()}
    assert {path.relative_to(release.folder): path.read_bytes() for path in release.folder.rglob("*") if path.is_file()} == same
    assert leftovers(target) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这些权限位")
def test_the_web_server_may_read_whatever_the_umask(old: Path, target: Path) -> None:
    before = os.umask(0o077)
    try:
        release = publish(old, target)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in release.folder.rglob("*") if path.is_file()}
    folders = [target, target / "releases", *(path for path in (release.folder, *release.folder.rglob("*")) if path.is_dir())]
    assert modes == {0o644} and {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o755}


def test_releases_share_no_file(old: Path, target: Path) -> None:
    """What somebody does to the live files must not reach the release to which one would go back."""
    publish(old, target)
    live = publish(old, target)
    (live.folder / "index.html").write_text("defaced", encoding="utf-8")
    rollback(target)
    assert live_site(target, old) == old


@table("why keep published wanted", [
    ("默认五个", 5, 7, 5), ("少于限度，全留", 5, 3, 3), ("只留现在的", 1, 3, 1), ("留两个", 2, 4, 2)])
def test_keep(why: str, keep: int, published: int, wanted: int, old: Path, target: Path) -> None:
    for number in range(published):
        last = publish(small_site(old, f"第{number}版", pages=1), target, keep)
    there = Target(target).releases
    assert len(there) == wanted and there[-1] == last == Target(target).live
    assert leftovers(target) == []


def test_the_live_release_is_never_removed(old: Path, new: Path, target: Path) -> None:
    first = publish(old, target)
    publish(new, target)
    rollback(target)
    place = Target(target)
    place.prune(1)
    assert place.releases == [first] == [place.live]


def _no_manifest(site: Path) -> None:
    (site / "manifest.json").unlink()


def _changed(site: Path) -> None:
    (site / "3/index.html").write_text("x", encoding="utf-8")


def _listed(path: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        content = json.loads((site / "manifest.json").read_bytes())
        content["files"].append({"path": path, "size": 1, "sha256": "0" * 64})
        (site / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return change


@table("why change wanted", [
    ("没有清单", _no_manifest, "里没有 manifest.json，不是生成好的网站；请先运行 ./disclosure build"),
    ("清单是空的", lambda site: (site / "manifest.json").write_text(""), "manifest.json 读不懂，不是生成网站时写的清单"),
    ("清单不是对象", lambda site: (site / "manifest.json").write_text("[1]"), "manifest.json 读不懂，不是生成网站时写的清单"),
    ("文件被改", _changed, "与它的清单不一致（改动 1）：3/index.html" + SEE_ALL),
    ("缺少文件", lambda site: (site / "5/index.html").unlink(), "与它的清单不一致（缺少 1）：5/index.html" + SEE_ALL),
    ("多出文件", lambda site: (site / ".草稿").touch(), "与它的清单不一致（多出 1）：.草稿" + SEE_ALL),
    ("多出一条链接", lambda site: (site / "passwd").symlink_to("/etc"), "与它的清单不一致（多出 1）：passwd" + SEE_ALL),
    ("清单指到外面", _listed("../../etc/passwd"), "manifest.json 里有不能用的一行：../../etc/passwd"),
    ("清单从根开始", _listed("/etc/passwd"), "manifest.json 里有不能用的一行：/etc/passwd"),
    ("清单列了自己", _listed("manifest.json"), "manifest.json 里有不能用的一行：manifest.json"),
    ("清单列了两次", _listed("index.html"), "manifest.json 里有重复的一行：index.html"),
])
def test_a_site_that_is_not_whole_is_refused_before_anything(why: str, change: Callable[[Path], None], wanted: str, new: Path,
                                                            target: Path) -> None:
    change(new)
    with pytest.raises(Failure) as failure:
        publish(new, target)
    assert str(failure.value).removeprefix(f"{new} ") == wanted and failure.value.code == 1
    assert not target.exists()


@table("why prepare wanted", [
    ("current 是真的文件夹", lambda site, target: (target / "current").mkdir(parents=True), "不是发布时建的链接"),
    ("current 是文件", lambda site, target: (target.mkdir(parents=True), (target / "current").touch()), "不是发布时建的链接"),
    ("目标是文件", lambda site, target: (target.parent.mkdir(), target.touch()), "是一个文件，不能发布到这里"),
    ("目标在网站里面", lambda site, target: (target.parent.mkdir(), target.symlink_to(site)), "不能套在一起"),
])
def test_a_target_that_cannot_be_one_is_refused(why: str, prepare: Callable[[Path, Path], object], wanted: str, old: Path,
                                                target: Path) -> None:
    prepare(old, target)
    before = sorted(target.rglob("*")) if target.is_dir() else []
    with pytest.raises(WrongUse, match=wanted):
        publish(old, target)
    assert (sorted(target.rglob("*")) if target.is_dir() else []) == before


def test_what_killed_runs_left_goes(old: Path, new: Path, target: Path) -> None:
    first = publish(old, target)
    place = Target(target)
    for left in (place.copying("20990101T000000.000Z-0123456789"), target / "releases/.removing-x"):
        small_site(left, "半份")
    (target / ".current-1").symlink_to("releases/nowhere")
    record_of(target / "releases/20990101T000000.000Z-0123456789").write_text("{}", encoding="utf-8")
    assert place.releases == [first] and len(leftovers(target)) == 4
    publish(new, target)
    assert leftovers(target) == [] and live_site(target, old, new) == new


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


@fork
def test_two_at_once_queue_and_the_last_wins(old: Path, new: Path, target: Path) -> None:
    publish(old, target)
    with Target(target).alone():
        waiting = child(new, target)
        time.sleep(0.5)
        assert waiting.poll() is None and live_site(target, old, new) == old and leftovers(target) == []
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0 and live_site(target, old, new) == new


def test_what_the_disk_wrote_wrongly_is_found(old: Path, new: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(old, target)

    def wrong(path: Path, chunks: Iterable[bytes], syncs: bool = True) -> None:
        write_file(path, (chunk.replace("新 7".encode(), "新 8".encode()) for chunk in chunks), syncs)

    monkeypatch.setattr(publishing, "write_file", wrong)
    with pytest.raises(Failure) as failure:
        publish(new, target)
    assert str(failure.value) == "复制以后核对不上：7/index.html（改动）；没有发布成功，公开的网站没有变动"
    assert live_site(target, old, new) == old and leftovers(target) == []


def test_who_waits_is_told(old: Path, target: Path) -> None:
    publish(old, target)
    said: list[str] = []
    with Target(target).alone():
        waiting = threading.Thread(target=publish, args=(old, target), kwargs={"watcher": Watcher(say=said.append)})
        waiting.start()
        end = time.monotonic() + 30
        while not said and time.monotonic() < end:
            time.sleep(0.01)
    waiting.join(60)
    assert said == [publishing.WAITING]


def test_the_name_is_another_each_time(old: Path, target: Path) -> None:
    names = [publish(old, target, 9).name for _ in range(3)]
    assert len(set(names)) == 3 and names == sorted(names)


def test_everything_is_on_the_disk_before_the_switch(old: Path, new: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut may forget whatever was not synced: files, folders, the release's own name, then the link."""
    publish(old, target)
    synced: set[int] = set()
    fsync, switch = os.fsync, Target.switch
    ran: list[Release] = []

    def noted(handle: int) -> None:
        fsync(handle)
        synced.add(os.fstat(handle).st_ino)

    def switched(self: Target, release: Release) -> None:
        there = [release.folder, *release.folder.rglob("*"), self.parent, record_of(release.folder)]
        kept = {row.path for row in retained_beside(release.folder)}  # further names of files that were synced long ago
        missing = [path for path in there if path.stat().st_ino not in synced
                   and not (path.is_relative_to(release.folder) and path.relative_to(release.folder).as_posix() in kept)]
        assert missing == []
        synced.clear()
        switch(self, release)
        ran.append(release)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Target, "switch", switched)
    publish(new, target)
    assert len(ran) == 1 and target.stat().st_ino in synced


def _cut(number: int, site: Path, target: Path) -> None:
    """The power goes at the given sync."""
    left, fsync = [number], os.fsync

    def cut(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
        fsync(handle)

    os.fsync = cut
    releases._GRACE = 0
    publish(site, target, 2)
    os._exit(0)


@fork
def test_the_power_goes_between_any_two_steps(tmp_path: Path, target: Path) -> None:
    old, new = (small_site(tmp_path / mark, mark, pages=2) for mark in ("旧", "新"))
    publish(old, target)
    codes, lives = [], []
    while not codes or codes[-1]:
        process = multiprocessing.Process(target=_cut, args=(len(codes), new, target))
        process.start()
        process.join(60)
        codes.append(process.exitcode)
        lives.append(live_site(target, old, new))
        assert are_whole(target)
    assert len(codes) > 20 and set(codes[:-1]) == {9}
    assert lives == sorted(lives, key=[old, new].index) and lives[-1] == new and lives[0] == old
    publish(old, target)
    assert leftovers(target) == []
