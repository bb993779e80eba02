"""What is wrong with the structure of one page's HTML, read as text: headings, landmarks, names, ids, links, inline code."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
VAGUE = {"点击这里", "点击", "这里", "此处", "点此", "更多", "详情", "查看", "链接", "here", "more"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers")
POLICY = {"default-src": {"'none'"}, "script-src": {"'self'"}, "style-src": {"'self'"}, "img-src": {"'self'", "data:"},
          "connect-src": {"'self'"}, "form-action": {"'self'"}, "base-uri": {"'none'"}, "manifest-src": {"'self'"}}
Attributes = dict[str, str]


class _Reader(HTMLParser):
    """Every element with its attributes and the text inside it, and which elements were left open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, Attributes, list[str]]] = []
        self.broken: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.broken += [f"<{tag}> is never closed" for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.broken += [f"<{tag}> has {name} twice" for name in sorted({name for name in names if names.count(name) > 1})]
        texts: list[str] = []
        self.elements.append((tag, {name: value or "" for name, value in attrs}, texts))
        if tag not in VOID:
            self._open.append((tag, texts))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.broken.append(f"</{tag}> closes nothing here")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for _, texts in self._open:
            texts.append(data)


def faults(html: str) -> list[str]:
    """Empty for a sound page; else one line a fault. `404.html` has its own frame and policy, see `frame_faults`."""
    reader = _Reader(html)
    found = [(tag, attributes, "".join(texts).strip()) for tag, attributes, texts in reader.elements]
    return [*reader.broken, *_headings(found), *_names(found), *_links(found), *_inline(found)]


def digest(text: str) -> str:
    """An inline style or script as a policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def frame_faults(html: str) -> list[str]:
    """What every page but `404.html` must have around it: the landmarks once each, and the whole policy."""
    found = _Reader(html).elements
    # an article may have a footer of its own
    tags = Counter(tag for tag, attributes, _ in found if tag != "footer" or attributes.get("class") != "sheet-foot")
    wrong = [f"<{tag}> stands {tags[tag]} times" for tag in ("main", "header", "footer") if tags[tag] != 1]
    policies = [attributes["content"] for tag, attributes, _ in found if attributes.get("http-equiv") == "Content-Security-Policy"]
    parts = [part.split() for policy in policies for part in policy.split(";")]
    if len(policies) != 1 or {name: set(values) for name, *values in parts} != POLICY:
        wrong.append(f"policy is {policies}")
    return wrong


def _headings(found: list[tuple[str, Attributes, str]]) -> Iterator[str]:
    levels = [(int(tag[1]), text) for tag, _, text in found if re.fullmatch("h[1-6]", tag)]
    if [level for level, _ in levels].count(1) != 1:
        yield "not exactly one h1"
    for (before, _), (level, text) in zip([(0, ""), *levels], levels, strict=False):
        if level > before + 1:
            yield f"h{level} “{text}” follows h{before}"
        if not text:
            yield f"h{level} is empty"


def _names(found: list[tuple[str, Attributes, str]]) -> Iterator[str]:
    ids = Counter(attributes["id"] for _, attributes, _ in found if "id" in attributes)
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for tag, attributes, _ in found:
        for reference in REFERENCES:
            yield from (f"<{tag}> {reference}={name}: no such id" for name in attributes.get(reference, "").split() if name not in ids)
    landmarks = Counter((tag, attributes.get("aria-label")) for tag, attributes, _ in found if tag == "nav")
    yield from (f"<nav> “{label}” stands {count} times" for (_, label), count in landmarks.items() if count > 1 or not label)
    if [attributes.get("lang") for tag, attributes, _ in found if tag == "html"] != ["zh-CN"]:
        yield "html has no lang=zh-CN"
    if [bool(text) for tag, _, text in found if tag == "title"] != [True]:
        yield "not exactly one title"
    labelled = {attributes.get("for") for tag, attributes, _ in found if tag == "label"}
    for tag, attributes, _ in found:
        if tag in ("input", "select", "textarea") and attributes.get("type") not in ("hidden", "submit") \
                and attributes.get("id") not in labelled and not attributes.get("aria-label"):
            yield f"<{tag} name={attributes.get('name')}> has no label"
        if tag == "img" and "alt" not in attributes:
            yield f"<img src={attributes.get('src')}> has no alt"


def _links(found: list[tuple[str, Attributes, str]]) -> Iterator[str]:
    for tag, attributes, text in found:
        name = attributes.get("aria-label") or text
        if tag in ("a", "button", "summary") and (not name or name.strip("。，>»") in VAGUE):
            yield f"<{tag}> “{name}” says not where it leads"
        # the way home of a 404 page at an unknown address is found, and then shown, by its script
        if tag == "a" and not attributes.get("href") and attributes.get("id") != "home":
            yield f"<a> “{name}” leads nowhere"


def _inline(found: list[tuple[str, Attributes, str]]) -> Iterator[str]:
    """Whatever a policy without unsafe-inline would stop, wherever it stands; an inline script needs its hash in the policy."""
    policy = " ".join(attributes["content"] for tag, attributes, _ in found if attributes.get("http-equiv") == "Content-Security-Policy")
    for tag, attributes, text in found:
        yield from (f"<{tag}> has {name}" for name in attributes if name == "style" or name.startswith("on"))
        yield from (f"<{tag}> has {value[:30]}" for value in attributes.values() if value.strip().lower().startswith("javascript:"))
        if tag == "script" and text and not attributes.get("type", "").endswith("json") and digest(text) not in policy:
            yield "inline script"
        if tag == "meta" and "unsafe" in attributes.get("content", "") and "http-equiv" in attributes:
            yield "policy allows unsafe code"
