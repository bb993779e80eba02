"""The search page: a form that works by address, results filled in by the script, and the way on without it."""

from __future__ import annotations

from . import addresses
from .html import link

HERE = addresses.SEARCH


def search_page() -> str:
    """The form and the empty element that the script fills; without JavaScript the lists are offered."""
    return ('<form class="search-box" action="./" method="get" role="search"><label for="q">搜索标题、文号、编号和正文</label>'
            '<div><input id="q" name="q" type="search" autocomplete="off" maxlength="80">'
            '<button type="submit">搜索</button></div></form>'
            '<div data-search-results aria-live="polite"><p class="detail">可以输入几个词，用空格隔开；数字、全角半角都可以。</p></div>'
            f"<noscript><p class=\"note\">浏览器没有开启 JavaScript，不能在这里搜索。请到{link('全部公开信息', addresses.ITEMS, HERE)}"
            f"按类别、事项和月份查找，或看{link('法定主动公开内容', addresses.CATALOGUE, HERE)}。</p></noscript>")
