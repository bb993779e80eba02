"""One file that carries a site to another network: the same each time, and trusted in nothing."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.release import archive
from disclosure.release.listing import Failure, WrongUse, listing_of
from disclosure.release.publishing import Watcher, publish
from small_site import leftovers, live_site, small_site
from support import table

Members = list[tuple[tarfile.TarInfo, bytes]]


def packed(site: Path, file: Path) -> Path:
    archive.package(site, listing_of(site), file)
    return file


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = small_site(tmp_path / "one", "旧"), small_site(tmp_path / "two", "旧")
    for path in second.rglob("*"):
        os.utime(path, (1, 1))
    one = packed(first, tmp_path / "a.tar.gz").read_bytes()
    time.sleep(1.1)  # the header of gzip counts seconds
    before = os.umask(0o077)
    try:
        two = packed(second, tmp_path / "elsewhere/b.tar.gz").read_bytes()
    finally:
        os.umask(before)
    assert one == two
    assert (tmp_path / "a.tar.gz.sha256").read_text() == f"{hashlib.sha256(one).hexdigest()}  a.tar.gz\n"


def test_other_tools_can_read_it(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", "旧")
    file = packed(site, tmp_path / "a.tar.gz")
    (tmp_path / "out").mkdir()
    subprocess.run(["tar", "-xzf", str(file), "-C", str(tmp_path / "out")], check=True)
    assert {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} \
        == {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    subprocess.run(["sha256sum", "-c", "a.tar.gz.sha256"], cwd=tmp_path, check=True, capture_output=True)


def test_an_archive_is_published_as_the_folder_would_be(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", "旧")
    target, said = tmp_path / "target", []
    publish(packed(site, tmp_path / "a.tar.gz"), target, watcher=Watcher(say=said.append))
    assert live_site(target, site) == site and leftovers(target) == [] and said == []


@table("why name wanted", [("别的名字", "a.zip", "压缩包的名字要以 .tar.gz 结尾"),
                              ("放在网站里", "site/a.tar.gz", "不能放在网站的文件夹里")])
def test_where_an_archive_may_not_go(why: str, name: str, wanted: str, tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", "旧")
    with pytest.raises(WrongUse, match=wanted):
        packed(site, tmp_path / name)
    assert not (tmp_path / name).exists()


def member(name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "", **headers: str) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname, info.pax_headers = len(data), kind, link, headers
    return info, data


def changed(name: str, **fields: object) -> Callable[[Members], None]:
    """Changes one member's header; `data` its content."""
    def change(members: Members) -> None:
        place = next(number for number, (info, _) in enumerate(members) if info.name == name)
        info, data = members[place]
        for key, value in fields.items():
            if key != "data":
                setattr(info, key, value)
        members[place] = info, fields.get("data", data)  # type: ignore[assignment]
    return change


def listed(path: str, size: object = 1) -> Callable[[Members], None]:
    """A manifest that lists one more file, which is there."""
    def change(members: Members) -> None:
        content = json.loads(members[0][1])
        content["files"].append({"path": path, "size": size, "sha256": hashlib.sha256(b"x").hexdigest()})
        members[0] = member("manifest.json", json.dumps(content).encode())
        members.append(member(path, b"x"))
    return change


