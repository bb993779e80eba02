"""Kinds of values: each turns text into a typed value or says in Chinese what is wrong with it.

`convert(raw, path, faults)` never raises: the typed value, or None after adding a fault at `path` (keys and list positions).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from ..source import forms
from .dates import date_advice, date_fault
from .values import PENDING
from .wording import in_chinese_marks, is_empty, key_of, short, unknown_key

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
    """Text of one or more lines. `pending` allows 待填; `form` knows what a text of the wrong form means."""

    one_line: bool = True
    longest: int | None = None
    pattern: str | None = None
    advice: str = ""
    pending: bool = False
    form: Callable[[str], forms.Suggestion | None] | None = None

    @property
    def label(self) -> str:
        return "文字" if self.one_line else "多行文字"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if not isinstance(raw, str):
            colon = "；文字里有“: ”时，请把整个值用英文双引号括起来" if isinstance(raw, dict) and isinstance(path[-1], int) else ""
            return _wrong(raw, path, faults, f"应当是文字{colon}")
        if self.pending and raw == PENDING.value:
            return PENDING
        if self.one_line and "\n" in raw.strip("\n"):
            return _wrong(raw, path, faults, "应当写在一行内")
        if self.longest and len(raw) > self.longest:
            return _wrong(raw, path, faults, f"有 {len(raw)} 字，最多 {self.longest} 字", quote=False)
        if self.pattern and not re.fullmatch(self.pattern, raw, re.ASCII):
            meant = self.form(raw) if self.form else None
            return _odd(raw, path, faults, meant.said if meant else f"格式不对；{self.advice}")
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
            with suppress(ValueError):
                return dt.date.fromisoformat(raw)
        shown = raw if isinstance(raw, str) else ""
        message = f"{key_of(path)}“{short(shown)}”{date_fault(shown)}；请写成 {date_advice(shown)} 这样的形式"
        faults.append(Fault(path, "date", message))
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
        return _odd(raw, path, faults, "应当写 true 或 false（是 或 否）")


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
            return _odd(raw, path, faults, f"应当是{self.label}，只写数字，不写单位和逗号")
        value = Decimal(raw)
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
        return _odd(raw, path, faults, f"应当是 {'、'.join(self.words)} 之一")


@dataclass(frozen=True, slots=True)
class Many:
    """A list of one kind; gives a tuple. `or_one` lets a single value stand without a list."""

    of: Kind
    or_one: bool = False
    fewest: int = 0

    @property
    def label(self) -> str:
        return f"{self.of.label}列表"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        if self.or_one and isinstance(raw, str):
            raw = [raw]
        if not isinstance(raw, list):
            return _wrong(raw, path, faults, "应当是列表，每行以“- ”开头")
        if len(raw) < self.fewest:
            return _wrong(raw, path, faults, f"至少要写 {self.fewest} 项")
        for position, value in enumerate(raw):
            if is_empty(value):
                faults.append(Fault((*path, position), "value", f"{key_of(path)}里有一项是空的；请填写或删去这一行"))
        values = [self.of.convert(value, (*path, position), faults) for position, value in enumerate(raw) if not is_empty(value)]
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
    by_key: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {row.key: row for row in self.fields})

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        """The record, or None when anything in it is wrong or missing."""
        if not isinstance(raw, dict):
            return _wrong(raw, path, faults, "应当由“键: 值”组成")
        before = len(faults)
        values = {}
        for key, value in raw.items():
            row = self.by_key.get(key)
            if row is None:
                faults.append(Fault((*path, key), "unknown_key", unknown_key(key, self.by_key), at_key=True))
            elif is_empty(value):
                if isinstance(row.kind, Record | Many | Named) and not row.required:
                    faults.append(Fault((*path, key), "value", f"写了“{short(key)}”却没有内容；请填写，或删去这一行", at_key=True))
            else:
                values[row.name] = row.kind.convert(value, (*path, key), faults)
        for row in self.fields:
            if row.required and row.name not in values:
                faults.append(Fault((*path, row.key), "required", f"缺少“{row.key}”；{row.help}"))
        return None if len(faults) > before else self.make(**values)


def _wrong(raw: Any, path: Path, faults: list[Fault], message: str, *, quote: bool = True) -> None:
    faults.append(Fault(path, "value", f"{key_of(path)}{f'“{short(raw)}”' if quote and isinstance(raw, str) else ''}{message}"))


def _odd(raw: Any, path: Path, faults: list[Fault], message: str) -> None:
    """As `_wrong`, for values of a fixed form: Chinese quotation marks around them are the mistake to name."""
    if isinstance(raw, str) and in_chinese_marks(raw):
        message = f"两边是中文引号；请写成 {short(raw[1:-1])}"
    _wrong(raw, path, faults, message)
