"""Everything that can be pressed, opened or typed into works under the page's policy without a complaint."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from axe import findings
from support import table

ACTIVE = ".contents a[aria-current]"


def palette(page: Page) -> bool:
    for name in ("深色", "浅色"):
        page.get_by_role("button", name=name).click()
    return page.evaluate("document.documentElement.dataset.palette") == "light"


def printing(page: Page) -> bool:
    page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1 } }")
    page.get_by_role("button", name="打印").first.click()
    return page.evaluate("window.printed") == 1


def chart_table(page: Page) -> bool:
    page.get_by_text("看数据表").first.click()
    return page.locator("figure table").first.is_visible()


def filters(page: Page) -> bool:
    page.get_by_text("筛选", exact=True).first.click()
    return page.locator(".filters a").first.is_visible()


def contents(page: Page) -> bool:
    """The contents follow the reader, also over long jumps, down and up: marked is the last heading above the reading line."""
    marked = []
    for top in (1500, 4500, 900, 5000, 2500):
        page.evaluate("top => scrollTo({top, behavior: 'instant'})", top)
        page.wait_for_timeout(150)
        wanted = page.evaluate("""() => [...document.querySelectorAll('.contents a')]
            .filter(link => document.getElementById(decodeURIComponent(link.hash.slice(1))).getBoundingClientRect().top <= innerHeight * .3)
            .slice(-1).map(link => link.innerText)""")
        marked.append(page.locator(ACTIVE).all_inner_texts() == wanted)
    return all(marked)


def search(page: Page) -> bool:
    page.get_by_role("main").get_by_role("search").locator("[name=q]").fill("低保")
    page.keyboard.press("Enter")
    page.locator("[data-total]").wait_for()
    return int(page.locator("[data-total]").get_attribute("data-total") or 0) > 0


@table("why width path act", [
    ("换配色", 1280, "", palette), ("打印一条", 1280, "items/2022-00019/", printing),
    ("打印申请表", 1280, "request/", printing), ("看数据表", 1280, "", chart_table), ("手机上筛选", 360, "items/", filters),
    ("目录跟着走", 1280, "reports/2022-law-government/", contents), ("搜索", 1280, "", search),
])
def test_it_works_in_silence(visit, why: str, width: int, path: str, act: Callable[[Page], bool]) -> None:
    watched = visit(width)
    page = watched.open(path)
    assert act(page)
    assert watched.complaints == []
    assert findings(page) == []


@table("why width path", [("首页", 1280, ""), ("手机上的首页", 360, ""), ("搜索页", 1280, "search/"), ("手机上的搜索页", 360, "search/")])
def test_typing_offers_nothing_that_axe_minds(visit, why: str, width: int, path: str) -> None:
    """Whatever appears below the search box while one types."""
    watched = visit(width)
    page = watched.open(path)
    box = page.get_by_role("main").get_by_role("search").locator("[name=q]")
    box.click()
    box.press_sequentially("低保", delay=20)
    if box.get_attribute("role") == "combobox":
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert page.get_by_role("option", selected=True).count() == 1
    assert findings(page) == []
    assert watched.ask("overflow") == []
    assert watched.complaints == []
