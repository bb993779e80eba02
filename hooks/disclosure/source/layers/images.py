"""What pictures carry beside the picture: EXIF, XMP, IPTC, comments and text chunks."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .contents import BROKEN, Refusal, Sink
from .exif import exif_layers, iptc_layers
from .markup import START, TEXT, events

_CUT = "打不开：图片不完整；请重新保存后再放进来"
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_TEXT = 1_000_000
_EXIF, _XMP, _XMP_MORE = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"


def read_jpeg(sink: Sink, data: bytes) -> None:
    """Layers of a JPEG; raises Refusal where it would not open."""
    more = b""
    for marker, payload in _segments(data):
        if marker == 0xE1 and payload.startswith(_EXIF):
            _add_exif(sink, payload[len(_EXIF):])
        elif marker == 0xE1 and payload.startswith(_XMP):
            read_xmp(sink, payload[len(_XMP):])
        elif marker == 0xE1 and payload.startswith(_XMP_MORE):
            more += payload[len(_XMP_MORE) + 40:]
        elif marker == 0xED:
            for part, text in iptc_layers(payload):
                sink.add(part, text)
        elif marker == 0xFE:
            sink.add("图片注释", _decoded(payload))
    if more:
        read_xmp(sink, more)


def read_png(sink: Sink, data: bytes) -> None:
    """Layers of a PNG; raises Refusal where it would not open."""
    for kind, payload in _chunks(data):
        if kind == b"eXIf":
            _add_exif(sink, payload)
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, _, rest = payload.partition(b"\0")
            raw = _png_text(kind, rest)
            if keyword == b"XML:com.adobe.xmp":
                read_xmp(sink, raw)
            elif keyword.lower() in (b"author", b"artist"):
                sink.add("EXIF：作者", _decoded(raw))
            elif not keyword.startswith(b"Raw profile type"):
                sink.add(f"图片文字：{keyword[:79].decode('latin-1')}", _decoded(raw))
            else:
                _add_raw_profile(sink, raw)


def read_xmp(sink: Sink, packet: bytes) -> None:
    """Texts of an XMP packet, in elements and in attributes; the position gets its own layer."""
    texts, places = [], []
    name = ""
    try:
        for kind, value, attributes in events([packet.strip(b"\0 \r\n\t")], sink.budget):
            if kind == START:
                name = value
                pairs = [(key, text) for key, text in attributes.items() if not text.startswith(("http://", "adobe:ns"))]
            else:
                pairs = [(name, value.strip())] if kind == TEXT else []
            for key, text in pairs:
                if text and key in ("GPSLatitude", "GPSLongitude"):
                    places.append(text)
                elif text:
                    texts.append(f"{key}: {text}" if kind == START else text)
    except Refusal as refusal:
        if refusal.rule != BROKEN:
            raise
        texts.append(_decoded(packet))  # not XML: what stands there is still public
    sink.add_lines("XMP", texts)
    sink.add("XMP：GPS 位置", ",".join(places))


def _add_exif(sink: Sink, tiff: bytes) -> None:
    for part, text in exif_layers(tiff):
        sink.add(part, text)


def _add_raw_profile(sink: Sink, raw: bytes) -> None:
    """ImageMagick writes EXIF, IPTC and XMP as hexadecimal text: name, size, digits."""
    try:
        block = bytes.fromhex(raw.decode("ascii", "ignore").strip().split("\n", 2)[2])
    except (ValueError, IndexError):
        return
    if _EXIF in block[:16]:
        _add_exif(sink, block[block.index(_EXIF) + len(_EXIF):])
    elif b"<x:xmpmeta" in block or b"<rdf:RDF" in block:
        read_xmp(sink, block)
    else:
        for part, text in iptc_layers(block):
            sink.add(part, text)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, payload) of the segments before the picture itself."""
    at = 2
    while True:
        while data[at:at + 2] == b"\xff\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            raise Refusal(BROKEN, _CUT)
        marker, (size,) = data[at + 1], struct.unpack(">H", data[at + 2:at + 4])
        if size < 2 or at + 2 + size > len(data):
            raise Refusal(BROKEN, _CUT)
        yield marker, data[at + 4:at + 2 + size]
        at += 2 + size
        if marker == 0xDA:
            if data.find(b"\xff\xd9", at) < 0:
                raise Refusal(BROKEN, _CUT)
            return


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    if data[at + 4:at + 8] != b"IHDR":
        raise Refusal(BROKEN, _CUT)
    while at + 12 <= len(data):
        size, = struct.unpack(">I", data[at:at + 4])
        kind, payload = data[at + 4:at + 8], data[at + 8:at + 8 + size]
        if len(payload) < size or at + 12 + size > len(data):
            break
        if kind == b"IEND":
            return
        yield kind, payload
        at += 12 + size
    raise Refusal(BROKEN, _CUT)


def _png_text(kind: bytes, rest: bytes) -> bytes:
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _unpacked(rest[1:])
    flag, rest = rest[:1], rest[2:]
    body = rest.split(b"\0", 2)[-1]
    return _unpacked(body) if flag == b"\x01" else body


def _unpacked(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, _MOST_TEXT)
    except zlib.error:
        return b""


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).strip("\0 ")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").strip("\0 ")
