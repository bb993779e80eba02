"""XML read as a stream of events, in fixed memory: no DOCTYPE, so no entity can grow; names without their prefix."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from .contents import BROKEN, Budget, Refusal

START, END, TEXT = 0, 1, 2
Event = tuple[int, str, dict[str, str]]
_MAX_DEPTH = 500
_NONE: dict[str, str] = {}


def events(pieces: Iterable[bytes], budget: Budget) -> Iterator[Event]:
    """(START, name, attributes), (END, name, {}) and (TEXT, text, {}) in document order.

    Names and attribute names come without prefix, as every office suite may choose its own; `r:id` is `rel`, because
    it often stands beside an `id`. Raises Refusal.
    """
    reader = _Reader(budget)
    fed = False
    try:
        for piece in pieces:
            fed = True
            reader.parser.Parse(piece, False)
            budget.keep_time()
            yield from reader.take()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal(BROKEN, "打不开：里面的 XML 已损坏；请重新保存后再放进来") from error
    if fed:
        yield from reader.take()


def root_of(head: bytes) -> str:
    """The name of the first element in the beginning of an XML file, empty where there is none."""
    names: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: names.append(name)
    with contextlib.suppress(expat.ExpatError):  # what stands before the damage is enough
        parser.Parse(head, False)
    return _local(names[0]) if names else ""


class _Reader:
    def __init__(self, budget: Budget) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._budget = budget
        self._events: list[Event] = []
        self._names: dict[str, str] = {}
        self._depth = 0

    def take(self) -> list[Event]:
        found, self._events = self._events, []
        return found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise Refusal(BROKEN, "里面的 XML 层次过深，不再打开；请重新保存")
        plain = {self._key(key): value for key, value in attributes.items()} if attributes else _NONE
        for value in plain.values():
            if len(value) > 1000:
                self._budget.read(len(value))
        self._events.append((START, self._plain(name), plain))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._events.append((END, self._plain(name), _NONE))

    def _text(self, text: str) -> None:
        self._budget.read(len(text))
        self._events.append((TEXT, text, _NONE))

    def _doctype(self, *_: object) -> None:
        raise Refusal(BROKEN, "里面的 XML 带有 DOCTYPE，不再打开；请重新保存")

    def _key(self, name: str) -> str:
        return "rel" if name.endswith(":id") else self._plain(name)

    def _plain(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            known = _local(name)
            if len(self._names) < 10_000:
                self._names[name] = known
        return known


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
