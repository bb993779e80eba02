"""EXIF (the TIFF structure in pictures) and IPTC: who took the picture, with what, where."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_TEXTS = {
    270: "EXIF：说明", 271: "EXIF：厂商", 272: "EXIF：型号", 305: "EXIF：软件", 306: "EXIF：时间", 315: "EXIF：作者",
    33432: "EXIF：版权", 36867: "EXIF：拍摄时间", 37510: "EXIF：用户注释", 42032: "EXIF：机主", 42033: "EXIF：机身序列号",
    42037: "EXIF：镜头序列号", 37500: "EXIF：厂商注释", 40091: "EXIF：标题", 40092: "EXIF：备注", 40093: "EXIF：作者",
    40094: "EXIF：关键词", 40095: "EXIF：主题",
}
_WIDE = range(40091, 40096)  # Windows writes these in UTF-16
_IPTC = {5: "标题", 25: "关键词", 80: "作者", 85: "作者", 90: "城市", 92: "地点", 101: "国家", 105: "标题", 110: "来源",
         116: "版权", 118: "联系人", 120: "说明", 122: "作者"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_MOST_ENTRIES, _MOST_BYTES = 500, 65536
GPS = "EXIF：GPS 位置"
Tags = dict[int, tuple[int, bytes]]


def exif_layers(tiff: bytes) -> Iterator[tuple[str, str]]:
    """(part, text) of every tag that tells something; a damaged structure gives what can still be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return
    first = _directory(tiff, order, struct.unpack(f"{order}I", tiff[4:8])[0])
    inner = _pointed(tiff, order, first, 34665)
    for tag, (kind, raw) in [*first.items(), *inner.items()]:
        if tag in _TEXTS:
            text = _text(tag, kind, raw)
            if text:
                yield _TEXTS[tag], text
    position = _position(_pointed(tiff, order, first, 34853), order)
    if position:
        yield GPS, position


def iptc_layers(block: bytes) -> Iterator[tuple[str, str]]:
    """(part, text) of the IPTC data sets in a Photoshop resource block (APP13)."""
    at = block.find(b"\x1c\x02")
    for _ in range(_MOST_ENTRIES):
        if at < 0 or at + 5 > len(block):
            return
        number, size = block[at + 2], struct.unpack(">H", block[at + 3:at + 5])[0]
        if number in _IPTC:
            text = _decoded(block[at + 5:at + 5 + size])
            if text:
                yield f"IPTC：{_IPTC[number]}", text
        at = block.find(b"\x1c\x02", at + 5 + size)


def _directory(tiff: bytes, order: str, at: int) -> Tags:
    """Tags of one directory: number → (type, raw value)."""
    tags: Tags = {}
    if at + 2 > len(tiff):
        return tags
    count, = struct.unpack(f"{order}H", tiff[at:at + 2])
    for entry in range(min(count, _MOST_ENTRIES)):
        raw = tiff[at + 2 + 12 * entry:at + 14 + 12 * entry]
        if len(raw) < 12:
            break
        tag, kind, length = struct.unpack(f"{order}HHI", raw[:8])
        size = min(_SIZES.get(kind, 1) * length, _MOST_BYTES)
        begin = struct.unpack(f"{order}I", raw[8:])[0] if size > 4 else 0
        tags[tag] = kind, tiff[begin:begin + size] if size > 4 else raw[8:8 + size]
    return tags


def _pointed(tiff: bytes, order: str, tags: Tags, tag: int) -> Tags:
    raw = tags.get(tag, (0, b""))[1]
    return _directory(tiff, order, struct.unpack(f"{order}I", raw)[0]) if len(raw) == 4 else {}


def _text(tag: int, kind: int, raw: bytes) -> str:
    if tag in _WIDE:
        return raw.decode("utf-16-le", "replace").strip("\0 ")
    if tag == 37510:  # eight bytes name the encoding
        head, body = raw[:8], raw[8:]
        if head.startswith(b"UNICODE"):
            return body.decode("utf-16", "replace").strip("\0 ")
        return _decoded(body if head.startswith((b"ASCII", b"JIS", b"\0\0\0")) else raw)
    if tag == 37500:  # maker's own bytes: only what reads as text
        text = "".join(chr(byte) if 32 <= byte < 127 else " " for byte in raw)
        return " ".join(word for word in text.split() if len(word) >= 6)
    return _decoded(raw) if kind in (1, 2, 7) else ""


def _decoded(raw: bytes) -> str:
    raw = raw.strip(b"\0 ")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\0", " ").strip()
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").strip()


def _position(tags: Tags, order: str) -> str:
    """"29.53000,108.66000"; empty where the camera wrote the tags without a position."""
    degrees = [_degrees(tags.get(value, (0, b""))[1], tags.get(sign, (0, b""))[1], order) for sign, value in ((1, 2), (3, 4))]
    known = [value for value in degrees if value is not None]
    return ",".join(f"{value:.5f}" for value in known) if any(known) else ""


def _degrees(raw: bytes, sign: bytes, order: str) -> float | None:
    if len(raw) < 8:
        return None
    numbers = struct.unpack(f"{order}{len(raw) // 8 * 2}I", raw[:len(raw) // 8 * 8])
    total = 0.0
    for place, (upper, lower) in enumerate(zip(numbers[0:6:2], numbers[1:6:2], strict=False)):
        if lower == 0:
            return None if place == 0 else total
        total += upper / lower / 60 ** place
    return -total if sign[:1] in (b"S", b"W") else total
