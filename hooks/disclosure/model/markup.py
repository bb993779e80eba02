"""Markdown of items: CommonMark + tables → HTML, and where it holds what must not be published.

comrak does the work because it is safe by option (raw HTML becomes text, script addresses are dropped), because
its tree says where every piece stands, and because it closes emphasis beside Chinese punctuation
(**公布：**后文), which CommonMark alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape, unescape

import comrak

SCHEMES = {"http", "https", "mailto", "tel", "item"}
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_DEEP = re.compile(r"^[ \t]*(?:>[ \t]*|(?:[-+*]|[0-9]{1,9}[.)])[ \t]+){100}", re.M)
# an address without anything that Markdown or HTML would turn into something else
_INLINE = re.compile(r"\]\(([^\s()<>\\&\"']*)\)")
_ITEM_ADDRESS = re.compile(r'(?:href|src)="item:([^"]*)"', re.IGNORECASE)
_EXTENSIONS = comrak.ExtensionOptions(table=True, cjk_friendly_emphasis=True)
_PARSING = comrak.ParseOptions()
_RENDERING = comrak.RenderOptions(escape=True)
_UNSURE = ("`", "\n    ", "\\", "![")  # where an address may stand in code, or inside another
_HTML = (comrak.HtmlInline, comrak.HtmlBlock)
_ADDRESSED = (comrak.Link, comrak.Image)


def too_deep(text: str) -> int | None:
    """The 1-based line on which quotes and lists nest so deeply that reading them would overflow the stack."""
    found = _DEEP.search(text)
    return text.count("\n", 0, found.end()) + 1 if found else None


@lru_cache(maxsize=4)  # a page and its search entry ask for the same body one after the other
def render(text: str) -> str:
    """Safe HTML: raw HTML in the text appears as text, `javascript:` and the like lose their address."""
    if too_deep(text):
        return f"<p>{escape(text)}</p>"
    return comrak.markdown_to_html(text, _EXTENSIONS, _PARSING, _RENDERING)


def addresses(text: str, wanted: Callable[[str], bool] | None = None) -> list[tuple[str, int, int]]:
    """Every link and image address in the text, or only the wanted ones, with its 1-based line and column.

    Places cost ten times as much as rendering, so the text is only taken apart where an address may be wanted.
    """
    if wanted is not None and (seen := _candidates(text)) is not None and not any(map(wanted, seen)):
        return []
    if "](" not in text and "]:" not in text and "<" not in text:
        return []
    return [(node.node_value.value.url, *_place(node, text)) for node in _nodes(text)
            if isinstance(node.node_value, _ADDRESSED) and (wanted is None or wanted(node.node_value.value.url))]


def foreign_images(text: str) -> list[tuple[int, int]]:
    """Line and column of images that a reader's browser would fetch from another host."""
    if "![" not in text:
        return []
    return [_place(node, text) for node in _nodes(text) if isinstance(node.node_value, comrak.Image)
            and (scheme(node.node_value.value.url) in SCHEMES or node.node_value.value.url.startswith("//"))]


def item_links(text: str, wanted: Callable[[str], bool] | None = None) -> list[tuple[str, int, int]]:
    """The ids in `item:` links, or only the wanted ones, with line and column."""
    if "item:" not in text.lower():
        return []
    return [(address[5:], line, column) for address, line, column in addresses(
        text, lambda address: scheme(address) == "item" and (wanted is None or wanted(address[5:])))]


def linked_items(text: str) -> list[str]:
    """The ids in `item:` links in the order of the text, without places."""
    if "item:" not in text.lower():
        return []
    seen = None if any(sign in text for sign in _UNSURE) else _candidates(text)  # what stands in code is no link
    if seen is not None:
        return [address[5:] for address in seen if address[:5].lower() == "item:"]
    return [unescape(found) for found in _ITEM_ADDRESS.findall(render(text))]


def raw_html(text: str) -> Iterator[tuple[int, int]]:
    """1-based line and column of every raw HTML tag or comment. Code and escaped text are not HTML."""
    if "<" not in text:
        return
    for node in _nodes(text):
        if isinstance(node.node_value, _HTML):
            yield _place(node, text)


def scheme(address: str) -> str | None:
    """The address's scheme in lower case; None for a relative one."""
    found = _SCHEME.match(address)
    return found.group(1).lower() if found else None


def plain_text(text: str) -> str:
    """The visible text of a body, one space between blocks; for summaries and search."""
    html = re.sub(r"</?(?:strong|em|a|code)\b[^>]*>", "", render(text))
    plain = re.sub(r"<[^>]+>", "\n", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, character)
    return " ".join(plain.split())


def _candidates(text: str) -> list[str] | None:
    """All addresses of the text and perhaps some that stand in code; None where only taking it apart would tell."""
    if "<" in text or "]:" in text:
        return None
    found = _INLINE.findall(text)
    return found if len(found) == text.count("](") else None


def _nodes(text: str) -> Iterator[comrak.AstNode]:
    """Every node in the order of the text; without recursion, because lists can nest deeply."""
    if too_deep(text):
        return
    left = [comrak.parse_document(text, _EXTENSIONS, _PARSING)]
    while left:
        node = left.pop()
        yield node
        left.extend(reversed(node.children))


def _place(node: comrak.AstNode, text: str) -> tuple[int, int]:
    """Line and column in characters; comrak counts bytes."""
    start = node.sourcepos.start
    line = text.split("\n")[start.line - 1] if start.line else ""
    before = line.encode("utf-8")[:start.column - 1]
    return start.line, len(before.decode("utf-8", errors="ignore")) + 1