@table("why change wanted", [
    ("没有变动，作对照", lambda members: None, None),
    ("名字往外走", lambda members: members.append(member("../evil", b"x")), "../evil 不在清单里"),
    ("名字从根开始", lambda members: members.append(member("/tmp/evil", b"x")), "/tmp/evil 不在清单里"),
    ("清单也往外走", listed("../evil"), "manifest.json 里有不能用的一行：../evil"),
    ("清单从根开始", listed("/tmp/evil"), "manifest.json 里有不能用的一行：/tmp/evil"),
    ("清单用反斜线", listed("..\\evil"), "manifest.json 里有不能用的一行：..\\evil"),
    ("清单里的大小是负的", listed("evil", -1), "manifest.json 里有不能用的一行：evil"),
    ("清单里的大小大得离谱", listed("evil", 10 ** 15), "压缩包里的网站超过 64 GB，不解开"),
    ("不在清单里的文件", lambda members: members.append(member("extra.html", b"x")), "extra.html 不在清单里"),
    ("同名两次", lambda members: members.append(members[3]), "重复了"),
    ("两份清单", lambda members: members.append(members[0]), "manifest.json 重复了"),
    ("符号链接", changed("index.html", type=tarfile.SYMTYPE, linkname="/etc/passwd", size=0, data=b""), "不是普通文件"),
    ("硬链接", changed("index.html", type=tarfile.LNKTYPE, linkname="404.html", size=0, data=b""), "不是普通文件"),
    ("设备", changed("index.html", type=tarfile.CHRTYPE, size=0, data=b""), "不是普通文件"),
    ("管道", changed("index.html", type=tarfile.FIFOTYPE, size=0, data=b""), "不是普通文件"),
    ("稀疏文件", changed("index.html", pax_headers={"GNU.sparse.size": "9", "GNU.sparse.map": "0,1"}), "不是普通文件"),
    ("文件夹", lambda members: members.append(member("items", kind=tarfile.DIRTYPE)), "items 不在清单里"),
    ("大小不符", changed("index.html", size=3, data=b"abc"), "index.html 大小与清单不一致"),
    ("内容不符", changed("items/附件 一.csv", data="新\n".encode()), "items/附件 一.csv 与清单不一致"),
    ("缺一个", lambda members: members.pop(2), "压缩包里缺少 1 个文件"),
    ("清单不在最前", lambda members: members.reverse(), "不是以 manifest.json 开头"),
    ("空的压缩包", lambda members: members.clear(), "不是以 manifest.json 开头"),
    ("清单是链接", changed("manifest.json", type=tarfile.SYMTYPE, linkname="/etc/passwd", size=0, data=b""), "不是以 manifest.json 开头"),
    ("文件头大得要占满内存", lambda members: members.append(member("x", b"", comment="x" * 2_000_000)), "过大的文件头"),
    ("文件头比清单容得下的多", lambda members: members.append(member("x", b"", comment="x" * 900_000)), "解开以后比清单写的大"),
    ("稀疏文件的表是乱的", changed("index.html", pax_headers={"GNU.sparse.size": "9", "GNU.sparse.map": "0,x"}), "不是完好的"),
])
def test_what_an_archive_must_not_hold(why: str, change: Callable[[Members], object], wanted: str | None, tmp_path: Path) -> None:
    site, target = small_site(tmp_path / "site", "旧"), tmp_path / "target"
    file = packed(site, tmp_path / "a.tar.gz")
    with tarfile.open(file) as tar:
        members: Members = [(info, (tar.extractfile(info) or io.BytesIO()).read()) for info in tar]
    change(members)
    with tarfile.open(file, "w:gz", format=tarfile.PAX_FORMAT) as tar:
        for info, data in members:
            tar.addfile(info, io.BytesIO(data))
    file.with_name("a.tar.gz.sha256").unlink()
    if wanted is None:
        publish(file, target)
        return
    with pytest.raises(Failure) as failure:
        publish(file, target)
    assert wanted in str(failure.value) and failure.value.code == 1
    assert not target.exists(), "refused before anything is written"


# a header that says "the next one has a long name", four thousand times
NESTED = (member("././@LongLink", b"x", kind=tarfile.GNUTYPE_LONGNAME)[0].tobuf(tarfile.GNU_FORMAT) + b"x".ljust(512, b"\0")) * 4000


def _nested(data: bytes) -> bytes:
    members = gzip.decompress(data).rstrip(b"\0")
    return gzip.compress(members.ljust(-(-len(members) // 512) * 512, b"\0") + NESTED)


def _cut(data: bytes) -> bytes:
    return data[:len(data) // 2]



@table("why change keeps_sum wanted", [
    ("校验值不同", lambda data: data + b"x", True, "校验值与 a.tar.gz.sha256 里写的不同"),
    ("只有一半", _cut, False, "不是完好的 .tar.gz 压缩包"), ("不是压缩包", lambda data: b"hello", False, "不是完好的 .tar.gz 压缩包"),
    ("空文件", lambda data: b"", False, "不是完好的 .tar.gz 压缩包"),
    ("文件头套文件头，几千层", _nested, False, "压缩包"),
    ("中间坏了", lambda data: data[:300] + bytes(40) + data[340:], False, "压缩包"),
])
def test_a_file_that_is_damaged(why: str, change: Callable[[bytes], bytes], keeps_sum: bool, wanted: str, tmp_path: Path) -> None:
    file = packed(small_site(tmp_path / "site", "旧"), tmp_path / "a.tar.gz")
    file.write_bytes(change(file.read_bytes()))
    if not keeps_sum:
        file.with_name("a.tar.gz.sha256").unlink()
    with pytest.raises(Failure, match=wanted):
        publish(file, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_checksum_that_is_none(tmp_path: Path) -> None:
    file = packed(small_site(tmp_path / "site", "旧"), tmp_path / "a.tar.gz")
    file.with_name("a.tar.gz.sha256").write_text("ok")
    with pytest.raises(Failure, match="里不是一个 SHA-256 校验值"):
        publish(file, tmp_path / "target")


def test_without_a_checksum_it_says_so(tmp_path: Path) -> None:
    file = packed(small_site(tmp_path / "site", "旧"), tmp_path / "a.tar.gz")
    file.with_name("a.tar.gz.sha256").unlink()
    said: list[str] = []
    publish(file, tmp_path / "target", watcher=Watcher(say=said.append))
    assert said == ["旁边没有 a.tar.gz.sha256，只按压缩包里的清单核对"]


def test_an_archive_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = small_site(tmp_path / "site", "旧")
    file = packed(site, tmp_path / "a.tar.gz")
    before = file.read_bytes()
    (site / "5/index.html").unlink()
    with pytest.raises(FileNotFoundError):
        archive.package(site, listing_of(small_site(tmp_path / "whole", "旧")), file)
    assert file.read_bytes() == before and sorted(path.name for path in tmp_path.glob("*a.tar.gz*")) == ["a.tar.gz", "a.tar.gz.sha256"]
