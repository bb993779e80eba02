"""One switch, nothing before it is seen, nothing after it is lost."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.release.listing import Failure, WrongUse
from disclosure.release.publishing import publish, rollback
from disclosure.release.releases import Target
from disclosure.release.retaining import record_of
from small_site import digest_of, leftovers, live_site, small_site
from support import table

SEE_ALL = "；用 verify 命令看全部，再重新生成"
fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="没有 fork 的系统")


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
