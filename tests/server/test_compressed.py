"""What was compressed when the site was built is what nginx sends; without Brotli's module it starts all the same."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from building import Built
from disclosure.cli.server.layout import Server
from disclosure.cli.server.nginx import knows_brotli
from disclosure.release.fetching import verify_url
from disclosure.release.publishing import publish
from disclosure.release.verifying import verify_folder
from git_repository import Town, commit
from nginx_server import Web, web
from support import table

ADDRESSES = {"/items/2022-00001/": "items/2022-00001/index.html", "/open-data/items.csv": "open-data/items.csv",
             "/feed.json": "feed.json", "/open-data/item.schema.json": "open-data/item.schema.json"}
each_address = pytest.mark.parametrize(("address", "path"), ADDRESSES.items(), ids=ADDRESSES)


def public(compressed: Built, folder: Path, *, module: bool) -> Iterator[Web]:
    publish(compressed.site, Server(folder / "政务 公开").public)
    running = web(folder, brotli=module)
    yield running
    running.end()


@pytest.fixture(scope="module")
def plain(compressed: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """An nginx as Debian has it."""
    yield from public(compressed, tmp_path_factory.mktemp("plain"), module=False)


@pytest.fixture(scope="module")
def both(compressed: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """An nginx with Brotli's module."""
    yield from public(compressed, tmp_path_factory.mktemp("both"), module=True)


@each_address
def test_the_twin_is_sent_as_it_lies(address: str, path: str, plain: Web, compressed: Built) -> None:
    status, headers, body = plain.get(address, Accept_Encoding="gzip")
    assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
    assert body == (compressed.site / f"{path}.gz").read_bytes()
    assert gzip.decompress(body) == (compressed.site / path).read_bytes()
    assert headers["content-type"] == plain.get(address)[1]["content-type"]
    assert headers["content-length"] == str(len(body))


@each_address
def test_who_wants_nothing_compressed_gets_the_file(address: str, path: str, plain: Web, both: Web, compressed: Built) -> None:
    for server in (plain, both):
        _, headers, body = server.get(address)
        assert "content-encoding" not in headers and body == (compressed.site / path).read_bytes()


@each_address
def test_brotli_where_both_know_it(address: str, path: str, both: Web, compressed: Built) -> None:
    assert both.verdict.returncode == 0 and "warn" not in both.verdict.stderr
    status, headers, body = both.get(address, Accept_Encoding="gzip, deflate, br")
    assert (status, headers["content-encoding"]) == (200, "br") and "Accept-Encoding" in headers["vary"]
    assert brotli.decompress(body) == (compressed.site / path).read_bytes()
    assert headers["content-type"] == both.get(address)[1]["content-type"]
    assert headers["content-security-policy"] == both.get(address)[1]["content-security-policy"]
    assert both.get(address, Accept_Encoding="gzip")[1]["content-encoding"] == "gzip"


def test_the_site_agrees_with_its_manifest_from_outside(both: Web) -> None:
    listing, faults = verify_url(f"http://127.0.0.1:{both.port}/")
    assert faults == [] and any(row.path.endswith(".br") for row in listing.files)


def test_the_page_for_what_is_not_there_is_compressed_too(both: Web, compressed: Built) -> None:
    status, headers, body = both.get("/nowhere", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (404, "gzip")
    assert gzip.decompress(body) == (compressed.site / "404.html").read_bytes()


@table("why files wanted", [
    ("没有 nginx", {}, False),
    ("没有模块", {"nginx.conf": "include /etc/nginx/modules-enabled/*.conf;\n"}, False),
    ("Debian 的模块", {"modules-enabled/50-mod-http-brotli-static.conf": "load_module modules/ngx_http_brotli_static_module.so;\n"}, True),
    ("写在主配置里", {"nginx.conf": "user x;\nload_module /opt/ngx_http_brotli_static_module.so;\n"}, True),
    ("注释掉的", {"nginx.conf": "# load_module modules/ngx_http_brotli_static_module.so;\n"}, False),
    ("只会现做的模块", {"modules-enabled/50-filter.conf": "load_module modules/ngx_http_brotli_filter_module.so;\n"}, False),
    ("没有启用的文件", {"modules-enabled/50-x.conf.off": "load_module modules/ngx_http_brotli_static_module.so;\n"}, False),
])
def test_whether_nginx_knows_brotli(why: str, files: dict[str, str], wanted: bool, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert knows_brotli((tmp_path / "nginx.conf", tmp_path / "modules-enabled")) is wanted, why


def test_the_server_says_what_its_nginx_knows(installed: Server) -> None:
    written = installed.nginx.read_text(encoding="utf-8")
    assert "    gzip_static on;\n" in written
    assert ("    brotli_static on;\n" in written) is knows_brotli()


def test_a_push_publishes_twins(town: Town) -> None:
    commit(town.clone, {"docs/guide.md": (town.clone / "docs/guide.md").read_text(encoding="utf-8") + "\n新的一段。\n"})
    done = town.push()
    assert done.returncode == 0, done.stderr
    current = town.server.public / "current"
    for ending, opened in (("gz", gzip.decompress), ("br", brotli.decompress)):
        assert opened((current / f"guide/index.html.{ending}").read_bytes()) == (current / "guide/index.html").read_bytes()
    assert verify_folder(current)[1] == []
