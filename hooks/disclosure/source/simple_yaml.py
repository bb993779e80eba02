"""The part of YAML that nearly every item is written in, read ten times as fast as the whole language.

Keys of Chinese characters, letters and digits; one-line values, plain or in quotation marks; lists; short `{…}` and `[…]`;
blocks behind `|`. `read_simple` gives what YAML gives, or None for a text with anything else in it, right or wrong:
then the real parser reads it, which alone knows the places of mistakes.
"""

from __future__ import annotations

import re
from typing import Any

_WORD = "0-9A-Za-z\u4e00-\u9fff"
_KEY = re.compile(f"([{_WORD}]+):(?: (?! )(.+))?")
# no sign that means anything to YAML at the beginning, no `: ` or ` #` inside, no colon or blank at the end
_PLAIN = re.compile("(?:[^\x00-/:-@\\[-`{-~]|/)(?:[^ :]|:(?! |$)| (?![ #])(?!$))*")
_QUOTED = re.compile("\"([^\"\\\\]*)\"|'([^']*)'")
_ATOM = f"[{_WORD}](?:[{_WORD}.%〔〕（）《》、·-]*[{_WORD}%〕）》])?"
_FLOW_LIST = re.compile(rf"\[({_ATOM}(?:, {_ATOM})*)\]")
_FLOW_MAP = re.compile(rf"\{{({_ATOM}: {_ATOM}(?:, {_ATOM}: {_ATOM})*)\}}")
_DEEPEST = 6


class _NotSimpleError(Exception):
    pass


def read_simple(text: str) -> dict[str, Any] | None:
    """The mapping that a text without control characters holds; None where only the real parser can tell."""
    if not text.endswith("\n") or "\t" in text or "\r" in text:
        return None
    lines = text.split("\n")
    lines.pop()
    try:
        value, at = _mapping(lines, 0, 0, 0)
    except _NotSimpleError:
        return None
    return value if at == len(lines) else None


def _mapping(lines: list[str], at: int, indent: int, depth: int) -> tuple[dict[str, Any], int]:
    """The mapping whose keys stand at column `indent`, and the line behind it."""
    found: dict[str, Any] = {}
    margin = " " * indent
    last = len(lines)
    while at < last:
        line = lines[at]
        if not line:
            at += 1
            continue
        if not line.startswith(margin):
            break  # a line further left: the mapping ends, and whoever holds it looks at the line
        match = _KEY.fullmatch(line, indent)
        if match is None or match[1] in found:
            raise _NotSimpleError
        key, written = match.groups()
        if written == "|":
            found[key], at = _block(lines, at + 1, indent)
        elif written:
            found[key], at = _scalar(written), at + 1
        else:
            found[key], at = _below(lines, at + 1, indent, depth)
    if not found:
        raise _NotSimpleError
    return found, at


def _below(lines: list[str], at: int, indent: int, depth: int) -> tuple[Any, int]:
    """What stands below a key without a value on its line: a list, a mapping, or nothing."""
    while at < len(lines) and not lines[at]:
        at += 1
    line = lines[at] if at < len(lines) else ""
    inner = len(line) - len(line.lstrip(" "))
    if line.startswith("- ", inner) and inner >= indent and line:
        return _sequence(lines, at, inner, depth + 1)
    if inner <= indent:
        return "", at
    if depth >= _DEEPEST:
        raise _NotSimpleError
    return _mapping(lines, at, inner, depth + 1)


def _sequence(lines: list[str], at: int, indent: int, depth: int) -> tuple[list[Any], int]:
    """The list whose dashes stand at column `indent`, and the line behind it."""
    found: list[Any] = []
    mark = " " * indent + "- "
    while at < len(lines):
        line = lines[at]
        if not line:
            at += 1
        elif not line.startswith(mark):
            break
        elif _KEY.fullmatch(line, indent + 2):
            if depth >= _DEEPEST:
                raise _NotSimpleError
            lines[at] = f"{' ' * (indent + 2)}{line[indent + 2:]}"
            value, at = _mapping(lines, at, indent + 2, depth + 1)
            found.append(value)
        else:
            found.append(_scalar(line[indent + 2:]))
            at += 1
    return found, at


def _block(lines: list[str], at: int, indent: int) -> tuple[str, int]:
    """The text of a block behind `|` and the line behind it; its first line that is not blank sets its margin."""
    first = at
    while first < len(lines) and not lines[first]:
        first += 1
    line = lines[first] if first < len(lines) else ""
    margin = len(line) - len(line.lstrip(" "))
    if margin <= indent or margin == len(line):
        raise _NotSimpleError
    start = " " * margin
    end = first
    while end < len(lines) and (lines[end].startswith(start) or not lines[end]):
        end += 1
    if end < len(lines) and (lines[end].startswith(" " * (indent + 1)) or not lines[end].strip()):
        raise _NotSimpleError
    content = [row[margin:] for row in lines[at:end]]
    while not content[-1]:
        content.pop()
    content.append("")
    return "\n".join(content), end


def _scalar(written: str) -> Any:
    """A value that stands on one line."""
    if _PLAIN.fullmatch(written):
        return written
    if match := _QUOTED.fullmatch(written):
        return match[1] if match[2] is None else match[2]
    if match := _FLOW_LIST.fullmatch(written):
        return match[1].split(", ")
    if match := _FLOW_MAP.fullmatch(written):
        rows = [row.split(": ") for row in match[1].split(", ")]
        if len(found := dict(rows)) == len(rows):
            return found
    raise _NotSimpleError
