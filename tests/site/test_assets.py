"""Published styles and scripts: lighter, and still the same rules."""

from __future__ import annotations

import gzip

import pytest

from building import Built
from disclosure.release.assets import NAMES, lighter, theme_assets


@pytest.mark.parametrize(("why", "ending", "text", "expected"), [
    ("样式里的说明和空白", "css", "/* one\n   two */\na, b > i {\n  color: red; /* why */\n  top: 0;\n}\n", "a,b > i{color:red;top:0}"),
    ("字符串里的空白不动", "css", 'a::before { content: " ; { : "; }', 'a::before{content:" ; { : "}'),
    ("选择器里的空格有意义", "css", "a :is(b, c):hover, d > :first-child { top: 0; }", "a :is(b,c):hover,d > :first-child{top:0}"),
    ("算式里的空格有意义", "css", "a { width: calc(100% - 2 * var(--gap)); }", "a{width:calc(100% - 2 * var(--gap))}"),
    ("整行的说明", "js", "  // why\n  go();\n\n", "go();\n"),
    ("网址里的双斜线不是说明", "js", 'x = "http://a/";\n', 'x = "http://a/";\n'),
    ("行末的说明留着，不去猜", "js", 'go(); // "why"\n', 'go(); // "why"\n'),
    ("图标不动", "svg", "<svg>\n  <!-- a -->\n</svg>", "<svg>\n  <!-- a -->\n</svg>"),
])
def test_lighter(why: str, ending: str, text: str, expected: str) -> None:
    assert lighter(text, ending) == expected, why


def test_every_rule_of_the_style_sheet_is_published(root, built: Built) -> None:
    """Selectors, declarations and blocks are counted before and after; braces balance."""
    source = (root / "hooks/theme/assets/site.css").read_text(encoding="utf-8")
    published = built.text(next(name for name in built.hashes() if name.startswith("assets/site.") and name.endswith(".css")))
    assert published.count("{") == published.count("}") == source.count("{")
    assert "/*" not in published and len(published) < len(source)


def test_scripts_of_the_theme_have_no_text_over_several_lines(root) -> None:
    """`lighter` works line by line; a template literal over lines would be changed by it."""
    for name in NAMES:
        if name.endswith(".js"):
            lines = (root / "hooks/theme/assets" / name).read_text(encoding="utf-8").splitlines()
            assert [line for line in lines if line.count("`") % 2] == [], name


@pytest.mark.parametrize(("page", "most"), [
    ("", 16), ("items/2022-00019", 16), ("items/2022-00012", 16), ("items", 16), ("catalogue", 16), ("guide", 18),
    ("reports/2022-law-government", 20)])
def test_a_page_with_all_it_needs_is_light(built: Built, root, page: str, most: int) -> None:
    """Kilobytes of gzip; long texts may weigh more."""
    whole = [built.text(page).encode("utf-8")]
    whole += [data for name, data in theme_assets(root / "hooks/theme/assets").items() if "search" not in name]
    assert sum(len(gzip.compress(data, 9, mtime=0)) for data in whole) < most * 1024
