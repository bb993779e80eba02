"""The commands as people and scripts run them, outside of any repository: output, streams, exit codes."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest

from disclosure.cli.main import main
from disclosure.exports.ledger import PUBLISHED, Event, lines
from disclosure.release.output import Output
from small_site import ID, digest_of, small_site, style_of
from static_host import serve
from support import table

NAME = r"[0-9]{8}T[0-9]{6}\.[0-9]{3}Z-"
TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}（北京时间）"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no repository, with two sites."""
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path / "old", "旧")
    small_site(tmp_path / "new", "新")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str, str]:
    try:
        code = main(line.split())
    except SystemExit as done:  # argparse ends wrong use this way
        code = done.code if isinstance(done.code, int) else -1
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_whole_way(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = digest_of(here / "old"), digest_of(here / "new")
    steps = [("publish old www", 0, f"已发布：{NAME}{old}（条目 1，文件 17）"),
             ("package new new.tar.gz", 0, "已打包：new.tar.gz（条目 1，文件 17）\nSHA-256：[0-9a-f]{64}"),
             ("publish new.tar.gz www --keep 2", 0, f"已发布：{NAME}{new}（条目 1，文件 17）"),
             ("status www", 0, f"公开的版本：{NAME}{new}\n开始时间：{TIME}\n提交：e696b0000000\n条目：1\n文件：17\n完整：是"),
             ("releases www", 0, rf"\* {NAME}{new}  {TIME}  条目 1，提交 e696b0000000\n  {NAME}{old}  {TIME}  条目 1，提交 e697a7000000"),
             ("rollback www", 0, f"现在公开的是：{NAME}{old}（条目 1）"),
             ("releases www", 0, rf"  {NAME}{new}  .*\n\* {NAME}{old}  .*"),
             ("rollback www 2", 1, ""),
             ("verify www/current", 0, "")]
    for line, code, wanted in steps:
        got, out, err = run(capsys, line)
        assert (got, bool(re.fullmatch(wanted, out.rstrip("\n")))) == (code, True), (line, out, err)


@table("why line code wanted", [
    ("没有这个网站", "publish nope www", 2, "没有 nope；请先运行 ./disclosure build"),
    ("不是网站也不是压缩包", "publish letter.txt www", 2, "letter.txt 不是网站的文件夹，也不是 .tar.gz 压缩包"),
    ("不是生成好的网站", "publish empty www", 1, "empty 里没有 manifest.json，不是生成好的网站；请先运行 ./disclosure build"),
    ("目标就是网站", "publish old old", 2, "生成的网站和发布的地方不能是一个，也不能套在一起；请换一个文件夹"),
    ("个数是零", "publish old www --keep 0", 2, "--keep：“0”不是个数；请写 1 或更大的整数"),
    ("个数是全角", "publish old www --keep ５", 2, "--keep：“５”不是个数；请写 1 或更大的整数"),
    ("少写一个", "publish old", 2, "缺少 目标"),
    ("没有发布过", "status empty", 2, "empty 不是发布过网站的文件夹：里面没有 releases"),
    ("没有发布过，退不回", "rollback empty", 2, "empty 不是发布过网站的文件夹：里面没有 releases"),
    ("没有发布过，没有版本", "releases nope", 2, "nope 不是发布过网站的文件夹：里面没有 releases"),
    ("没有更早的", "rollback once", 1, "没有更早的版本可以退回"),
    ("核对别的文件夹", "verify empty", 1, "empty 里没有 manifest.json，不是生成好的网站；请先运行 ./disclosure build"),
    ("核对没有的文件夹", "verify nope", 1, "nope 里没有 manifest.json，不是生成好的网站；请先运行 ./disclosure build"),
    ("网址写错", "verify http://", 2, "“http://”不是网站的网址；请写成 https://例子.中国/ 这样，后面不带 ? 和 #"),
    ("打包成别的", "package old old.zip", 2, "压缩包的名字要以 .tar.gz 结尾：old.zip"),
    ("打包放在文件下面", "package old letter.txt/a.tar.gz", 1, "没有成功："),
])
def test_what_goes_wrong_is_one_line(why: str, line: str, code: int, wanted: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "empty").mkdir()
    (here / "letter.txt").touch()
    run(capsys, "publish old once")
    got, out, err = run(capsys, line)
    lines = err.splitlines()
    assert (got, out) == (code, "") and lines[0].startswith(wanted) and (wanted.endswith("：") or lines[0] == wanted)
    assert lines[1:] in ([], [f"用法见 disclosure {line.split()[0]} --help"])
    assert not (here / "www").exists()


def test_verify_names_every_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "new/1/index.html").unlink()
    (here / "new/2/index.html").write_text("x", encoding="utf-8")
    (here / "new/2/x").touch()
    gone, size = "缺少: 1/index.html\n", (here / "old/2/index.html").stat().st_size
    short = f"改动: 2/index.html（应为 {size} 字节，实为 1 字节）\n"
    facts = "清单上有 17 个文件，条目 1，提交 e696b0000000\n"
    assert run(capsys, "verify new") == (1, f"{gone}{short}多出: 2/x\n", f"不一致（缺少 1，改动 1，多出 1）：{facts}")
    with serve(here / "new") as address:
        assert run(capsys, f"verify {address}") == (1, gone + short, f"不一致（缺少 1，改动 1）：{facts}")
    with serve(here / "old") as address:
        assert run(capsys, f"verify {address}") == (0, "", f"一致：{facts}".replace("e696b0", "e697a7"))


def test_verify_follows_the_chain_of_the_ledger(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    whole = list(lines(Event(ID, PUBLISHED, day, "c", str(number), False) for number in range(4)))
    for name, rows, code, said in (("whole", whole, 0, "公开台账 4 行，行行相扣\n"),
                                   ("gap", [whole[0], *whole[2:]], 1, "公开台账第 2 行与前一行接不上\n"),
                                   ("late", whole[1:], 1, "公开台账第 1 行与前一行接不上\n")):
        site = here / name
        output = Output(site)
        output.write("ledger.jsonl", b"".join(row + b"\n" for row in rows))
        output.write_manifest(None, 0, "0")
        assert run(capsys, f"verify {name}")[::2] == (code, f"一致：清单上有 1 个文件，条目 0，提交 无\n{said}")
        with serve(site) as address:
            assert run(capsys, f"verify {address}")[::2] == (code, f"一致：清单上有 1 个文件，条目 0，提交 无\n{said}")


def test_status_of_what_is_not_whole(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "publish old www")
    (here / "www/current/index.html").unlink()
    code, out, _ = run(capsys, "status www")
    assert code == 1 and out.endswith("完整：否（缺少 1）\n")
    (here / "www/current").unlink()
    assert run(capsys, "status www") == (1, "", "还没有公开的版本：current 没有指向哪个版本；请运行 publish 或 rollback\n")


def test_releases_names_a_damaged_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "publish old www")
    (here / "www/current/manifest.json").unlink()
    assert run(capsys, "releases www")[1].endswith("  清单已损坏\n")


def test_former_files_can_be_left_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "publish old www")
    run(capsys, "publish new www --without-former")
    assert not (here / "www/current" / style_of(here / "old")).exists()


def test_progress_only_on_a_terminal(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(capsys, "publish old www")[2] == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    err = run(capsys, "verify old")[2]
    assert "\r核对 17/17（100%）\r\033[K" in err and err.splitlines()[-1].endswith("提交 e697a7000000")
