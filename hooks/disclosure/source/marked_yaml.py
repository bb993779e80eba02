"""YAML text → plain values, every scalar as text, and the place of any key or value on demand.

Nothing is guessed: `0123` stays text, `no` is no boolean, `12:30` no number. A repeated key, an anchor,
an alias or a tag is an issue. Places are looked up by composing the text again (`locate`), because almost
no file has anything to report and keeping marks for all of them would cost memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml gives the same nodes, slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

from .problems import Level
from .simple_yaml import read_simple
from .yaml_hints import chinese_reason, likely_cause

Path = Sequence[str | int]
DEEPEST = 100
TOO_DEEP = "文件层次过深"
# also the line separators that YAML counts as line ends and editors do not show
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with the text itself; 1-based place inside the text given.

    `mended` is the line as it was probably meant, where reading can go on with it.
    """

    line: int
    column: int
    rule: str
    message: str
    level: Level = Level.ERROR
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text: the keys that lead to it, and 1-based line and column of its first character and behind its last.

    `style` is empty for plain text, else `|`, `>` or the quotation mark, which then belongs to the piece.
    """

    path: tuple[str | int, ...]
    is_key: bool
    value: str
    style: str
    start: tuple[int, int]
    end: tuple[int, int]


def parse(text: str) -> tuple[Any, list[Issue]]:
    """The plain value (dict, list, str; None for an empty text) and what is wrong with the text.

    With a syntax error the value is None. Never raises for bad content.
    """
    if not CONTROL.search(text) and (simple := read_simple(text)) is not None:
        return simple, []
    try:
        issues = list(_unsupported(text))
        if issues:
            return None, issues
        node = compose(text)
    except yaml.YAMLError as error:
        return None, [_syntax_issue(text, error)]
    return (None if node is None else _plain(node, issues)), issues


def locate(text: str, path: Path, *, key: bool = False) -> tuple[int, int] | None:
    """As `Places.locate`, for one place of a text; None where YAML cannot read it."""
    try:
        return Places(text).locate(path, key=key)
    except yaml.YAMLError:
        return None


class Places:
    """The places of one text that `parse` has read, composed once for any number of questions."""

    def __init__(self, text: str) -> None:
        self._root = compose(text)
        self._children: dict[int, dict[str | int, tuple[Any, Any]]] = {}

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int] | None:
        """1-based line and column of the value at `path` (of its key with `key=True`).

        For a path that does not exist: the key of the nearest parent that does, None for the record itself.
        """
        mark, node = None, self._root
        for step in path:
            found = self._below(node).get(step)
            if found is None:
                return None if mark is None else (mark.start_mark.line + 1, mark.start_mark.column + 1)
            mark, node = found
        if mark is None or node is None:
            return None
        # an empty value is marked right behind its colon; the key is where people look
        place = mark if key or node.value == "" else node
        return place.start_mark.line + 1, place.start_mark.column + 1

    def _below(self, node: Any) -> dict[str | int, tuple[Any, Any]]:
        """Step → (node to point at for the key, value node); of a repeated key the first."""
        known = self._children.get(id(node))
        if known is None:
            known = self._children[id(node)] = dict(reversed(list(_children(node))))
        return known


def scalar_place(text: str, key: str) -> tuple[int, int, str]:
    """1-based line and column where `key`'s value begins, and its style ("|", ">", a quote, or "" for plain)."""
    found = dict(reversed(list(_children(compose(text))))).get(key)
    if found is None:
        return 1, 1, ""
    node = found[1]
    return node.start_mark.line + 1, node.start_mark.column + 1, getattr(node, "style", None) or ""


def compose(text: str) -> Any:
    """The text's node tree, None for an empty text; raises YAML's own errors. For text that `parse` has read."""
    return yaml.compose(text, Loader=_Loader)


def scalars(text: str) -> Iterator[Scalar]:
    """Every scalar of a text that `parse` has read to its end, each with its place."""
    left: list[tuple[Any, tuple[str | int, ...], bool]] = [(compose(text), (), False)]
    while left:
        node, path, is_key = left.pop()
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark, node.end_mark
            yield Scalar(path, is_key, node.value, node.style or "", (start.line + 1, start.column + 1), (end.line + 1, end.column + 1))
        elif isinstance(node, yaml.SequenceNode):
            left.extend((child, (*path, at), False) for at, child in enumerate(node.value))
        elif isinstance(node, yaml.MappingNode):
            left.extend((key, (*path, key.value), True) for key, _ in node.value if isinstance(key, yaml.ScalarNode))
            left.extend((value, (*path, key.value), False) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def _children(node: Any) -> Iterator[tuple[str | int, tuple[Any, Any]]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, (key, value)) for key, value in node.value if isinstance(key, yaml.ScalarNode))
    elif isinstance(node, yaml.SequenceNode):
        yield from ((at, (child, child)) for at, child in enumerate(node.value))


def _plain(node: Any, issues: list[Issue]) -> Any:
    if node.tag not in _PLAIN_TAGS:
        issues.append(_at(node, "file.yaml", "不支持 YAML 的标记（!…）；请去掉"))
    if isinstance(node, yaml.ScalarNode):
        if CONTROL.search(node.value):  # written as an escape, \\x01
            issues.append(_at(node, "file.yaml", "值里有看不见的控制字符；请删除后重新输入"))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, issues) for child in node.value]
    return dict(_pairs(node, issues))


def _pairs(node: Any, issues: list[Issue]) -> Iterator[tuple[str, Any]]:
    keys: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            issues.append(_at(key, "file.yaml", "键只能是文字"))
            continue
        if key.value in keys:
            name = key.value.split("\n")[0]
            issues.append(_at(key, "file.duplicate_key", f"“{name}”写了两次；请只留一个"))
            continue
        keys.add(key.value)
        yield key.value, _plain(value, issues)


def _control_place(text: str) -> tuple[int, int]:
    found = CONTROL.search(text)
    at = found.start() if found else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _unsupported(text: str) -> Iterator[Issue]:
    """Anchors, which drop the text behind them, and nesting so deep that composing would overflow the stack.

    Both are told by the parser's events, which need no recursion; most files need no such look.
    """
    signs = text.count("[") + text.count("{") + text.count("? ") + text.count("- ")
    if "&" not in text and signs <= DEEPEST and f"\n{' ' * DEEPEST}" not in text:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            yield _at(event, "file.yaml", TOO_DEEP)
            return
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            yield _at(event, "file.yaml", "不支持 YAML 的引用（& 和 *）；值以 & 开头的，请用英文双引号括起来")


def _at(node: Any, rule: str, message: str) -> Issue:
    return Issue(node.start_mark.line + 1, node.start_mark.column + 1, rule, message)


def _syntax_issue(text: str, error: yaml.YAMLError) -> Issue:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else _control_place(text)
    line = min(line, max(1, len(text.rstrip("\n").split("\n"))))
    cause = likely_cause(text, line)
    if cause:
        return Issue(cause.line, cause.column, "file.yaml", cause.message, mended=cause.mended)
    reason = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or str(error)}"
    return Issue(line, column, "file.yaml", chinese_reason(reason))
