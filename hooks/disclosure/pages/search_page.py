"""The search page: a form that works by address, filters and results filled in by the scripts, and the way on without them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from . import addresses
from .html import link

HERE = addresses.SEARCH
FIELD = ('<input id="q" name="q" type="search" autocomplete="off" maxlength="80" role="combobox" aria-autocomplete="list" '
         'aria-expanded="false" aria-controls="suggestions" aria-keyshortcuts="Control+K">')


def search_page(index: str, scripts: Iterable[str]) -> str:
    """Form, filters and results; `index` is the address of the index's folder, `scripts` those of the scripts in their order.

    Without JavaScript the lists are offered instead.
    """
    loaded = "".join(f'<script src="{escape(addresses.href(script, HERE))}" defer></script>' for script in scripts)
    # the first file that the index needs comes together with the scripts, not after them
    early = f'<link rel="preload" as="script" href="{escape(addresses.href(f"{index}meta.js", HERE))}">'
    return (f'{early}<div class="search-page" data-search="{escape(addresses.href(index, HERE))}">'
            '<form class="search-box" action="./" method="get" role="search">'
            f'<label for="q">搜索标题、文号、索引号和正文</label><div>{FIELD}<button type="submit">搜索</button></div>'
            '<ul id="suggestions" class="suggestions" role="listbox" aria-label="标题里有这些字的信息" hidden></ul></form>'
            '<p class="unseen" role="status" data-search-status></p>'
            '<div class="with-aside"><aside class="filters" aria-label="筛选" hidden><details>'
            "<summary>筛选</summary><div data-search-filters></div></details></aside>"
            '<div class="main-column"><div data-search-results></div>'
            f'<noscript><p class="note">浏览器没有开启 JavaScript，不能在这里搜索。请到{link("全部公开信息", addresses.ITEMS, HERE)}'
            f'按类别、事项和月份查找，或看{link("法定主动公开内容", addresses.CATALOGUE, HERE)}。</p></noscript></div></div></div>{loaded}')
