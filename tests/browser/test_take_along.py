"""Taking along: the citation with and without a clipboard, the sheet on paper, the QR code; and the way home from a wrong address."""

from __future__ import annotations

import functools
import http.server
import io
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from building import build, copy_repository

CITATION = "城口县北屏乡人民政府：《北屏乡2022年3月城乡低保资金发放情况》（示例，不是真实公开的信息），2022年3月23日公布，编号 2022-00019"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def public(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site with a known address, served from this machine."""
    repository = copy_repository(root, tmp_path_factory.mktemp("public") / "copy")
    site = repository / "data/site.yml"
    known = site.read_text(encoding="utf-8").replace("网址: 待填", "网址: https://example.invalid/town")
    site.write_text(known, encoding="utf-8", newline="\n")
    built = build(repository, "--today", "2022-12-31")
    assert built.code == 0, built.output
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_citation_is_copied(visit) -> None:
    watched = visit()
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("items/2022-00019/")
    assert not page.locator(".citation").is_visible()
    page.get_by_role("button", name="复制引用").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == CITATION
    assert not page.locator(".citation").is_visible()


@pytest.mark.parametrize("why", ["没有剪贴板接口", "浏览器不允许"])
def test_where_copying_is_refused_the_citation_is_shown_and_selected(visit, why: str) -> None:
    watched = visit()
    refused = "{writeText: () => Promise.reject(new Error('no'))}" if why == "浏览器不允许" else "undefined"
    watched.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {refused}}});"
                                 "document.execCommand = () => false;")
    page = watched.open("items/2022-00019/")
    page.get_by_role("button", name="复制引用").click()
    page.get_by_text("已经选中").wait_for()
    assert page.locator(".citation").is_visible()
    assert page.evaluate("getSelection().toString().trim()") == CITATION
    assert watched.complaints == []


def test_without_javascript_the_citation_is_there_to_read(visit) -> None:
    page = visit(360, scripts=False).open("items/2022-00019/")
    assert page.locator(".citation").inner_text() == CITATION
    assert not page.get_by_role("button", name="复制引用").is_visible()


def paper(page: Page) -> tuple[str, int]:
    """What a printer gets: the text of all sheets, and how many there are."""
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    # the fonts of this machine draw some characters by their radicals (⽰ for 示)
    return unicodedata.normalize("NFKC", "".join(sheet.extract_text() for sheet in sheets)), len(sheets)


@pytest.mark.parametrize("path", ["items/2022-00019/", "reports/2022-law-government/"])
def test_printed_sheet_has_title_text_and_source_and_nothing_to_press(visit, path: str) -> None:
    page = visit().open(path)
    page.emulate_media(media="print")
    for hidden in (".columns", ".switches", ".top-search", ".crumbs", ".beside", ".tools", ".aloud", ".foot", ".contents"):
        assert not any(part.is_visible() for part in page.locator(hidden).all()), hidden
    assert page.locator("article h1").is_visible() and page.locator(".sheet-foot").is_visible()
    text, _ = paper(page)
    assert "来源" in text and "城口县北屏乡人民政府" in page.locator(".sheet-foot").inner_text()
    assert "关怀版" not in text and "复制引用" not in text and "朗读" not in text


@pytest.mark.parametrize("stored", [("palette", "dark"), ("elder", "30")])
def test_paper_is_the_same_whatever_the_screen_shows(visit, stored: tuple[str, str]) -> None:
    _, plain = paper(visit().open("items/2022-00019/"))
    watched = visit()
    watched.page.add_init_script(f"localStorage.setItem('{stored[0]}', '{stored[1]}')")
    page = watched.open("items/2022-00019/")
    assert paper(page)[1] == plain == 3
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.prose p')).color") == "rgb(0, 0, 0)"


def test_application_form_is_printed_alone(visit) -> None:
    page = visit().open("request/")
    page.evaluate("window.print = () => { window.printed = document.documentElement.className; }")
    page.get_by_role("button", name="打印申请表").click()
    assert "print-form" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert page.locator(".paper-form").is_visible()
    assert not page.get_by_role("heading", name="什么时候需要申请").is_visible()


def drawn(page: Page, place: str) -> bool:
    """Whether a code is really drawn there: dark and light in one picture of it."""
    picture = page.locator(place).screenshot()
    return page.evaluate("""async bytes => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), drawing = canvas.getContext('2d');
      drawing.drawImage(bitmap, 0, 0);
      const data = drawing.getImageData(0, 0, bitmap.width, bitmap.height).data;
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at] < 60) dark += 1;
      return dark > data.length / 4 * .2 && dark < data.length / 4 * .6;
    }""", list(picture))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["items/2022-00019/", "reports/2022-law-government/"])
def test_code_opens_on_the_page_dark_on_white(browser: Browser, public: str, path: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(public + path)
    assert not page.locator(".share .code").is_visible()
    page.locator(".share summary").click()
    assert drawn(page, ".share .code")
    assert page.locator(".share").get_by_text(f"https://example.invalid/town/{path}").is_visible()
    context.close()


def test_code_is_drawn_on_paper_though_it_is_folded_on_the_page(browser: Browser, public: str) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 800})
    page = context.new_page()
    page.goto(public + "items/2022-00019/")
    assert not page.locator(".sheet-foot .code").is_visible()
    page.emulate_media(media="print")
    assert drawn(page, ".sheet-foot .code")
    assert "https://example.invalid/town/items/2022-00019/" in paper(page)[0].replace("\n", "")
    context.close()


@pytest.mark.parametrize(("wrong", "home"), [
    ("/town/items/2022-99999/", "/town/"), ("/town/items/2022-99999", "/town/"), ("/items/x/y/z/", "/"), ("/town/nothing", "/town/"),
    ("/town/nothing/", "/town/"), ("/a/b/reports/2021-law/", "/a/b/"), ("//evil.invalid/items/1/", "//evil.invalid/"),
])
def test_a_wrong_address_leads_home_from_any_depth(browser: Browser, built, wrong: str, home: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.route("**/*", lambda route: route.fulfill(status=200, content_type="text/html", body=built.text("404.html")))
    page.goto("http://site.invalid" + wrong)
    link = page.get_by_role("link", name="回首页")
    assert link.is_visible()
    assert page.evaluate("document.getElementById('home').href") == "http://site.invalid" + home
    assert complaints == []
    context.close()


def test_a_wrong_address_without_javascript_says_what_to_do(visit) -> None:
    page = visit(scripts=False).open("404.html")
    assert page.get_by_text("请删去网址末尾的一段再试").is_visible()
    assert not page.get_by_role("link", name="回首页").is_visible()


def test_days_left_stand_in_the_list(visit) -> None:
    watched = visit(360)
    watched.page.clock.set_fixed_time("2022-06-20T09:00:00")
    page = watched.open("items/page/2/")
    row = page.locator("li[data-closes='2022-06-24']")
    assert row.inner_text().endswith("公示还剩 4 天。")
    page.clock.set_fixed_time("2022-06-24T23:00:00")
    page.reload()
    assert row.inner_text().endswith("今天是公示最后一天。")
    page.clock.set_fixed_time("2022-06-25T00:30:00")
    page.reload()
    assert row.inner_text().endswith("公示已经结束。")
