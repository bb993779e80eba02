"""关怀版: one switch on every page, remembered, nothing flashes; large, strong, wide apart; and small screens still hold it.

Numbers: 工信部 移动互联网应用适老化通用设计规范 (18 to 30 px, line and paragraph spacing, 60 and 44 px) and 7:1 (WCAG 1.4.6).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

PAGES = {
    "首页": "", "指南": "guide/", "制度": "rules/", "目录": "catalogue/", "年报": "reports/", "依申请公开": "request/",
    "列表": "items/", "筛选的列表": "items/month/2022-07/", "条目": "items/2022-00019/",
    "有宽表和附件的条目": "items/2022-00012/", "公示": "items/2022-00033/",
    "报告": "reports/2022-law-government/", "搜索": "search/?q=低保", "开放数据": "open-data/",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
# what people press: in the normal view 44 px high, in 关怀版 60 px both ways
CONTROLS = (".switches button, .columns a, .top-search button, .top-search input, .search-box button, .search-box input, .doors a, "
            ".rows > li > a, .pager a, .combine a, .undo a, .suggestions li, .tools button, .tools a, .aloud button, summary, .foot a")
SMALL = """([selector, high, wide]) => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility())
  .map(element => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.height + .5 < high || box.width + .5 < wide)
  .map(([element, box]) => `${element.className || element.tagName} ${element.textContent.trim()} ${box.width}x${box.height}`)"""
WEAK = """least => {
  const parse = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const linear = value => value / 255 <= .03928 ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4;
  const light = ([red, green, blue]) => .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const bad = [];
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element), inks = [];
    if (hasText(element)) inks.push(element.closest('svg') ? style.fill : style.color);
    for (const pseudo of ['::before', '::after', '::placeholder']) {
      const made = getComputedStyle(element, pseudo);
      if (pseudo === '::placeholder' ? element.placeholder : !['none', 'normal', '""'].includes(made.content)) inks.push(made.color);
    }
    for (const ink of inks) {
      const pair = [light(parse(ink)), light(ground(element))].sort((a, b) => b - a);
      const ratio = (pair[0] + .05) / (pair[1] + .05);
      const name = element.className.baseVal ?? element.className;
      if (ratio < least) bad.push(`${ratio.toFixed(2)} ${name} ${element.textContent.trim().slice(0, 20)}`);
    }
  }
  return bad;
}"""
# lines of different texts that lie over each other; what is hidden from sight by clipping is left out
OVERLAPS = """() => {
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.textContent.trim() || !parent.checkVisibility() || parent.closest('script, noscript, svg')) continue;
    let clipped = false;
    for (let up = parent; up; up = up.parentElement) clipped ||= getComputedStyle(up).clipPath !== 'none' || up.className === 'skip';
    if (clipped) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) lines.push([node, box]);
  }
  const bad = [];
  for (let i = 0; i < lines.length; i++) for (let j = i + 1; j < lines.length; j++) {
    const [one, a] = lines[i], [other, b] = lines[j];
    if (one === other) continue;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 4) bad.push(one.textContent.trim().slice(0, 12) + ' / ' + other.textContent.trim().slice(0, 12));
  }
  return bad;
}"""


def elder(visit, path: str, size: int, width: int = 360, scheme: str = "light") -> Page:
    """A page as someone sees it who chose 关怀版 with that size on an earlier visit."""
    watched = visit(width, scheme)
    watched.page.add_init_script(f"localStorage.setItem('elder', '{size}')")
    page = watched.open(path)
    assert watched.complaints == []
    return page


def text_size(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@every_page
def test_every_page_has_the_switch_and_the_way_back(visit, path: str) -> None:
    watched = visit(360)
    page = watched.open(path)
    before = text_size(page)
    page.evaluate("window.same = true")
    page.get_by_role("button", name="关怀版", exact=True).click()
    assert text_size(page) == 18
    assert page.evaluate("window.same")  # a reload would have lost it
    page.get_by_role("button", name="退出关怀版").click()
    assert text_size(page) == before
    assert page.evaluate("localStorage.getItem('elder')") is None
    assert watched.complaints == []


def test_sizes_go_from_18_to_30_and_stop_there(visit) -> None:
    page = visit(360).open("items/2022-00019/")
    page.get_by_role("button", name="关怀版", exact=True).click()
    larger, smaller = page.get_by_role("button", name="文字大一些"), page.get_by_role("button", name="文字小一些")
    assert smaller.get_attribute("aria-disabled") == "true"
    sizes = [text_size(page)]
    for _ in range(4):
        larger.click(force=True)  # at the end the button says that it is disabled, and must not act
        sizes.append(text_size(page))
    assert sizes == [18, 22, 26, 30, 30]
    assert larger.get_attribute("aria-disabled") == "true" and smaller.get_attribute("aria-disabled") == "false"
    smaller.click()
    assert text_size(page) == 26


def test_size_buttons_are_seen_only_while_it_is_on(visit) -> None:
    page = visit(1280).open("")
    assert not page.get_by_role("button", name="文字大一些").is_visible()
    page.get_by_role("button", name="关怀版", exact=True).click()
    assert page.get_by_role("button", name="文字大一些").is_visible()


def test_choice_is_remembered_and_set_before_the_first_paint(visit) -> None:
    watched = visit(360)
    page = watched.open("")
    page.get_by_role("button", name="关怀版", exact=True).click()
    page.get_by_role("button", name="文字大一些").click()
    page.add_init_script("""new MutationObserver(() => {
      if (document.body && window.atBody === undefined) window.atBody = document.documentElement.getAttribute('data-elder') || 'none';
    }).observe(document, { childList: true, subtree: true })""")
    watched.open("guide/")
    assert page.evaluate("window.atBody") == "22"
    assert text_size(page) == 22


def test_a_page_brought_back_follows_the_latest_choice(visit) -> None:
    """The back button may show a page as it was left, without running its scripts again."""
    watched = visit(360)
    page = watched.open("")
    page.evaluate("localStorage.setItem('elder', '26')")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert text_size(page) == 26


@pytest.mark.parametrize("stored", ["99", "", "null", "18px"])
def test_a_spoilt_choice_is_no_choice(visit, stored: str) -> None:
    watched = visit(360)
    watched.page.add_init_script(f"localStorage.setItem('elder', '{stored}')")
    page = watched.open("")
    assert page.locator("html[data-elder]").count() == 0 and watched.complaints == []


def test_without_javascript_the_switch_is_not_offered(visit) -> None:
    assert not visit(360, scripts=False).open("").locator(".switches").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_page
def test_contrast_is_seven_to_one(visit, path: str, scheme: str) -> None:
    page = elder(visit, path, 18, 1280, scheme)
    assert page.evaluate(WEAK, 7) == []


def test_dark_is_a_palette_of_its_own_also_when_chosen_by_hand(visit) -> None:
    page = elder(visit, "", 18)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="深色").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.evaluate(WEAK, 7) == []


@pytest.mark.parametrize("size", [18, 30])
@every_page
def test_phone_holds_it(visit, path: str, size: int) -> None:
    """360 px wide: nothing scrolls sideways, no text lies over another, everything pressed is 60 px."""
    page = elder(visit, path, size)
    assert overflow(page) == 0
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(SMALL, [CONTROLS, 60, 60]) == []


@pytest.mark.parametrize("size", [18, 22, 26, 30])
@pytest.mark.parametrize("width", [640, 1280])
def test_wider_screens_hold_it(visit, width: int, size: int) -> None:
    for path in ("", "items/", "items/2022-00012/", "reports/2022-law-government/", "catalogue/"):
        page = elder(visit, path, size, width)
        assert overflow(page) == 0, path
        assert page.evaluate(OVERLAPS) == [], path


@pytest.mark.parametrize("width", [360, 1280])
@every_page
def test_normal_view_has_targets_of_44(visit, path: str, width: int) -> None:
    page = visit(width).open(path)
    assert page.evaluate(SMALL, [CONTROLS, 44, 0]) == []
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("path", ["items/2022-00019/", "guide/", "reports/2022-law-government/"])
@pytest.mark.parametrize("size", [18, 30])
def test_text_is_large_and_wide_apart(visit, path: str, size: int) -> None:
    """No text of the document below the size that was chosen; lines 1.5, paragraphs 1.3 times the lines apart, at least."""
    page = elder(visit, path, size)
    found = page.evaluate("""size => [...document.querySelectorAll('article *')]
      .filter(element => element.checkVisibility() && !element.closest('svg, code, sup'))
      .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
      .map(element => [element, getComputedStyle(element)])
      .filter(([, style]) => parseFloat(style.fontSize) < size || parseFloat(style.lineHeight) < 1.5 * parseFloat(style.fontSize))
      .map(([element, style]) => `${element.tagName}.${element.className} ${style.fontSize}/${style.lineHeight}`)""", size)
    assert found == []
    spaces = page.evaluate("""() => [...document.querySelectorAll('.prose p')].map(p => getComputedStyle(p))
      .map(s => parseFloat(s.marginBottom) / parseFloat(s.lineHeight))""")
    assert len(spaces) > 5 and min(spaces) >= 1.3


@pytest.mark.parametrize("stored", ["", "30"])
@pytest.mark.parametrize("path", ["", "items/page/2/", "items/2022-00033/", "guide/", "reports/2022-law-government/"])
def test_nothing_moves_when_the_scripts_arrive(visit, path: str, stored: str) -> None:
    """The late scripts are held back until the page has been painted; what they reveal has its room already."""
    watched = visit(360)
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 12000})  # only what is in sight counts as moved
    if stored:
        page.add_init_script(f"localStorage.setItem('elder', '{stored}')")
    page.add_init_script("""window.shift = 0; new PerformanceObserver(list => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true })""")

    def late(route) -> None:
        page.wait_for_timeout(250)
        route.continue_()

    page.route("**/assets/page.*.js", late)
    watched.open(path)
    page.wait_for_timeout(250)
    assert page.evaluate("window.shift") == 0
    assert page.locator("[data-closes]").count() == page.locator("[data-open]").count()
