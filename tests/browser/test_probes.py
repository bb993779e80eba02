"""The probes and axe find what they are for: a page broken on purpose is told, and a whole one is not."""

from __future__ import annotations

from axe import findings
from support import table

ARTICLE = "document.querySelector('article')"


def inside(html: str) -> str:
    return f"{ARTICLE}.insertAdjacentHTML('beforeend', `{html}`)"


@table("why breaking wanted", [
    ("没有名称的输入框", inside('<input type="text">'), "label"),
    ("浅灰的字", inside("<p id=x>看不清</p>") + ";document.getElementById('x').style.color = '#bbb'", "color-contrast"),
    ("没有文字的图片", inside('<img src="../../assets/none.png">'), "image-alt"),
    ("太小的按钮挤在一起", inside("<button id=a>一</button><button id=b>二</button>") +
     ";['a','b'].forEach(i => { const s = document.getElementById(i).style;"
     " s.width = s.height = '9px'; s.minHeight = s.minWidth = s.padding = s.margin = 0; s.fontSize = '8px' })",
     "target-size"),
    ("标题跳级", inside("<h6>跳了四级</h6>"), "heading-order"),
    ("正文在地标之外", "document.body.insertAdjacentHTML('afterbegin', '<p>在外面</p>')", "region"),
    ("没有语言", "document.documentElement.removeAttribute('lang')", "html-has-lang"),
])
def test_axe_finds(visit, why: str, breaking: str, wanted: str) -> None:
    page = visit().open("items/2022-00019/")
    page.evaluate(breaking)
    assert [line.split(" ")[0] for line in findings(page)] == [wanted] * len(findings(page)) != []


@table("why probe breaking wanted", [
    ("浅灰的字", "contrast", f"{ARTICLE}.style.color = '#aaa'", "span.phrase"),
    ("太宽的块", "overflow", inside("<p id=x>宽</p>") + ";document.getElementById('x').style.width = '2000px'", "page: "),
    ("切掉的字", "overflow", f"const s = {ARTICLE}.style; s.height = '60px'; s.overflow = 'hidden'", "cut off: article"),
    ("没有边框的按钮", "forced", "document.querySelector('button').style.border = 0", "no edge: button"),
    ("当前栏目没有记号", "forced", "document.querySelectorAll('.columns a').forEach(a => { a.style.cssText = "
     "'border-color: transparent; font-weight: 400; color: blue' })", "current looks like the rest"),
    ("顺滑滚动", "moving", "document.documentElement.style.scrollBehavior = 'smooth'", "html"),
    ("渐变", "moving", "document.querySelector('h1').style.transition = 'color .2s'", "h1"),
    ("载入时的动画", "moving", "document.querySelector('h1').animate([{opacity: 0}, {opacity: 1}], 9000)", "runs: "),
    ("样式改了顺序", "rearranged", "document.querySelector('h1').style.order = 2", "h1"),
    ("没有 scope 的表头", "tables", inside("<table><tr><th>头</th><td>格</td></tr></table>"), "head without scope"),
    ("没有表头的格", "tables", inside("<table><tr><td>格</td></tr></table>"), "cell without head"),
    ("没有写栏名的格", "tables", "document.querySelector('td').removeAttribute('data-label')", "column not named"),
    ("tabindex 改了顺序", "rearranged", "document.querySelector('a').tabIndex = 3", "a.skip"),
])
def test_probe_finds(visit, why: str, probe: str, breaking: str, wanted: str) -> None:
    watched = visit()
    page = watched.open("items/2022-00019/")
    if probe == "forced":
        page.emulate_media(forced_colors="active")
    if probe == "moving":
        page.emulate_media(reduced_motion="reduce")
    assert watched.ask(probe) == []
    page.evaluate(breaking)
    assert watched.ask(probe)[0].startswith(wanted)


@table("why breaking wanted", [
    ("没有焦点框", "document.querySelector('.brand a').style.outline = 'none'", "shows no focus"),
    ("焦点框看不见", "document.querySelector('.brand a').style.outlineColor = '#f7f5f0'", "shows no focus"),
    ("走不到的链接", "document.querySelector('.columns').inert = true", "wanted"),
    ("走不出来", "addEventListener('keydown', e => { if (e.target.matches('.brand a')) e.preventDefault() })", "wanted"),
    ("被盖住的链接", "document.body.insertAdjacentHTML('beforeend', '<p id=x>盖</p>');"
     "document.getElementById('x').style.cssText = 'position:fixed;inset:0;z-index:9'", "is covered by"),
])
def test_way_of_the_keyboard_finds(visit, why: str, breaking: str, wanted: str) -> None:
    watched = visit()
    page = watched.open("items/2022-00019/")
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(breaking)
    for _ in range(page.evaluate("probes.reachable()") + 3):
        page.keyboard.press("Tab")
    assert any(wanted in line for line in watched.ask("way"))


def test_complaints_are_heard(visit) -> None:
    """A style that the policy stops, an error, and a request to another host."""
    watched = visit()
    page = watched.open("items/2022-00019/")
    assert watched.complaints == []
    page.evaluate("""document.body.insertAdjacentHTML('beforeend', '<p style="color: red">行内样式</p><img src="http://elsewhere.invalid/x.png">');
        setTimeout(() => { throw new Error('坏了') })""")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in line and "style" in line for line in watched.complaints)
    assert any("elsewhere.invalid" in line for line in watched.complaints)
    assert any("坏了" in line for line in watched.complaints)
