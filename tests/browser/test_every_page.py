"""Every kind of page, opened once: readable for everyone, in every width, palette and setting, by keyboard, and silent.

The module-wide fixture groups the tests by page; each test sets what it needs and leaves the page to the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from axe import findings
from page_kinds import KINDS, LOOKS, Look
from watched import Watched

PICTURES = Path(__file__).resolve().parent.parent.parent / "build" / "screenshots"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=KINDS.values(), ids=KINDS)
def kind(context: BrowserContext, host: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    site, path = request.param
    watched = Watched(context.new_page(), f"{host}{site}/")
    page = watched.open(path)
    if "?q=" in path:
        page.locator("[data-total]").wait_for()
    yield watched
    page.close()


def show(watched: Watched, look: Look = LOOKS["light"], *, unfolded: bool = False, **media: str) -> None:
    """The page in one look; every setting that a test before may have changed is set again."""
    page = watched.page
    page.set_viewport_size({"width": look.width, "height": 800})
    page.emulate_media(media=look.media, color_scheme=look.scheme, reduced_motion=media.get("reduced_motion", "reduce"),
                       forced_colors=media.get("forced_colors", "none"))
    watched.ask("spaced", False)
    watched.ask("larger", None)
    watched.ask("attribute", *(look.attribute or (None, None)))
    watched.ask("unfolded", unfolded)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(kind: Watched, width: int, scheme: str) -> None:
    show(kind, Look(width, scheme), unfolded=True)
    assert findings(kind.page) == []
    assert kind.ask("contrast") == []


@pytest.mark.parametrize("width", [1280, 640, 360, 320])
def test_nothing_sticks_out_or_is_cut_off(kind: Watched, width: int) -> None:
    """640 and 320 are 200 % and 400 % of a 1280 px window; then twice the letter size, then the text spacing of WCAG 1.4.12."""
    show(kind, Look(width), unfolded=True)
    assert kind.ask("overflow") == []
    kind.ask("spaced", True)
    assert kind.ask("overflow") == []
    kind.ask("spaced", False)
    kind.ask("larger", 200)
    assert width < 640 or kind.ask("overflow") == []


def test_forced_colours_leave_edges_and_marks(kind: Watched) -> None:
    show(kind, forced_colors="active")
    assert kind.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert kind.ask("forced") == []


def test_nothing_moves_where_motion_is_unwanted(kind: Watched) -> None:
    show(kind)
    assert kind.ask("moving") == []
    show(kind, reduced_motion="no-preference")
    assert [line for line in kind.ask("moving") if line.startswith("runs: ")] == []


def test_nothing_is_rearranged(kind: Watched) -> None:
    show(kind)
    assert kind.ask("rearranged") == []


@pytest.mark.parametrize("width", [1280, 360])
def test_keyboard_reaches_everything_in_order(kind: Watched, width: int) -> None:
    """Tab comes to every control once, in the order of the page, each in sight with an outline, and out again at the end."""
    show(kind, Look(width))
    kind.page.reload()
    if "?q=" in kind.page.url:
        kind.page.locator("[data-total]").wait_for()
    stops = kind.page.evaluate("probes.reachable()")
    for _ in range(stops + 3):
        kind.page.keyboard.press("Tab")
    assert kind.ask("way") == []


def test_tables_keep_their_heads(kind: Watched) -> None:
    """Also where rows stack: the same roles for people who listen, the column's name before each cell for people who look."""
    roles = {}
    for width in (1280, 360):
        show(kind, Look(width), unfolded=True)
        assert kind.ask("tables") == []
        roles[width] = table_roles(kind)
    assert roles[360] == roles[1280]


def table_roles(watched: Watched) -> Counter[str]:
    """How often each role of a table occurs in what the browser tells assistive technology."""
    session = watched.page.context.new_cdp_session(watched.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    wanted = {"table", "row", "columnheader", "rowheader", "cell"}
    return Counter(node["role"]["value"] for node in nodes if not node["ignored"] and node["role"]["value"] in wanted)


@pytest.mark.parametrize("name", LOOKS)
def test_picture(kind: Watched, name: str, request: pytest.FixtureRequest) -> None:
    """A picture of the whole page in every look, for people: build/screenshots/, kept by CI. Here only its size and ground are judged."""
    look = LOOKS[name]
    show(kind, look)
    PICTURES.mkdir(parents=True, exist_ok=True)
    title = request.node.callspec.id.removesuffix(f"-{name}").replace(" ", "")
    data = kind.page.screenshot(path=PICTURES / f"{title}-{name}.jpg", full_page=True, type="jpeg", quality=80)
    assert len(data) > 10_000 and kind.page.evaluate("document.documentElement.scrollWidth") == look.width
    ground = kind.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == (look.scheme == "dark")


def test_it_is_silent(kind: Watched) -> None:
    """After all of this: no error, no policy violation, no request to another host."""
    assert kind.complaints == []
