"""Kinds of values: each turns text into a typed value or says in Chinese what is wrong with it.

`convert(raw, path, faults)` never raises: it returns the typed value, or None after adding a fault.
`path` is where the value stands in the record (keys and list positions).
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from .dates import date_advice
from .values import PENDING

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a record; `rule` lacks its family ("date" becomes "item.date")."""

    path: Path
    rule: str
    message: str
    at_key: bool = False


class Kind(Protocol):
    """What a field holds. `label` names it for people (handbook, forms)."""

    @property
    def label(self) -> str: ...

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any: ...


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one or more lines. `pending` allows 待填."""

    one_line: bool = True
    longest: int | None = None
    pattern: str | None = None
    advice: str = ""
    pending: bool = False

    @property
    def label(self) -> str:
        return "文字" if self.one_line else "多行文字"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if not isinstance(raw, str):
            return _wrong(raw, path, faults, "应当是文字")
        if self.pending and raw == PENDING.value:
            return PENDING
        if self.one_line and "\n" in raw.strip("\n"):
            return _wrong(raw, path, faults, "应当写在一行内")
        if self.longest and len(raw) > self.longest:
            return _wrong(raw, path, faults, f"有 {len(raw)} 字，最多 {self.longest} 字", quote=False)
        if self.pattern and not re.fullmatch(self.pattern, raw):
            return _wrong(raw, path, faults, f"格式不对；{self.advice}")
        return raw.strip("\n") if self.one_line else raw


@dataclass(frozen=True, slots=True)
class Date:
    """A date that exists, written 2022-03-05."""

    pending: bool = False
    label: str = "日期"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if self.pending and raw == PENDING.value:
            return PENDING
        if isinstance(raw, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
            try:
                return dt.date.fromisoformat(raw)
            except ValueError:
                pass
        shown = raw if isinstance(raw, str) else ""
        faults.append(Fault(path, "date", f"{_name(path)}“{shown}”不是有效日期；请写成 {date_advice(shown)} 这样的形式"))
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """是/否 or true/false; nothing else is taken for a truth value."""

    label: str = "是/否"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if raw in ("true", "是"):
            return True
        if raw in ("false", "否"):
            return False
        return _wrong(raw, path, faults, "应当写 true 或 false（是 或 否）")


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number as people type it: digits, an optional point, no separators, no unit."""

    whole: bool = False
    pending: bool = False
    smallest: int | None = None

    @property
    def label(self) -> str:
        return "整数" if self.whole else "数值"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if self.pending and raw == PENDING.value:
            return PENDING
        pattern = r"-?[0-9]{1,15}" if self.whole else r"-?[0-9]{1,15}(\.[0-9]{1,6})?"
        if not isinstance(raw, str) or not re.fullmatch(pattern, raw):
            return _wrong(raw, path, faults, f"应当是{self.label}，只写数字，不写单位和逗号")
        try:
            value = Decimal(raw)
        except InvalidOperation:  # pragma: no cover - the pattern above leaves no such text
            return _wrong(raw, path, faults, "应当是数值")
        if self.smallest is not None and value < self.smallest:
            return _wrong(raw, path, faults, f"不能小于 {self.smallest}")
        return int(value) if self.whole else value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set of words."""

    words: tuple[str, ...]
    label: str = "选一个"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if raw in self.words:
            return raw
        return _wrong(raw, path, faults, f"应当是 {'、'.join(self.words)} 之一")


@dataclass(frozen=True, slots=True)
class Many:
    """A list of one kind; gives a tuple. `or_one` lets a single value stand without a list."""

    of: Kind
    or_one: bool = False

    @property
    def label(self) -> str:
        return f"{self.of.label}列表"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if self.or_one and isinstance(raw, str):
            raw = [raw]
        if not isinstance(raw, list):
            return _wrong(raw, path, faults, "应当是列表，每行以“- ”开头")
        values = [self.of.convert(value, (*path, position), faults) for position, value in enumerate(raw)]
        return tuple(value for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping from free names to one kind; gives a dict in the order written."""

    of: Kind

    @property
    def label(self) -> str:
        return f"名称到{self.of.label}的对应"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if not isinstance(raw, dict):
            return _wrong(raw, path, faults, "应当写成“名称: 内容”")
        values = {name: self.of.convert(value, (*path, name), faults) for name, value in raw.items()}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a field table: the Chinese key, the English name, the kind, and the rule in words."""

    key: str
    name: str
    kind: Kind
    help: str
    required: bool = False
    public: bool = True
    english: str = ""

    @property
    def json(self) -> str:
        """The name in JSON, where it cannot be the attribute's (`from` is a Python word)."""
        return self.english or self.name


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; gives `make(**values)` where `make` is the record's class."""

    make: Callable[..., Any]
    fields: Sequence[Field]
    called: str = "一组"
    label: str = field(default="一组", init=False)

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        """The record, or None when anything in it is wrong or missing."""
        if not isinstance(raw, dict):
            return _wrong(raw, path, faults, "应当由“键: 值”组成")
        before = len(faults)
        by_key = {row.key: row for row in self.fields}
        values = {}
        for key, value in raw.items():
            row = by_key.get(key)
            if row is None:
                faults.append(Fault((*path, key), "unknown_key", _unknown(key, by_key), at_key=True))
            elif value not in ("", None):
                values[row.name] = row.kind.convert(value, (*path, key), faults)
        for row in self.fields:
            if row.required and row.name not in values:
                faults.append(Fault((*path, row.key), "required", f"缺少“{row.key}”；{row.help}"))
        return None if len(faults) > before else self.make(**values)


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The known word that people most likely meant."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.5)
    return found[0] if found else None


def _unknown(key: str, known: dict[str, Field]) -> str:
    meant = nearest(key, list(known))
    advice = f"是否想写“{meant}”？" if meant else f"可用的有：{'、'.join(known)}"
    return f"不认识的键“{key}”；{advice}"


def _name(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


def _wrong(raw: Any, path: Path, faults: list[Fault], message: str, *, quote: bool = True) -> None:
    shown = f"“{_short(raw)}”" if quote and isinstance(raw, str) else ""
    faults.append(Fault(path, "value", f"{_name(path)}{shown}{message}"))


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 24 else line[:24] + "…"
