"""The generated configuration in a real nginx: what visitors get, with which headers, before and after a switch."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import Built
from disclosure.cli.server.layout import Server
from disclosure.release.publishing import publish, rollback
from nginx_server import Web, web
from small_site import small_site, style_of
from support import table


@pytest.fixture(scope="module")
def public(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The shipped site."""
    folder = tmp_path_factory.mktemp("web")
    publish(built.site, Server(folder / "政务 公开").public)
    current = folder / "政务 公开/public/current"
    (current / ".hidden").write_text("x", encoding="utf-8")
    (current / "link.txt").symlink_to("/etc/os-release")
    running = web(folder)
    yield running
    running.end()


def test_nginx_accepts_the_configuration(public: Web) -> None:
    assert public.verdict.returncode == 0, public.verdict.stderr
    assert "warn" not in public.verdict.stderr


FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"


@table("why address kind cache", [
    ("首页", "/", "text/html; charset=utf-8", ASK),
    ("条目", "/items/2022-00001/", "text/html; charset=utf-8", ASK),
    ("条目的数据", "/items/2022-00001.json", "application/json; charset=utf-8", ASK),
    ("表格", "/open-data/items.csv", "text/csv; charset=utf-8", ASK),
    ("工作簿", "/open-data/items.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ASK),
    ("数据目录", "/open-data/catalog.jsonld", "application/ld+json; charset=utf-8", ASK),
    ("数据格式", "/open-data/item.schema.json", "application/schema+json; charset=utf-8", ASK),
    ("订阅", "/feed.xml", "application/atom+xml; charset=utf-8", ASK),
    ("类别订阅", "/feeds/civil-affairs.xml", "application/atom+xml; charset=utf-8", ASK),
    ("订阅，另一种", "/feed.json", "application/feed+json; charset=utf-8", ASK),
    ("网站地图", "/sitemap.xml", "application/xml; charset=utf-8", ASK),
    ("给搜索引擎的说明", "/robots.txt", "text/plain; charset=utf-8", ASK),
    ("清单", "/manifest.json", "application/json; charset=utf-8", ASK),
    ("搜索结果的内容", "/search/items/2022-00001.js", "text/javascript; charset=utf-8", ASK),
])
def test_kinds_and_freshness(why: str, address: str, kind: str, cache: str, public: Web) -> None:
    status, headers, body = public.get(address)
    assert (status, headers["content-type"], headers["cache-control"]) == (200, kind, cache), why
    assert body and headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("ending", ["site.css", "print.css", "site.js", "icon.svg", "meta.js"])
def test_what_is_named_by_its_content_stays(ending: str, public: Web, built: Built) -> None:
    stem, _, kind = ending.partition(".")
    found = [path for folder in ("assets", "search") for path in built.site.glob(f"{folder}/**/{stem}*.{kind}")]
    assert len(found) == 1
    status, headers, body = public.get(f"/{found[0].relative_to(built.site).as_posix()}")
    assert (status, headers["cache-control"]) == (200, FOREVER)
    assert body == found[0].read_bytes()


def test_every_file_of_the_manifest_has_a_kind(public: Web, built: Built) -> None:
    endings = {path.suffix: path for path in built.site.rglob("*") if path.is_file()}
    for path in endings.values():
        status, headers, _ = public.get(f"/{path.relative_to(built.site).as_posix()}")
        assert status == 200 and headers["content-type"] != "application/octet-stream", path


@table("why address status place", [
    ("少了最后的斜线", "/items/2022-00001", 301, "/items/2022-00001/"),
    ("没有的条目", "/items/2022-99999/", 404, None),
    ("没有的网页", "/nowhere", 404, None),
    ("文件夹不列出来", "/items/2022-00001/files/", 404, None),
    ("点开头的文件", "/.hidden", 404, None),
    ("链接文件", "/link.txt", 404, None),
    ("往上走", "/../../server.json", 400, None),
])
def test_ways_off_the_path(why: str, address: str, status: int, place: str | None, public: Web, built: Built) -> None:
    found, headers, body = public.get(address)
    assert (found, headers.get("location")) == (status, place), why
    assert "nginx/" not in headers.get("server", "")
    if status == 404:
        assert body == (built.site / "404.html").read_bytes()


@pytest.mark.parametrize("address", ["/", "/items/2022-00001/", "/search/", "/reports/2022-law-government/"])
def test_the_policy_of_the_page_and_of_the_server_agree(address: str, public: Web) -> None:
    _, headers, body = public.get(address)
    own = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', body.decode("utf-8"))
    assert own and headers["content-security-policy"] == own[1].replace("&#39;", "'") + "; frame-ancestors 'none'"
    assert headers["x-frame-options"] == "DENY" and headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_the_page_for_what_is_not_there_has_its_own_policy(public: Web) -> None:
    _, headers, body = public.get("/nowhere")
    own = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', body.decode("utf-8"))
    said = headers["content-security-policy"]
    assert own and all(f"'{digest}'" in said for digest in re.findall(r"sha256-[^']+", own[1].replace("&#39;", "'")))
    assert "unsafe" not in said and "frame-ancestors 'none'" in said


def test_programs_of_other_sites_may_read_data_and_no_pages(public: Web) -> None:
    for address in ("/open-data/items.json", "/items/2022-00001.json", "/feed.xml", "/manifest.json"):
        headers = public.get(address)[1]
        assert (headers["access-control-allow-origin"], headers["cross-origin-resource-policy"]) == ("*", "cross-origin")
    headers = public.get("/items/2022-00001/")[1]
    assert "access-control-allow-origin" not in headers and headers["cross-origin-resource-policy"] == "same-origin"


def test_text_is_sent_compressed(public: Web) -> None:
    _, headers, body = public.get("/items/2022-00001/", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip" and "Accept-Encoding" in headers["vary"]
    assert gzip.decompress(body) == public.get("/items/2022-00001/")[2]


def test_a_page_that_has_not_changed_is_not_sent_again(public: Web) -> None:
    _, headers, _ = public.get("/guide/")
    assert public.get("/guide/", If_None_Match=headers["etag"])[0] == 304


def test_a_switch_is_seen_at_once_and_disturbs_nobody(tmp_path: Path) -> None:
    """Visitors read on while two sites take turns; nginx is not told anything."""
    one, two = small_site(tmp_path / "one", "甲"), small_site(tmp_path / "two", "乙")
    server = Server(tmp_path / "政务 公开")
    publish(one, server.public)
    running = web(tmp_path)
    answers: list[tuple[int, bytes]] = []
    stop = threading.Event()

    def visit() -> None:
        while not stop.is_set():
            status, _, body = running.get("/3/")
            answers.append((status, body))

    try:
        visitors = [threading.Thread(target=visit) for _ in range(3)]
        for visitor in visitors:
            visitor.start()
        for number in range(6):
            publish((two, one)[number % 2], server.public)
            assert ("乙", "甲")[number % 2] in running.get("/3/")[2].decode("utf-8")
        rollback(server.public)
        assert "乙" in running.get("/3/")[2].decode("utf-8")
        # the style of the page that somebody still has open
        assert running.get(f"/{style_of(one)}")[0] == running.get(f"/{style_of(two)}")[0] == 200
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()
        running.end()
    assert len(answers) > 100 and {status for status, _ in answers} == {200}
    assert {body for _, body in answers} == {(site / "3/index.html").read_bytes() for site in (one, two)}
