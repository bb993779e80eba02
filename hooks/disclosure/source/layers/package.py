"""ZIP archives read with suspicion: sizes are judged before a byte is unpacked, and counted while unpacking."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from .contents import (
    BOMB,
    BROKEN,
    MAX_ENTRIES,
    MAX_MEMBER,
    MAX_RATIO,
    MAX_UNPACKED,
    MEGABYTE,
    RATIO_FROM,
    UNREADABLE,
    Budget,
    Refusal,
)

_CHUNK = 64 * 1024
_CENTRAL = b"PK\x01\x02"
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1


class Package:
    """The members of one archive, by name. Raises Refusal for a bomb or an archive that does not open."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._data = data
        self._budget = budget
        if data.count(_CENTRAL) > 2 * MAX_ENTRIES:  # before zipfile makes an object of each
            raise Refusal(BOMB, f"里面的文件超过 {MAX_ENTRIES} 个，不再打开；请拆成几个附件")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
            raise Refusal(BROKEN, "打不开：文件不完整或已损坏；请重新保存后再放进来") from error
        _judge_sizes(infos, budget.unpacked)
        self.members = {member_name(info): info for info in infos if not info.is_dir()}
        if len(self.members) != sum(not info.is_dir() for info in infos):
            raise Refusal(BROKEN, "里面有两个同名的文件，不同软件会打开不同的一个；请重新保存")

    def stream(self, name: str) -> Iterator[bytes]:
        """The member's bytes in pieces. Stops with a Refusal when there are more than it declares."""
        info = self.members[name]
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Refusal(UNREADABLE, "设有密码，无法检查；请去掉密码")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal(UNREADABLE, "用了不常见的压缩方法，无法检查；请用普通的 ZIP 重新压缩")
        if info.file_size > MAX_MEMBER:
            raise Refusal(UNREADABLE, f"解压后超过 {MAX_MEMBER // MEGABYTE} MB，无法检查；请拆成几个附件")
        declared, produced, checksum = info.file_size, 0, 0
        for piece in self._pieces(info):
            produced += len(piece)
            if produced > declared:
                raise Refusal(BOMB, "解压后比声明的大，不再打开；请重新压缩")
            self._budget.unpack(len(piece))
            self._budget.keep_time()
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if produced != declared or checksum != info.CRC:
            raise Refusal(BROKEN, "打不开：里面的内容已损坏；请重新保存后再放进来")

    def read(self, name: str) -> bytes:
        return b"".join(self.stream(name))

    def head(self, name: str, size: int = 4096) -> bytes:
        """The member's first bytes, empty where it cannot be unpacked; does not count as unpacking."""
        try:
            return next(iter(self._pieces(self.members[name])), b"")[:size]
        except (Refusal, KeyError):
            return b""

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        start = info.header_offset
        header = self._data[start:start + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Refusal(BROKEN, "打不开：文件不完整或已损坏；请重新保存后再放进来")
        begin = start + 30 + sum(struct.unpack("<HH", header[26:30]))
        packed = memoryview(self._data)[begin:begin + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            yield from (bytes(packed[at:at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
            return
        unpacker = zlib.decompressobj(-15)
        try:
            for at in range(0, len(packed), _CHUNK):
                piece = unpacker.decompress(packed[at:at + _CHUNK], _CHUNK)
                while piece:
                    yield piece
                    piece = unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
                if unpacker.eof:
                    return
        except zlib.error as error:
            raise Refusal(BROKEN, "打不开：压缩的内容已损坏；请重新保存后再放进来") from error


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as its maker saw it: Chinese Windows writes GBK where the UTF-8 flag is off."""
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def short(name: str) -> str:
    """A name fit for a message."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return shown if len(shown) <= 40 else f"…{shown[-39:]}"


def _judge_sizes(infos: list[zipfile.ZipInfo], left: int) -> None:
    if len(infos) > MAX_ENTRIES:
        raise Refusal(BOMB, f"里面的文件有 {len(infos)} 个，超过 {MAX_ENTRIES} 个，不再打开；请拆成几个附件")
    total = sum(info.file_size for info in infos)
    if total > left:
        raise Refusal(BOMB, f"解压后有 {-(-total // MEGABYTE)} MB，超过 {MAX_UNPACKED // MEGABYTE} MB，不再打开；请拆成几个附件")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise Refusal(BOMB, f"里的“{short(member_name(info))}”解压后是压缩时的 {MAX_RATIO} 倍以上，不再打开；请重新保存")
