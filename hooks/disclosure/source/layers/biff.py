"""The records of an Excel 97 workbook (.xls, .et): their bytes cut into records, strings and numbers.

Read here and not by a library: a damaged count makes the usual ones ask for terabytes, which ends the process.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
Record = tuple[int, bytes]


def records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """(number, data) from `at` to the end of the stream; a cut record ends it."""
    while at + 4 <= len(stream):
        number, size = struct.unpack("<HH", stream[at:at + 4])
        if at + 4 + size > len(stream):
            return
        yield number, stream[at + 4:at + 4 + size]
        at += 4 + size


def substream(stream: bytes, at: int) -> Iterator[Record]:
    """The records of the sheet that begins at `at`, with those of the charts in it; the BOF records are left out."""
    depth = 0
    for number, data in records(stream, at):
        if number == BOF:
            depth += 1
        elif number == EOF:
            depth -= 1
            if depth <= 0:
                return
        else:
            yield number, data


def string(data: bytes, at: int, *, wide_count: bool = True) -> tuple[str, int]:
    """(text, place behind it) of a string with its length in two bytes (one without `wide_count`) and a flag byte."""
    step = 2 if wide_count else 1
    if at + step + 1 > len(data):
        return "", len(data)
    count = int.from_bytes(data[at:at + step], "little")
    return characters(data, at + step, count)


def characters(data: bytes, at: int, count: int) -> tuple[str, int]:
    """(text, place behind it) of `count` characters after a flag byte that says how wide they are."""
    wide = data[at:at + 1] != b"" and data[at] & 1
    end = at + 1 + count * (2 if wide else 1)
    raw = data[at + 1:end]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace"), end


def number_text(value: float) -> str:
    """A whole number without its point: what the cell shows."""
    return str(int(value)) if value == value and abs(value) < 1e22 and value == int(value) else repr(value)


def rk_number(raw: bytes) -> float:
    """A number in four bytes."""
    bits, = struct.unpack("<I", raw)
    if bits & 2:
        value = float(struct.unpack("<i", raw)[0] >> 2)
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", bits & 0xFFFFFFFC))[0]
    return value / 100 if bits & 1 else value


def shared_strings(pieces: list[bytes]) -> Iterator[str]:
    """The strings of an SST record and the CONTINUE records behind it; stops where the data do."""
    reader = _Pieces(pieces)
    reader.skip(8)
    while not reader.done:
        head = reader.take(3)
        if len(head) < 3:
            return
        count, flags = struct.unpack("<HB", head)
        runs = int.from_bytes(reader.take(2), "little") if flags & 8 else 0
        extra = int.from_bytes(reader.take(4), "little") if flags & 4 else 0
        yield reader.characters(count, bool(flags & 1))
        reader.skip(4 * runs + extra)


class _Pieces:
    """Bytes spread over records; characters that go on in the next record begin there with a new flag byte."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces, self._piece, self._at = pieces, 0, 0

    @property
    def done(self) -> bool:
        while self._piece < len(self._pieces) and self._at >= len(self._pieces[self._piece]):
            self._piece, self._at = self._piece + 1, 0
        return self._piece >= len(self._pieces)

    def take(self, size: int) -> bytes:
        found = b""
        while len(found) < size and not self.done:
            part = self._pieces[self._piece][self._at:self._at + size - len(found)]
            found += part
            self._at += len(part)
        return found

    def skip(self, size: int) -> None:
        while size > 0 and not self.done:
            step = min(size, len(self._pieces[self._piece]) - self._at)
            self._at += step
            size -= step

    def characters(self, count: int, wide: bool) -> str:
        texts: list[str] = []
        while count > 0 and not self.done:
            if texts:
                wide, self._at = bool(self._pieces[self._piece][self._at] & 1), self._at + 1
            width = 2 if wide else 1
            raw = self._pieces[self._piece][self._at:self._at + count * width]
            texts.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += len(raw)
            count -= max(len(raw) // width, 1)
        return "".join(texts)
