"""Compound files (OLE2), the container of .xls, .et, .doc and embedded objects: streams by name, and properties."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator

from .contents import BROKEN, Refusal

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_PROPERTY_NAMES = {2: "标题", 3: "主题", 4: "作者", 5: "关键词", 6: "备注", 8: "最后修改者", 18: "程序"}
_OWN_NAMES = {"Manager": "主管", "Company": "公司"}  # as LibreOffice writes them
_DOCUMENT_NAMES = {2: "类别", 14: "主管", 15: "公司"}


class Compound:
    """A compound file; `streams` maps the path of each stream ("Workbook", "_VBA_PROJECT_CUR/VBA/dir") to its entry."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise _damaged()
        self._data = data
        shift, mini_shift = struct.unpack("<HH", data[30:34])
        if shift not in (9, 12) or mini_shift != 6:
            raise _damaged()
        self._size = 1 << shift
        self._most = len(data) // self._size + 1
        directory, = struct.unpack("<I", data[48:52])
        self._cutoff, mini_fat, _, more_fat, _ = struct.unpack("<5I", data[56:76])
        self._fat = self._read_fat(more_fat)
        self._mini_fat = _numbers(self._chain(mini_fat))
        self._mini = b""
        self.streams: dict[str, tuple[int, int]] = {}
        self._read_directory(self._chain(directory))

    def read(self, name: str) -> bytes:
        """The stream's bytes, empty where there is no such stream; as many as there are in a damaged file."""
        start, size = self.streams.get(name, (0, 0))
        if size >= self._cutoff:
            return self._chain(start)[:size]
        pieces: list[bytes] = []
        seen = 0
        while start < _LAST_SECTOR and start < len(self._mini_fat) and seen * 64 < size:
            pieces.append(self._mini[start * 64:start * 64 + 64])
            start, seen = self._mini_fat[start], seen + 1
        return b"".join(pieces)[:size]

    def _read_fat(self, more: int) -> list[int]:
        sectors = list(struct.unpack("<109I", self._data[76:512]))
        step = self._size // 4 - 1
        for _ in range(self._most):
            if more >= _LAST_SECTOR:
                break
            numbers = _numbers(self._sector(more))
            if len(numbers) <= step:
                break
            sectors += numbers[:step]
            more = numbers[step]
        used = [sector for sector in sectors[:self._most] if sector < _LAST_SECTOR]
        return _numbers(b"".join(self._sector(sector) for sector in used))

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size:(number + 2) * self._size]

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < len(self._fat) and len(pieces) < self._most:
            pieces.append(self._sector(sector))
            sector = self._fat[sector]
        return b"".join(pieces)

    def _read_directory(self, raw: bytes) -> None:
        entries = [raw[at:at + 128] for at in range(0, len(raw) - 127, 128)][:20_000]
        if not entries or entries[0][66] != 5:
            raise _damaged()
        root = _entry(entries[0])
        self._mini = self._chain(root[4])
        waiting, seen = [("", root[3])], set()
        while waiting:
            folder, number = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            name, left, right, child, start, size = _entry(entries[number])
            waiting += [(folder, left), (folder, right)]
            if entries[number][66] == 1:
                waiting.append((f"{folder}{name}/", child))
            elif entries[number][66] == 2:
                self.streams.setdefault(f"{folder}{name}", (start, size))


def _damaged() -> Refusal:
    return Refusal(BROKEN, "打不开：文件不完整或已损坏；请重新保存后再放进来")


def _entry(raw: bytes) -> tuple[str, int, int, int, int, int]:
    length, = struct.unpack("<H", raw[64:66])
    name = raw[:max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack("<3I", raw[68:80])
    start, size = struct.unpack("<2I", raw[116:124])
    return name, left, right, child, start, size


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[:len(raw) // 4 * 4]))


def properties(compound: Compound) -> Iterator[tuple[str, str]]:
    """(Chinese name, value) of the text properties of the summary streams, custom ones under their own name."""
    for stream, names in (("\x05SummaryInformation", _PROPERTY_NAMES), ("\x05DocumentSummaryInformation", _DOCUMENT_NAMES)):
        raw = compound.read(stream)
        if len(raw) < 48:
            continue
        sections, = struct.unpack("<I", raw[24:28])
        for position in range(min(sections, 2)):
            try:
                offset, = struct.unpack("<I", raw[44 + 20 * position:48 + 20 * position])
                yield from _section(raw[offset:], names if position == 0 else {})
            except struct.error:
                return


def _section(raw: bytes, names: dict[int, str]) -> Iterator[tuple[str, str]]:
    count, = struct.unpack("<I", raw[4:8])
    places = dict(struct.unpack("<II", raw[8 + 8 * at:16 + 8 * at]) for at in range(min(count, 500)))
    codepage = "gb18030"
    if 1 in places:
        number, = struct.unpack("<H", raw[places[1] + 4:places[1] + 6])
        codepage = {65001: "utf-8", 1200: "utf-16-le", 1252: "cp1252"}.get(number, "gb18030")
    own_names = _custom_names(raw, places[0], codepage) if 0 in places and not names else {}
    for key, place in places.items():
        name = own_names.get(key) or names.get(key)
        value = _value(raw, place, codepage) if name and key > 1 else ""
        if value:
            yield name or "", value


def _value(raw: bytes, place: int, codepage: str) -> str:
    kind, size = struct.unpack("<II", raw[place:place + 8])
    if kind == 0x1E:
        return _text(raw[place + 8:place + 8 + min(size, 100_000)], codepage)
    if kind == 0x1F:
        return _text(raw[place + 8:place + 8 + 2 * min(size, 100_000)], "utf-16-le")
    if kind == 0x40:  # a date: 100 ns since 1601
        ticks, = struct.unpack("<Q", raw[place + 4:place + 12])
        days = min(ticks // 864_000_000_000, 3_000_000)
        return (dt.date(1601, 1, 1) + dt.timedelta(days=days)).isoformat() if days else ""
    if kind in (3, 0x16):
        return str(struct.unpack("<i", raw[place + 4:place + 8])[0])
    return ""


def _custom_names(raw: bytes, place: int, codepage: str) -> dict[int, str]:
    names = {}
    count, = struct.unpack("<I", raw[place:place + 4])
    place += 4
    for _ in range(min(count, 500)):
        key, length = struct.unpack("<II", raw[place:place + 8])
        size = min(length, 1000) * (2 if codepage == "utf-16-le" else 1)
        name = _text(raw[place + 8:place + 8 + size], codepage)
        names[key] = _OWN_NAMES.get(name, f"自定义 {name}")
        place += 8 + size + (-size % 4 if codepage == "utf-16-le" else 0)
    return names


def _text(raw: bytes, codepage: str) -> str:
    return raw.decode(codepage, "replace").split("\0", 1)[0].strip()
