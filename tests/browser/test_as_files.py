"""The offline build opened as files, the way a folder or a USB stick is: links, search, policy, nothing asked of any network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from building import Built, build
from page_kinds import KINDS, TOWN
from watched import Watched


@pytest.fixture(scope="module")
def folder(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A name with a space and Chinese characters, as folders on office computers have."""
    site = tmp_path_factory.mktemp("stick") / "信息公开 2022"
    done = build(built.repository, "--offline", "--today", "2022-12-31", "--site-dir", str(site))
    assert done.code == 0, done.output
    return site


@pytest.fixture
def stick(browser: Browser, folder: Path) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    yield Watched(context.new_page(), folder.as_uri() + "/")
    context.close()


def here(page: Page, folder: Path) -> str:
    """The opened file inside the folder."""
    return page.evaluate("decodeURIComponent(location.pathname)").removeprefix(f"{folder}/")


def test_links_lead_through_five_kinds_of_page(stick: Watched, folder: Path) -> None:
    page = stick.open("index.html")
    for link, wanted in (
            (page.get_by_role("link", name="法定主动公开内容").first, "catalogue/index.html"),
            (page.get_by_role("link", name="临时救助", exact=True), "items/matter/temporary-assistance/index.html"),
            (page.get_by_role("link", name="北屏乡2022年3月临时救助情况"), "items/2022-00022/index.html"),
            (page.get_by_role("link", name="联系方式见公开指南"), "guide/index.html"),
            (page.get_by_role("navigation", name="栏目").get_by_role("link", name="公开年报"), "reports/index.html"),
            (page.get_by_role("link", name="北屏乡2022年法治政府建设情况报告"), "reports/2022-law-government/index.html"),
            (page.locator(".brand a"), "index.html")):
        link.click()
        page.wait_for_load_state()
        assert here(page, folder) == wanted
        assert page.locator("h1").is_visible()
        assert page.evaluate("document.styleSheets.length && getComputedStyle(document.body).lineHeight !== 'normal'")
    assert stick.complaints == []


def test_search_from_the_home_page_finds_and_leads_on(stick: Watched, folder: Path) -> None:
    page = stick.open("index.html")
    page.get_by_role("main").get_by_role("search").locator("[name=q]").fill("2022年3月城乡低保")
    page.keyboard.press("Enter")
    page.locator("[data-search-results][data-total]").wait_for()
    assert here(page, folder) == "search/index.html"
    assert int(page.locator("[data-total]").get_attribute("data-total") or 0) > 0
    page.locator("[data-search-results]").get_by_role("link", name="北屏乡2022年3月城乡低保资金发放情况").click()
    page.wait_for_load_state()
    assert here(page, folder) == "items/2022-00019/index.html"
    assert stick.complaints == []


def test_search_without_a_hit_leads_on(stick: Watched, folder: Path) -> None:
    page = stick.open(f"search/index.html?q={quote('低保 火星')}")
    page.locator('[data-total="0"]').wait_for()
    page.locator("[data-search-results]").get_by_role("link", name="按类别和月份查找").click()
    page.wait_for_load_state()
    assert here(page, folder) == "items/index.html"
    assert stick.complaints == []


def test_filters_and_suggestions_work_and_lead_on(stick: Watched, folder: Path) -> None:
    page = stick.open(f"search/index.html?q={quote('低保')}")
    results = page.locator("[data-search-results][data-total]")
    results.wait_for()
    every = int(results.get_attribute("data-total") or 0)
    page.locator(".filters a").last.click()
    page.wait_for_function("every => +document.querySelector('[data-search-results]').dataset.total < every", arg=every)
    assert here(page, folder) == "search/index.html" and page.evaluate("location.search").count("=") == 2
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("临时救助")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    title = page.get_by_role("option", selected=True).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*/index.html")
    assert page.locator("h1").inner_text() == title
    assert stick.complaints == []


@pytest.mark.parametrize("kind", [name for name, (site, _) in KINDS.items() if site == TOWN])
def test_page_opens_as_a_file_in_silence(stick: Watched, kind: str) -> None:
    path, _, query = KINDS[kind][1].partition("?")
    name = path + "index.html" * path.endswith("/") or "index.html"
    page = stick.open(name + (f"?{query}" if query else ""))
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").is_visible()
    # what is no data file is named as a page: a link to a folder would show its list of files
    addresses = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
    assert [address for address in addresses if re.search("/([?#]|$)", address)] == []
    assert stick.complaints == []
