"""Reading aloud, with a voice that only writes down what it is told: no machine of ours can speak."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

# finish() ends what is being spoken, as a real voice does after a while
VOICE = """(voices => {
  const spoken = window.spoken = { texts: [], calls: [], now: null };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const synthesis = {
    getVoices: () => voices,
    speak(utterance) { spoken.now = utterance; spoken.texts.push(utterance.text); spoken.calls.push('speak'); },
    cancel() { spoken.calls.push('cancel'); spoken.now = null; sessionStorage.setItem('cancelled', '1'); },
    pause() { spoken.calls.push('pause'); }, resume() { spoken.calls.push('resume'); },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
  window.finish = () => { const ended = spoken.now; spoken.now = null; ended.onend(); };
})"""
MANDARIN = ("[{lang: 'en-US', name: 'a', localService: true}, {lang: 'zh-HK', name: 'b', localService: true}, "
            "{lang: 'zh_CN', name: 'c', localService: true}]")
DISTANT = "[{lang: 'zh-CN', name: 'far', localService: false}]"


@pytest.fixture
def read(visit):
    """A page in a browser with these voices."""
    def start(path: str = "items/2022-00019/", voices: str = MANDARIN, width: int = 360) -> Page:
        watched = visit(width)
        watched.page.add_init_script(f"{VOICE}({voices})")
        page = watched.open(path)
        page.watched = watched
        return page
    return start


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def texts(page: Page) -> list[str]:
    return page.evaluate("spoken.texts")


def marked(page: Page) -> list[str]:
    return page.locator(".reading").all_inner_texts()


def test_without_a_voice_there_is_no_button(visit) -> None:
    watched = visit()
    watched.page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    assert not watched.open("items/2022-00019/").get_by_role("button", name="朗读全文").is_visible()
    assert watched.complaints == []


def test_without_javascript_there_is_no_button(visit) -> None:
    assert not visit(scripts=False).open("items/2022-00019/").locator(".aloud").is_visible()


@pytest.mark.parametrize(("path", "title"), [("items/2022-00019/", "北屏乡2022年3月城乡低保资金发放情况"), ("guide/", "政府信息公开指南"),
                                             ("reports/2022-law-government/", "北屏乡2022年法治政府建设情况报告")])
def test_title_comes_first_and_then_every_paragraph(read, path: str, title: str) -> None:
    page = read(path)
    paragraphs = page.evaluate("""[...document.querySelectorAll('article .prose p, article .prose > ul > li')]
      .filter(e => !e.closest('.aloud, button') && e.textContent.trim()).map(e => e.textContent.replace(/\\s+/g, ' ').trim())""")
    press(page, "朗读全文")
    while page.evaluate("Boolean(spoken.now)"):
        page.evaluate("finish()")
    assert texts(page)[0] == title
    whole = "".join(texts(page))
    places = [whole.find(paragraph) for paragraph in paragraphs]
    assert len(paragraphs) > 5 and -1 not in places and places == sorted(places)
    assert max(len(text) for text in texts(page)) <= 160
    assert page.locator(".aloud [role=status]").inner_text() == "读完了。"
    assert marked(page) == [] and page.watched.complaints == []
    assert not [text for text in texts(page) if text.startswith("朗读全文")]  # the buttons are not part of the text


def test_rows_of_a_table_are_read_with_the_names_of_their_columns(read) -> None:
    page = read()
    press(page, "朗读全文")
    while page.evaluate("Boolean(spoken.now)"):
        page.evaluate("finish()")
    assert "材料：书面申请，谁来准备：申请人填写，窗口备有空白表，作什么用：启动办理，写明家庭人口和困难原因" in texts(page)


def test_what_is_read_is_marked_and_in_sight(read) -> None:
    page = read("guide/")
    press(page, "朗读全文")
    for _ in range(12):
        assert len(marked(page)) == 1
        assert page.evaluate("spoken.now.text") in marked(page)[0].replace("\n", " ") or "：" in page.evaluate("spoken.now.text")
        page.evaluate("finish()")
    page.wait_for_timeout(900)
    box = page.locator(".reading").bounding_box()
    assert box is not None and box["y"] >= -1 and box["y"] < 800


@pytest.mark.parametrize(("why", "voices", "name"), [
    ("普通话优先，也认下划线的写法", MANDARIN, "c"),
    ("没有普通话时用别的中文", "[{lang: 'en-US', name: 'a'}, {lang: 'zh-TW', name: 'b', localService: true}]", "b"),
    ("本机的优先于远处的", f"{DISTANT[:-1]}, {{lang: 'zh-CN', name: 'near', localService: true}}]", "near"),
])
def test_voice(read, why: str, voices: str, name: str) -> None:
    page = read(voices=voices)
    press(page, "朗读全文")
    assert page.evaluate("spoken.now.voice.name") == name, why
    assert page.evaluate("spoken.now.lang") == "zh-CN"


@pytest.mark.parametrize("voices", [DISTANT, "[{lang: 'en-US', name: 'a', localService: true}]"])
def test_no_voice_for_chinese_on_this_device_is_said(read, voices: str) -> None:
    """A voice on another company's server would be sent the text; the site asks no other host for anything."""
    page = read(voices=voices)
    press(page, "朗读全文")
    assert texts(page) == []
    assert "没有中文语音" in page.locator(".aloud").inner_text()


def test_a_browser_that_lists_no_voice_is_asked_in_chinese(read) -> None:
    page = read(voices="[]")
    press(page, "朗读全文")
    assert texts(page) and page.evaluate("spoken.now.lang") == "zh-CN"


def test_pause_goes_on_where_it_was(read) -> None:
    page = read()
    press(page, "朗读全文")
    page.evaluate("finish()")
    press(page, "暂停")
    assert page.evaluate("spoken.calls.at(-1)") == "pause"
    assert len(marked(page)) == 1
    before = texts(page)
    press(page, "继续")
    assert page.evaluate("spoken.calls.at(-1)") == "resume" and texts(page) == before
    page.evaluate("finish()")
    assert len(texts(page)) == len(before) + 1


def test_where_a_pause_ends_the_voice_the_piece_is_read_again(read) -> None:
    """Android: pause() ends the utterance."""
    page = read()
    press(page, "朗读全文")
    press(page, "暂停")
    page.evaluate("finish()")
    assert len(texts(page)) == 1
    press(page, "继续")
    assert len(texts(page)) == 2 and texts(page)[0] == texts(page)[1]


def test_stop_ends_it_and_the_next_start_begins_anew(read) -> None:
    page = read()
    press(page, "朗读全文")
    page.evaluate("finish()")
    press(page, "停止")
    assert "cancel" in page.evaluate("spoken.calls.slice(-2)")
    assert marked(page) == [] and page.get_by_role("button", name="朗读全文").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "朗读全文"  # the keyboard does not fall to the top of the page
    press(page, "朗读全文")
    assert texts(page)[-1] == texts(page)[0]


def test_a_late_end_of_what_was_stopped_does_nothing(read) -> None:
    page = read()
    press(page, "朗读全文")
    page.evaluate("window.old = spoken.now")
    press(page, "停止")
    count = len(texts(page))
    page.evaluate("old.onend()")
    assert len(texts(page)) == count


def test_a_voice_that_fails_is_said(read) -> None:
    page = read()
    press(page, "朗读全文")
    page.evaluate("spoken.now.onerror({ error: 'synthesis-failed' })")
    assert "读不出来" in page.locator(".aloud").inner_text() and marked(page) == []


def test_leaving_the_page_ends_it(read) -> None:
    page = read()
    press(page, "朗读全文")
    page.evaluate("sessionStorage.removeItem('cancelled')")
    page.goto(page.watched.address + "guide/")
    assert page.evaluate("sessionStorage.getItem('cancelled')") == "1"


def test_lists_and_the_home_page_are_not_read(read) -> None:
    for path in ("", "items/", "search/"):
        assert read(path).locator(".aloud").count() == 0
