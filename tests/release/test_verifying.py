"""Every file that is missing, changed or added is named, in a folder and behind an address."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from disclosure.release import fetching
from disclosure.release.comparing import Difference, side_by_side
from disclosure.release.fetching import verify_url
from disclosure.release.listing import Failure, WrongUse
from disclosure.release.verifying import verify_folder
from small_site import small_site
from static_host import serve
from support import table

PAGE, OTHER = "3/index.html", "items/附件 一.csv"


def _same_size(site: Path) -> None:
    data = (site / OTHER).read_bytes()
    (site / OTHER).write_bytes(data[:-1] + b"x")


def _link(site: Path) -> None:
    (site / PAGE).unlink()
    (site / PAGE).symlink_to(site / "index.html")


@table("why change inside outside", [
    ("一致", lambda site: None, [], []),
    ("缺少", lambda site: (site / PAGE).unlink(), [Difference(PAGE, "缺少")], [Difference(PAGE, "缺少")]),
    ("变短", lambda site: (site / OTHER).write_bytes(b"x"), [Difference(OTHER, "改动", "应为 4 字节，实为 1 字节")],
     [Difference(OTHER, "改动", "应为 4 字节，实为 1 字节")]),
    ("变长", lambda site: (site / OTHER).write_bytes(b"x" * 9), [Difference(OTHER, "改动", "应为 4 字节，实为 9 字节")],
     [Difference(OTHER, "改动", "应为 4 字节，实为 更多")]),
    ("一样长，内容不同", _same_size, [Difference(OTHER, "改动", "内容不同")], [Difference(OTHER, "改动", "内容不同")]),
    ("多出，外面看不见", lambda site: (site / "items/x").touch(), [Difference("items/x", "多出")], []),
    ("换成链接", _link, [Difference(PAGE, "改动", "是链接，不是文件")], [Difference(PAGE, "改动", "应为 72 字节，实为 更多")]),
])
def test_differences(why: str, change: Callable[[Path], object], inside: list[Difference], outside: list[Difference],
                     tmp_path: Path) -> None:
    site = small_site(tmp_path / "a/子 站", "旧")
    change(site)
    assert verify_folder(site)[1] == inside
    with serve(tmp_path) as address:
        found = verify_url(f"{address}a/子 站")[1]
    assert [(row.path, row.kind) for row in found] == [(row.path, row.kind) for row in outside]
    assert why == "换成链接" or found == outside


class _Faulty(http.server.BaseHTTPRequestHandler):
    """Answers for the files of a site as the rows of `answers` say; each row is used up by one request."""

    site: Path
    answers: dict[str, list[int]]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        name = unquote(self.path.lstrip("/"))
        there = (self.site / name).is_file()
        data = (self.site / name).read_bytes() if there else b""
        planned = self.answers.get(name, [])
        status = planned.pop(0) if planned else 200 if there else 404
        if status == 0:  # the line is cut in the middle
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[:10])
            return
        self.send_response(status)
        self.end_headers()
        self.wfile.write(data if status == 200 else b"")


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[tuple[type[_Faulty], str]]:
    handler = type("Handler", (_Faulty,), {"site": small_site(tmp_path / "site", "旧"), "answers": {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@table("why answers wanted", [
    ("一次 503 再试就好", [503], []), ("一直 503", [503] * 3, [Difference(PAGE, "读不了", "服务器答复 503")]),
    ("断了再试就好", [0], []), ("410 就是没有", [410], [Difference(PAGE, "缺少")]),
    ("不许看", [403] * 3, [Difference(PAGE, "读不了", "服务器答复 403")])])
def test_a_server_that_fails(why: str, answers: list[int], wanted: list[Difference], faulty: tuple[type[_Faulty], str]) -> None:
    handler, address = faulty
    handler.answers[PAGE] = answers
    steps: list[tuple[int, int]] = []
    listing, found = verify_url(address, lambda done, total: steps.append((done, total)))
    total = len(listing.files)
    assert found == wanted and steps == [(number, total) for number in range(1, total + 1)]


def test_a_site_that_is_switched_meanwhile_is_looked_at_again(faulty: tuple[type[_Faulty], str], tmp_path: Path) -> None:
    handler, address = faulty
    new = small_site(tmp_path / "new", "新")

    def switch(done: int, total: int) -> None:
        handler.site = new

    assert verify_url(address, switch)[1] == []


@table("why address wanted error", [
    ("没有清单", "nothing/", "manifest.json 不存在：这里没有用本程序生成的网站", Failure),
    ("有问号", "?a=1", "不是网站的网址", WrongUse), ("没有主机", "http:///x", "不是网站的网址", WrongUse)])
def test_an_address_without_a_site(why: str, address: str, wanted: str, error: type[Failure], tmp_path: Path) -> None:
    with serve(tmp_path) as base, pytest.raises(error, match=wanted):
        verify_url(address if "://" in address else base + address)


def test_a_host_that_does_not_answer() -> None:
    with pytest.raises(Failure, match="manifest.json 取不到：没有服务器在听"):
        verify_url("http://127.0.0.1:9/")


def test_several_at_a_time_and_in_order() -> None:
    together = threading.Barrier(4)
    assert list(side_by_side(lambda number: (together.wait(20), number)[1], range(8), workers=4)) == list(range(8))


@table("why text wanted", [("http", "http://例子.中国", True), ("https", "https://a/b", True), ("文件夹", "site", False),
                           ("像盘符", "C:/site", False), ("别的", "ftp://a/", False)])
def test_what_is_an_address(why: str, text: str, wanted: bool) -> None:
    assert fetching.is_address(text) is wanted
