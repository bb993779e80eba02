"""Debian's Chromium, driven by playwright, on two built sites served from this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from building import Built
from page_kinds import OTHER, TOWN
from static_host import serve
from watched import Watched, start


@pytest.fixture(scope="session")
def host(built: Built, official: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Both sites under sub-paths, as on most static hosts: links must not assume the root."""
    parent = tmp_path_factory.mktemp("served")
    for name, site in ((TOWN, built.site), (OTHER, official.site)):
        assert site.is_dir(), (built.output, official.output)
        (parent / name).symlink_to(site, target_is_directory=True)
    with serve(parent) as address:
        yield address


@pytest.fixture(scope="session")
def address(host: str) -> str:
    """The shipped site."""
    return f"{host}{TOWN}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if shutil.which("chromium") is None:
        pytest.skip("没有 Chromium：浏览器测试跳过")
    with sync_playwright() as driver, start(driver) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator:
    """`visit(width, scheme, scripts)` gives a watched page of a fresh visitor."""
    contexts: list[BrowserContext] = []

    def start(width: int = 1280, scheme: str = "light", scripts: bool = True) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts)
        contexts.append(context)
        return Watched(context.new_page(), address)

    yield start
    for context in contexts:
        context.close()
