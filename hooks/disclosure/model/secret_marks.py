"""Marks on documents that must not leave the house: 密级标志, 内部资料, 此件不公开.

Only what stands like a mark counts: with the star of the secrecy mark, as a line of its own, in brackets at an edge,
or behind a label. The same words inside a sentence (国家秘密, 依法不予公开) are ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# every mark holds one of these; looking for them is cheap, and few bodies have any
_WORD = re.compile("密|内部|不公开|不予公开|不宜公开|依申请公开|注意保|外传|翻印|扩散")
_GRADE = r"(?:绝\s*密|机\s*密|秘\s*密)"
_TERM = r"(?:\s*[（(]?\s*(?:\d{1,3}|[一二三五十]+)\s*[年月][）)]?|\s*[（(]?长期[）)]?)?"
_KIND = r"(?:内部(?:资料|材料|文件|刊物|参考|文稿|使用|传阅))"
_HANDLING = r"(?:(?:请)?注意保[存密管]|(?:请|切)?勿(?:外传|翻印|扩散)|(?:不得|严禁|禁止)(?:外传|翻印|扩散))"
_CLOSED = r"(?:此件|本件|该件)\s*(?:不公开|不予公开|依申请公开|不宜公开|仅供内部)"
_ONLY_INSIDE = r"仅供(?:单位|机关|系统)?内部(?:使用|参考|传阅|学习|交流|掌握|工作|查阅)?"
_WHOLE = rf"(?:{_GRADE}{_TERM}|{_KIND}|{_HANDLING}|{_ONLY_INSIDE})"
# a mark wherever it stands
_ANYWHERE = re.compile(
    rf"{_GRADE}\s*[★☆✩✭⭐]"
    rf"|(?:密\s*级|秘密等级|保密级别)\s*[：:|]\s*{_GRADE}"
    rf"|{_CLOSED}"
    rf"|(?:公开属性|公开方式|公开选项|公开类别|公开类型|公开形式)\s*[：:|]\s*(?:不予公开|不公开|依申请公开)"
    rf"|(?<![\u4e00-\u9fff]){_KIND}[\s，,、；;。！!·•★—-]*{_HANDLING}"
    rf"|本(?:件|资料|文件|材料)\s*{_ONLY_INSIDE}")
# a mark at the beginning or the end of a line, in brackets
_IN_BRACKETS = rf"[（(【\[〔]\s*(?:{_WHOLE}|不予公开|不公开)\s*[】）)\]〕]"
_AT_HEAD = re.compile(rf"^\s*{_IN_BRACKETS}")
_AT_TAIL = re.compile(rf"{_IN_BRACKETS}\s*$")
# a mark that is all of a line
_ALONE = re.compile(rf"^[\s>]*(?:{_WHOLE})[\s，,、；;。！!]*(?:{_WHOLE})?[\s。！!]*$")
_EDGE = re.compile(r"^\s*不(?:予)?公开\s*$")
_BOLD = re.compile(r"\*\*|__")
# a mark stands within this many characters of an edge; longer lines are sentences
_REACH = 60
_OPENING, _CLOSING = "“「《‘", "”」》’"


def secret_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """1-based line and column of each mark with its text; one a line."""
    word = _WORD.search(text)
    if word is None:
        return
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    number, counted = 1, 0  # the line in hand, and up to where line ends have been counted
    while word is not None:
        start = text.rfind("\n", counted, word.start()) + 1 or counted
        end = text.find("\n", word.end())
        end = len(text) if end < 0 else end
        number += text.count("\n", counted, start)
        counted = start
        found = _in_line(text[start:end], is_edge=start <= first < end or start < last <= end)
        if found is not None:
            yield number, found[0] + 1, found[1]
        word = _WORD.search(text, end)


def _in_line(line: str, *, is_edge: bool) -> tuple[int, str] | None:
    plain = _BOLD.sub(lambda sign: " " * len(sign.group()), line)
    tail = max(0, len(plain) - _REACH)
    places = [(_ANYWHERE, 0, plain), (_AT_HEAD, 0, plain[:_REACH]), (_AT_TAIL, tail, plain[tail:])]
    if len(plain) <= _REACH:
        places += [(_ALONE, 0, plain)] + ([(_EDGE, 0, plain)] if is_edge else [])
    for pattern, offset, part in places:
        for found in pattern.finditer(part):
            start = offset + found.end() - len(found.group().lstrip(" \t\u3000>"))
            if not _is_quoted(plain, start):
                return start, found.group().strip(" \t\u3000>")
    return None


def _is_quoted(line: str, at: int) -> bool:
    """Whether a quotation is open there: a text about marks quotes them."""
    before = line[max(0, at - _REACH * 4):at]
    return any(before.count(opening) > before.count(closing) for opening, closing in zip(_OPENING, _CLOSING, strict=True))
