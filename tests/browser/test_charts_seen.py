"""Charts on a screen: words of a size to read that do not lie over each other, in both palettes and in forced colours."""

from __future__ import annotations

import pytest

WORDS = """() => [...document.querySelectorAll('.bars text')].filter(text => text.checkVisibility()).map(text => {
  const box = text.getBoundingClientRect();
  return { words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize), left: box.left, right: box.right, top: box.top,
           bottom: box.bottom, edge: text.closest('svg').getBoundingClientRect().right };
})"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_words_of_charts_can_be_read(visit, width: int) -> None:
    words = visit(width).open("").evaluate(WORDS)
    assert len(words) == 12 * 2 + 8 * 2
    assert [word["words"] for word in words if word["size"] < 12 or word["left"] < 0 or word["right"] > word["edge"] + 1] == []
    over = [(one["words"], other["words"]) for at, one in enumerate(words) for other in words[at + 1:]
            if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
            and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 3]
    assert over == []


@pytest.mark.parametrize("path", ["", "catalogue/"])
def test_bars_differ_from_their_ground_in_forced_colours(visit, path: str) -> None:
    watched = visit(360)
    watched.page.emulate_media(forced_colors="active")
    page = watched.open(path)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = page.evaluate("[...document.querySelectorAll('svg rect')].map(bar => getComputedStyle(bar).fill)")
    assert len(fills) > 10 and ground not in fills
    assert set(fills) == {page.evaluate("getComputedStyle(document.body).color")}


def test_the_table_behind_opens(visit) -> None:
    page = visit(360).open("")
    assert not page.locator(".chart table").first.is_visible()
    page.get_by_text("看数据表").first.click()
    assert page.locator(".chart table").first.is_visible()
    assert "12月" in page.locator(".chart table").first.inner_text()


def test_where_large_type_leaves_no_room_the_table_stands_instead(visit) -> None:
    watched = visit(360)
    watched.page.add_init_script("localStorage.setItem('elder', '30')")
    page = watched.open("")
    assert not page.locator(".bars").first.is_visible()
    assert page.locator(".chart table").first.is_visible()
