"""What residents do on the site, with and without JavaScript. How each page looks and reads: test_every_page.py."""

from __future__ import annotations

import json

import pytest

from building import Built


def test_search_finds_every_substring_of_every_title(visit, built: Built) -> None:
    items = json.loads(built.text("open-data/items.json"))["items"]
    watched = visit()
    for item in items[::9]:
        piece = item["title"][3:8]
        page = watched.open(f"search/?q={piece}")
        results = page.locator("[data-search-results][data-total]")
        results.wait_for()
        wanted = sum(piece in other["title"] or piece in other["body"] for other in items)
        assert int(results.get_attribute("data-total") or 0) >= wanted > 0
        assert page.locator(f'a[href="../items/{item["id"]}/"]').count() >= 1
        assert page.locator("mark").first.is_visible()
    assert watched.complaints == []


@pytest.mark.parametrize(("why", "query", "wanted"), [
    ("全角数字与半角相同", "２０２２年３月城乡低保", "2022-00019"),
    ("几个词都要有", "低保 3月", "2022-00019"),
    ("编号", "2022-00012", "2022-00012"),
    ("一个字", "孤", "2022-00018"),
])
def test_search_query(visit, why: str, query: str, wanted: str) -> None:
    page = visit().open(f"search/?q={query}")
    page.locator("[data-total]").wait_for()
    assert page.locator(f'.rows a[href="../items/{wanted}/"]').count() == 1


def test_search_without_a_hit_helps(visit) -> None:
    page = visit().open("search/?q=低保 火星")
    page.locator('[data-total="0"]').wait_for()
    text = page.locator("[data-search-results]").inner_text()
    assert "“低保”单独有" in text and "“火星”单独有 0 条" in text
    assert page.locator('[data-search-results] a[href="../request/"]').count() == 1


def test_search_from_the_home_page(visit) -> None:
    page = visit().open("")
    page.get_by_role("main").get_by_role("search").locator("[name=q]").fill("行政处罚")
    page.keyboard.press("Enter")
    page.locator("[data-total]").wait_for()
    assert page.locator(".rows > li").count() > 2


def test_first_tab_skips_to_the_text(visit) -> None:
    page = visit().open("items/2022-00019/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_chosen_palette_is_remembered(visit) -> None:
    page = visit(scheme="light").open("")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="深色").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.get_by_role("button", name="浅色").is_visible()


def test_without_javascript_everything_can_be_browsed(visit) -> None:
    watched = visit(360, scripts=False)
    page = watched.open("")
    page.get_by_role("link", name="法定主动公开内容").first.click()
    page.get_by_role("link", name="临时救助", exact=True).click()
    page.get_by_role("link", name="北屏乡2022年3月临时救助情况").click()
    assert "北屏乡2022年3月临时救助情况" in page.locator("h1").inner_text()
    assert not page.locator("[data-print]").is_visible()
    page.get_by_role("link", name="上一期").or_(page.locator(".series .previous a")).first.click()
    assert "2月临时救助" in page.locator("h1").inner_text()


def test_without_javascript_search_leads_to_the_lists(visit) -> None:
    page = visit(scripts=False).open("search/?q=低保")
    assert page.locator('main a[href="../items/"]').is_visible()


def test_filters_fold_on_phones_and_stand_beside_on_wide_screens(visit) -> None:
    assert not visit(360).open("items/").locator(".filters ul").first.is_visible()
    assert visit(1280).open("items/").locator(".filters ul").first.is_visible()


def test_days_left_of_a_notice(visit) -> None:
    watched = visit()
    watched.page.clock.set_fixed_time("2022-06-20T09:00:00")
    page = watched.open("items/2022-00033/")
    assert "还剩 4 天" in page.locator("[data-closes]").inner_text()


def test_print_is_a_sheet(visit) -> None:
    page = visit().open("items/2022-00019/")
    page.emulate_media(media="print")
    assert not page.locator(".columns").is_visible()
    assert not page.locator(".beside").is_visible()
    assert page.locator("article h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
