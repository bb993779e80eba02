"""The certain mends of a file: bytes in, bytes out, and what was done. Nothing that changes the meaning is touched.

Encoding, BOM and line ends; full-width colon and missing space after a known key; indentation by tabs or full-width
spaces; the form of dates and document numbers. Never titles, never bodies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import forms
from .documents import decode, decode_anyway, split
from .marked_yaml import parse, scalars
from .recovery import recover
from .slips import examine, with_lines
from .yaml_lines import Keys

Form = Callable[[str], forms.Suggestion | None]
_PASSES = 5
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of file may hold: its keys, the form of the value at a path, and how many faults a value has.

    `year` is the publication year that the file's name states; without it no Excel serial is read as a date.
    """

    keys: Keys
    form_at: Callable[[tuple[str | int, ...]], Form | None]
    faults: Callable[[Any], int]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """`before` is the text as it was meant to be read (None: unreadable, nothing done); `done` says what was mended."""

    data: bytes
    before: str | None
    after: str | None
    done: tuple[str, ...] = ()


def mend(path: str, data: bytes, shape: Shape) -> Mended:
    """The file with every certain mend carried out; the same bytes where there is none."""
    text, done = _text(path, data)
    if text is None:
        return Mended(data, None, None)
    document, _ = split(path, text)
    if document is None:
        return Mended(data if not done else text.encode("utf-8"), text, text, tuple(done))
    head, lines = _lines(document.head, shape)
    head, values = _values(head, shape)
    start = 0 if document.body is None else text.index("\n") + 1
    whole = text[:start] + head + text[start + len(document.head):]
    first = document.head_line - 1
    done += [f"第 {line + first} 行：{what}" for line, what in sorted([*lines, *values])]
    return Mended(whole.encode("utf-8") if done else data, text, whole, tuple(done))


def _text(path: str, data: bytes) -> tuple[str | None, list[str]]:
    text, problem = decode(path, data)
    done = []
    if text is None:
        text = decode_anyway(data) if problem and problem.rule == "file.encoding" else None
        if text is None:
            return None, []
        done.append("去掉开头的 BOM" if data.startswith(_BOM) else "编码改为 UTF-8")
    if b"\r" in data and not data.startswith(_UTF_16):
        done.append("换行改为 LF")
    return text, done


def _lines(head: str, shape: Shape) -> tuple[str, list[tuple[int, str]]]:
    """Keys, colons, spaces and indentation; only where the head then reads with fewer faults than before."""
    done: set[int] = set()
    for _ in range(_PASSES):  # one mended line may explain another
        found = examine(head, shape.keys, values=False)
        mended = with_lines(head, found.certain)
        if not found.certain or not _reads_better(head, mended, shape):
            break
        head = mended
        done.update(found.certain)
    return head, [(number + 1, "改正冒号、空格或缩进") for number in done]


def _reads_better(head: str, mended: str, shape: Shape) -> bool:
    """Whether the lines were understood: what could be read must read with fewer faults.

    What could not be read must be readable once the uncertain slips are out of the way too, which stay in the file.
    """
    before, _ = parse(head)
    if before is None:
        return recover(head, shape.keys, values=True).value is not None
    after, _ = parse(mended)
    return after is not None and shape.faults(after) < shape.faults(before)


def _values(head: str, shape: Shape) -> tuple[str, list[tuple[int, str]]]:
    """Dates and document numbers, each at its place; behind other slips too, but not on their lines."""
    readable = head
    if parse(head)[0] is None:
        recovered = recover(head, shape.keys, values=True)
        if recovered.value is None:
            return head, []
        readable = recovered.text
    lines, read, done = head.split("\n"), readable.split("\n"), []
    for piece in sorted(scalars(readable), key=lambda piece: piece.start, reverse=True):
        form = None if piece.is_key or piece.style in ("|", ">") else shape.form_at(piece.path)
        meant = _meant(piece.value, form, shape.year) if form else None
        (number, column), (last, end) = piece.start, piece.end
        if meant is None or meant == piece.value or number != last or lines[number - 1][:end] != read[number - 1][:end]:
            continue
        lines[number - 1] = lines[number - 1][:column - 1] + meant + lines[number - 1][end - 1:]
        done.append((number, f"“{piece.value}”改为 {meant}"))
    return "\n".join(lines), done


def _meant(value: str, form: Form, year: int | None) -> str | None:
    """The right form; a number as Excel shows dates only where it falls into the year of the file or the one before."""
    suggestion = form(value)
    if suggestion:
        return suggestion.text
    day = forms.excel_date(value) if form is forms.date else None
    return day.isoformat() if day and year and dt.date(year - 1, 1, 1) <= day <= dt.date(year, 12, 31) else None
