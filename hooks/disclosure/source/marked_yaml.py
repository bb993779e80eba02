"""YAML text → plain values, every scalar as text, and the place of any key or value on demand.

Nothing is guessed: `0123` stays text, `no` is no boolean, `12:30` no number. A repeated key, an anchor,
an alias or a tag is an issue. Places are looked up by composing the text again (`locate`), because almost
no file has anything to report and keeping marks for all of them would cost memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml gives the same nodes, slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

from .yaml_hints import chinese_reason, likely_cause

Path = Sequence[str | int]
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with the text itself; 1-based place inside the text given."""

    line: int
    column: int
    rule: str
    message: str


def parse(text: str) -> tuple[Any, list[Issue]]:
    """The plain value (dict, list, str; None for an empty text) and what is wrong with the text.

    With a syntax error the value is None. Never raises for bad content.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [_syntax_issue(text, error)]
    except (ValueError, RecursionError):
        return None, [Issue(1, 1, "file.yaml", "文件层次过深或含有不能识别的字符")]
    issues: list[Issue] = []
    seen: set[int] = set()
    if node is None:
        return None, issues
    try:
        return _plain(node, issues, seen), issues
    except RecursionError:
        return None, [Issue(1, 1, "file.yaml", "文件层次过深")]


def locate(text: str, path: Path, *, key: bool = False) -> tuple[int, int]:
    """1-based line and column of the value at `path` (of its key with `key=True`).

    For a path that does not exist: the key of the nearest parent that does, (1, 1) for the record itself.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return 1, 1
    mark = None
    for step in path:
        found = _child(node, step)
        if found is None:
            return (1, 1) if mark is None else (mark.start_mark.line + 1, mark.start_mark.column + 1)
        mark, node = found
    if mark is None or node is None:
        return 1, 1
    # an empty value is marked right behind its colon; the key is where people look
    place = mark if key or node.value == "" else node
    return place.start_mark.line + 1, place.start_mark.column + 1


def block_start(text: str, key: str) -> tuple[int, bool]:
    """Line on which the text of `key`'s value begins, and whether it is a block (`|` or `>`)."""
    found = _child(yaml.compose(text, Loader=_Loader), key)
    if found is None:
        return 1, False
    node = found[1]
    is_block = getattr(node, "style", None) in ("|", ">")
    return node.start_mark.line + (2 if is_block else 1), is_block


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """(node to point at for the key, value node) of one step down."""
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _plain(node: Any, issues: list[Issue], seen: set[int]) -> Any:
    if id(node) in seen:
        issues.append(_at(node, "file.yaml", "不支持 YAML 的引用（& 和 *）；请把内容写出来"))
        return ""
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        issues.append(_at(node, "file.yaml", "不支持 YAML 的标记（!…）；请去掉"))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, issues, seen) for child in node.value]
    return dict(_pairs(node, issues, seen))


def _pairs(node: Any, issues: list[Issue], seen: set[int]) -> Iterator[tuple[str, Any]]:
    keys: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            issues.append(_at(key, "file.yaml", "键只能是文字"))
            continue
        if key.value in keys:
            issues.append(_at(key, "file.duplicate_key", f"“{key.value}”写了两次；请只留一个"))
            continue
        keys.add(key.value)
        yield key.value, _plain(value, issues, seen)


def _at(node: Any, rule: str, message: str) -> Issue:
    return Issue(node.start_mark.line + 1, node.start_mark.column + 1, rule, message)


def _syntax_issue(text: str, error: yaml.YAMLError) -> Issue:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else _reader_place(text, error)
    cause = likely_cause(text, line)
    if cause:
        return Issue(cause[0], cause[1], "file.yaml", cause[2])
    return Issue(line, column, "file.yaml", chinese_reason(getattr(error, "problem", "") or str(error)))


def _reader_place(text: str, error: yaml.YAMLError) -> tuple[int, int]:
    """Place of a character that YAML does not allow (a control character)."""
    position = getattr(error, "position", 0) or 0
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
