"""The generated configuration in a real nginx: what visitors get, with which headers, before and after a switch."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import Built
from disclosure.cli.server import nginx
from disclosure.cli.server.layout import Server, Settings
from disclosure.release.publishing import publish, rollback
from small_site import small_site, style_of
from support import table

THEME = Path(__file__).resolve().parents[2] / "hooks" / "theme"
MAIN = """{user}
daemon off;
pid nginx.pid;
error_log error.log warn;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    {places}
    include "{conf}";
}}
"""
# its workers would be somebody who may not enter the folders of the tests
USER = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
PLACES = "".join(f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))


class Web:
    """An nginx that serves one server's public folder."""

    def __init__(self, server: Server, prefix: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings = Settings((f"127.0.0.1:{self.port}",), "localhost")
        assert nginx.refusal(server, settings) is None
        server.nginx.write_text(nginx.configuration(server, settings, THEME), encoding="utf-8")
        (prefix / "nginx.conf").write_text(MAIN.format(user=USER, places=PLACES, conf=server.nginx), encoding="utf-8")
        self._prefix = prefix
        command = ["nginx", "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-e", str(prefix / "error.log")]
        self.verdict = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False, timeout=20)
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert time.monotonic() < end and self._process.poll() is None, self.errors
                time.sleep(0.05)

    @property
    def errors(self) -> str:
        return (self._prefix / "error.log").read_text(encoding="utf-8")

    def get(self, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in small letters, body as it came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


def _web(folder: Path) -> Web:
    if shutil.which("nginx") is None:
        pytest.skip("没有 nginx")
    prefix = folder / "nginx"
    prefix.mkdir()
    return Web(Server(folder / "政务 公开"), prefix)


@pytest.fixture(scope="module")
def public(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The shipped site."""
    folder = tmp_path_factory.mktemp("web")
    publish(built.site, Server(folder / "政务 公开").public)
    (folder / "政务 公开/public/current/.hidden").write_text("x", encoding="utf-8")
    web = _web(folder)
    yield web
    web.end()


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
    web = _web(tmp_path)
    answers: list[tuple[int, bytes]] = []
    stop = threading.Event()

    def visit() -> None:
        while not stop.is_set():
            status, _, body = web.get("/3/")
            answers.append((status, body))

    try:
        visitors = [threading.Thread(target=visit) for _ in range(3)]
        for visitor in visitors:
            visitor.start()
        for number in range(6):
            publish((two, one)[number % 2], server.public)
            assert ("乙", "甲")[number % 2] in web.get("/3/")[2].decode("utf-8")
        rollback(server.public)
        assert "乙" in web.get("/3/")[2].decode("utf-8")
        # the style of the page that somebody still has open
        assert web.get(f"/{style_of(one)}")[0] == web.get(f"/{style_of(two)}")[0] == 200
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()
        web.end()
    assert len(answers) > 100 and {status for status, _ in answers} == {200}
    assert {body for _, body in answers} == {(site / "3/index.html").read_bytes() for site in (one, two)}
