"""Hand-written pages and reports after Markdown: cleaned, links resolved, markers replaced."""

from __future__ import annotations

from collections.abc import Mapping

import nh3

from ..model.markers import MARKER
from .body import adapt

_TAGS = {"a", "abbr", "b", "blockquote", "br", "code", "del", "dd", "details", "div", "dl", "dt", "em", "figcaption",
         "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s",
         "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"}
_ATTRIBUTES = {"*": {"id", "class"}, "a": {"href", "title"}, "img": {"src", "alt", "width", "height"},
               "td": {"align", "colspan", "rowspan"}, "th": {"align", "colspan", "rowspan", "scope"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel", "item"}


def finished(html: str, source: str, fragments: Mapping[str, str], *, keep_title: bool = True) -> str:
    """Safe HTML with every marker replaced by its fragment; fragments are ours and are not cleaned.

    `keep_title`: the text's first heading is the title of the page; a report has its title from its front matter.
    """
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, strip_comments=False, link_rel=None)
    adapted = adapt(clean, source, keep_title=keep_title)
    return MARKER.sub(lambda found: fragments[found.group(1)], adapted)
