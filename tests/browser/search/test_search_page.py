"""The search page as people use it: address, filters, marks, suggestions, keyboard, input method, nothing found."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

RESULTS = "[data-search-results]"


def search(page: Page, address: str, query: str) -> Page:
    page.goto(f"{address}search/?{query}")
    page.locator(f"{RESULTS}[data-total]").wait_for()
    return page


def total(page: Page) -> int:
    return int(page.locator(f"{RESULTS}[data-total]").get_attribute("data-total") or "")


def ids(page: Page) -> list[str]:
    links = page.eval_on_selector_all(f"{RESULTS} .rows > li > a", "links => links.map(link => link.getAttribute('href'))")
    return [link.split("/")[-2] for link in links]


@pytest.mark.parametrize(("why", "query", "same"), [
    ("全角数字和字母", "２０２２年３月", "2022年3月"),
    ("繁体", "臨時救助", "临时救助"),
    ("繁体和简体混写", "殘疾人兩项补贴", "残疾人两项补贴"),
    ("大写和小写", "ITEM", "item"),
    ("看不见的字符", "临时\u200b救助", "临时救助"),
    ("前后和中间的空白", "  临时救助　３月 ", "临时救助 3月"),
    ("全角括号", "村（居）民", "村(居)民"),
])
def test_folded_forms_are_one(page: Page, address: str, why: str, query: str, same: str) -> None:
    one = ids(search(page, address, f"q={quote(query)}"))
    assert one == ids(search(page, address, f"q={quote(same)}"))
    assert one


def test_every_hit_is_a_link_and_is_counted(page: Page, address: str) -> None:
    search(page, address, f"q={quote('乡')}")
    assert total(page) == len(ids(page)) == len(set(ids(page))) > 40


def test_title_comes_before_body_and_newer_before_older(page: Page, address: str) -> None:
    search(page, address, f"q={quote('临时救助')}")
    while page.locator(".waiting").count():
        page.evaluate("document.querySelector('.waiting')?.scrollIntoView()")  # it may have been filled since it was counted
        page.wait_for_timeout(20)
    titles = page.locator(".rows > li > a").all_inner_texts()
    in_title = ["临时救助" in title for title in titles]
    assert in_title == sorted(in_title, reverse=True)
    assert 0 < sum(in_title) < len(titles)
    months = [int(found.group(1)) for title in titles if (found := re.search(r"(\d+)月临时救助情况", title))]
    assert months == sorted(months, reverse=True)


def test_adjoining_words_come_before_scattered_ones(page: Page, address: str) -> None:
    search(page, address, f"q={quote('3月 城乡低保')}")
    first = page.locator(".rows > li > a").first
    expect(first).to_contain_text("3月城乡低保")


def test_hits_are_marked_in_context(page: Page, address: str) -> None:
    search(page, address, f"q={quote('授权书')}")
    marks = page.locator(".rows > li").first.locator(".excerpt mark")
    expect(marks.first).to_have_text("授权书")
    assert len(page.locator(".excerpt").first.inner_text()) > 30


def test_filters_narrow_and_are_in_the_address(page: Page, address: str) -> None:
    search(page, address, f"q={quote('救助')}")
    every = total(page)
    choice = page.locator("[data-search-filters] a", has_text="行政执法").first
    count = int(choice.locator("xpath=following-sibling::span").inner_text())
    choice.click()
    expect(page.locator(RESULTS)).to_have_attribute("data-total", str(count))
    assert 0 < count < every
    assert "category=enforcement" in page.url
    shared = page.url
    page.get_by_role("link", name="取消筛选：类别 行政执法").click()
    expect(page.locator(RESULTS)).to_have_attribute("data-total", str(every))
    page.go_back()
    expect(page.locator(RESULTS)).to_have_attribute("data-total", str(count))
    page.goto(shared)
    expect(page.locator(RESULTS)).to_have_attribute("data-total", str(count))


def test_filters_combine_and_their_counts_are_true(page: Page, address: str) -> None:
    search(page, address, "category=civil-affairs&month=2022-07")
    number = total(page)
    facets = page.locator("[data-search-filters] .facet", has_text="事项").locator("xpath=following-sibling::ul[1]/li")
    assert sum(int(text) for text in facets.locator("span").all_inner_texts()) == number > 1
    facets.first.locator("a").click()
    expect(page.locator(".undo a")).to_have_count(3)
    assert page.locator(RESULTS).get_attribute("data-total") == facets.first.locator("span").inner_text()


def test_lists_lead_to_the_same_choice(page: Page, address: str) -> None:
    page.goto(address + "items/category/enforcement/")
    listed = page.locator(".main-column > .count").inner_text()
    page.locator(".combine a").click()
    page.locator(f"{RESULTS}[data-total]").wait_for()
    assert f"共 {total(page)} 条" in listed


def test_a_filter_that_leaves_nothing_can_be_undone(page: Page, address: str) -> None:
    search(page, address, f"q={quote('低保')}&month=1999-01")
    assert total(page) == 0
    page.get_by_role("link", name="只按文字找").click()
    expect(page.locator(".rows > li").first).to_be_visible()


def test_nothing_found_says_which_words_were_found_alone(page: Page, address: str) -> None:
    search(page, address, f"q={quote('低保 火星')}")
    text = page.locator(RESULTS).inner_text()
    assert total(page) == 0
    assert re.search(r"“低保”单独有 [1-9]\d* 条", text) and "“火星”单独有 0 条" in text
    assert page.locator(f'{RESULTS} a[href="../request/"]').count() == 1
    assert page.locator(f'{RESULTS} a[href="../guide/"]').count() == 1


def test_count_is_announced(page: Page, address: str) -> None:
    search(page, address, f"q={quote('孤儿')}")
    expect(page.locator("[role=status]").first).to_have_text(f"找到 {total(page)} 条")


def test_suggestions_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "search/")
    field = page.get_by_role("combobox")
    field.press_sequentially("临时救", delay=20)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.nth(0).get_attribute("id")
    field.press("ArrowUp")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "临时救"
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    title = options.first.inner_text()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_enter_without_a_choice_searches(page: Page, address: str) -> None:
    page.goto(address + "search/")
    page.get_by_role("combobox").fill("临时救助")
    page.keyboard.press("Enter")
    page.locator(f"{RESULTS}[data-total]").wait_for()
    assert quote("临时救助") in page.url


def test_input_method_is_left_alone_until_it_is_done(page: Page, address: str) -> None:
    """While pinyin stands in the field nothing is suggested and no key is taken; after it, the characters are searched."""
    page.goto(address + "search/")
    field = page.get_by_role("combobox")
    field.focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "linshi", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(500)
    expect(page.get_by_role("listbox")).to_be_hidden()
    client.send("Input.insertText", {"text": "临时"})
    expect(page.get_by_role("option").first).to_be_visible()
    assert field.input_value() == "临时"


@pytest.mark.parametrize("start", ["", "items/", "items/2022-00019/", "search/"])
def test_one_key_press_leads_to_the_search_field(page: Page, address: str, start: str) -> None:
    page.goto(address + start)
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.name") == "q"


def test_typed_markup_stays_text(page: Page, address: str) -> None:
    search(page, address, f"q={quote('<img src=x onerror=alert(1)>')}")
    assert page.locator(f"{RESULTS} img").count() == 0
    assert "<img" in page.locator(RESULTS).inner_text()


def test_a_missing_index_is_said(page: Page, address: str) -> None:
    page.route("**/meta.js", lambda route: route.abort())
    page.goto(f"{address}search/?q={quote('低保')}")
    expect(page.locator(RESULTS)).to_contain_text("没有取到搜索用的数据")


def test_many_hits_have_pages(searched, page: Page) -> None:
    made = searched(1000)
    page.goto(f"{made.address}search/?q={quote('乡')}")
    page.locator(f"{RESULTS}[data-total]").wait_for()
    wanted = made.scan("乡")
    assert total(page) == len(wanted)
    seen = ids(page)
    for number in range(2, (len(wanted) + 99) // 100 + 1):
        page.get_by_role("link", name="下一页").click()
        expect(page.locator(".count")).to_have_text(f"找到 {len(wanted)} 条，第 {number} 页")
        seen += ids(page)
    assert sorted(seen) == sorted(wanted)
    assert page.get_by_role("link", name="下一页").count() == 0
