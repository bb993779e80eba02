"""A whole site in one file, for a network that nothing else crosses: made reproducibly, opened with suspicion.

The archive is a gzipped tar of plain files, the manifest first, the rest by name. What is opened may come from anybody: it is
looked through from end to end before the first byte of it is written, and nothing is written that its manifest does not list.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .comparing import side_by_side
from .durable import CHUNK, chunks_of, fingerprint, make_folder, remove, replace_file, sync_file, sync_folder, write_file
from .listing import MANIFEST_LIMIT, Failure, Listing, Row, WrongUse, parsed, shown
from .manifest import NAME

ENDING, SUM_ENDING = ".tar.gz", ".sha256"
TOTAL_LIMIT = 64 * 1024 ** 3  # bytes of a whole site, unpacked
_HEADERS = 16 * 1024  # bytes that the headers and the padding of one file may take
_ONE_READ = 1024 ** 2  # bytes; a header that wants more at once is made to fill the memory
_SUM = re.compile(rb"([0-9a-fA-F]{64})(?: [ *]([^\n]+))?\s*")
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)


def pack(site: Path, listing: Listing, file: Path) -> str:
    """Writes the archive and, beside it, its checksum in the form of `sha256sum`; the SHA-256. The site must be verified.

    The same site gives the same bytes. OSError where it cannot be written; an earlier archive is then as it was.
    """
    new = file.with_name(f".{file.name}.new")
    remove(new)
    try:
        with new.open("xb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as zipped, \
                tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, NAME, len(listing.data), io.BytesIO(listing.data))
            for row in sorted(listing.files, key=lambda row: row.path):
                with (site / row.path).open("rb") as content:
                    _add(tar, row.path, row.size, content)
        digest = fingerprint(chunks_of(new))[1]
        # without its checksum an archive can still be published, with the wrong one it cannot
        _sum_of(file).unlink(missing_ok=True)
        new.replace(file)
        replace_file(_sum_of(file), f"{digest}  {file.name}\n".encode())
    finally:
        remove(new)
    return digest


def _add(tar: tarfile.TarFile, name: str, size: int, content: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o644
    tar.addfile(member, content)


def _sum_of(file: Path) -> Path:
    return file.with_name(file.name + SUM_ENDING)


@dataclass(frozen=True)
class Checked:
    """An archive that agrees with its manifest in every file."""

    listing: Listing
    path: Path
    file: IO[bytes]

    def unpack(self, folder: Path) -> None:
        """Fills an empty folder with the files but the manifest, synced. Failure where the archive is no longer what it was."""
        with _as_failures(self.path):
            for row, content in _members(self.file, self.listing):
                make_folder((folder / row.path).parent)
                write_file(folder / row.path, content, syncs=False)
        # the archive can only be read in its order, the disk can do several at a time
        for _ in side_by_side(lambda row: sync_file(folder / row.path), self.listing.files):
            pass


@contextlib.contextmanager
def opened(file: Path, say: Callable[[str], None]) -> Iterator[Checked]:
    """The archive, looked through as a whole. Failure where anything about it is wrong; WrongUse for another kind of file."""
    if not file.name.endswith(ENDING):
        raise WrongUse(f"{shown(file)} 不是网站的文件夹，也不是 {ENDING} 压缩包")
    with file.open("rb") as handle:
        _check_sum(file, handle, say)
        with _as_failures(file):
            listing = _manifest(handle)
            for row, content in _members(handle, listing):
                if fingerprint(content) != (row.size, row.sha256):
                    raise Failure(f"压缩包里的 {shown(row.path)} 与清单不一致；请重新拷贝或重新打包")
        yield Checked(listing, file, handle)


@contextlib.contextmanager
def _as_failures(file: Path) -> Iterator[None]:
    """What the libraries say about an archive that is none, or was made to confuse them."""
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError, OverflowError, RecursionError) as error:
        raise Failure(f"{shown(file)} 不是完好的 {ENDING} 压缩包；请重新拷贝或重新打包") from error


def _check_sum(file: Path, handle: IO[bytes], say: Callable[[str], None]) -> None:
    """Failure where the file beside the archive names another checksum."""
    try:
        with _sum_of(file).open("rb") as text:
            found = _SUM.fullmatch(text.read(4096))
    except FileNotFoundError:
        say(f"旁边没有 {shown(_sum_of(file).name)}，只按压缩包里的清单核对")
        return
    if not found:
        raise Failure(f"{shown(_sum_of(file))} 里不是一个 SHA-256 校验值")
    handle.seek(0)
    if hashlib.file_digest(handle, "sha256").hexdigest() != found[1].decode().lower():  # type: ignore[arg-type]
        raise Failure(f"{shown(file)} 的校验值与 {shown(_sum_of(file).name)} 里写的不同；请重新拷贝")


class _Bounded(io.RawIOBase):
    """The unpacked stream, of which nobody gets more than is allowed."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self.limit = MANIFEST_LIMIT + _HEADERS

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _ONE_READ:
            raise Failure("压缩包里有过大的文件头；这不是 package 命令打的包")
        data = self._stream.read(size)
        self._within(self._stream.tell())
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._within(offset)
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def _within(self, place: int) -> None:
        if place > self.limit:
            raise Failure("压缩包解开以后比清单写的大；这不是 package 命令打的包")


@contextlib.contextmanager
def _tar(handle: IO[bytes]) -> Iterator[tuple[tarfile.TarFile, _Bounded]]:
    handle.seek(0)
    with gzip.GzipFile(fileobj=handle, mode="rb") as zipped:
        stream = _Bounded(zipped)
        with tarfile.open(fileobj=stream, mode="r:") as tar:
            yield tar, stream


def _manifest(handle: IO[bytes]) -> Listing:
    """The manifest that the archive begins with."""
    with _tar(handle) as (tar, _):
        member = tar.next()
        if member is None or member.name != NAME or not _is_plain(member) or member.size > MANIFEST_LIMIT:
            raise Failure(f"压缩包不是以 {NAME} 开头；这不是 package 命令打的包")
        listing = parsed(b"".join(_content(tar, member)))
    if sum(row.size for row in listing.files) > TOTAL_LIMIT:
        raise Failure(f"压缩包里的网站超过 {TOTAL_LIMIT // 1024 ** 3} GB，不解开")
    return listing


def _members(handle: IO[bytes], listing: Listing) -> Iterator[tuple[Row, Iterator[bytes]]]:
    """Every file but the manifest with its content. Failure at the first that is no plain file, not listed, twice there or missing."""
    missing = dict(listing.by_path)
    with _tar(handle) as (tar, stream):
        stream.limit = len(listing.data) + sum(row.size for row in listing.files) + _HEADERS * (len(missing) + 4)
        tar.next()
        while member := tar.next():
            tar.members = []  # type: ignore[attr-defined]  # it would keep every header
            row = missing.pop(member.name, None)
            if row is None:
                again = member.name in listing.by_path or member.name == NAME
                raise Failure(f"压缩包里的 {shown(member.name)} {'重复了' if again else '不在清单里'}")
            if not _is_plain(member):
                raise Failure(f"压缩包里的 {shown(member.name)} 不是普通文件（链接、设备等不收）")
            if member.size != row.size:
                raise Failure(f"压缩包里的 {shown(member.name)} 大小与清单不一致")
            yield row, _content(tar, member)
    if missing:
        raise Failure(f"压缩包里缺少 {len(missing)} 个文件，例如 {shown(min(missing))}")


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type in _PLAIN and not member.issparse()


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    content = tar.extractfile(member)
    while content and (chunk := content.read(CHUNK)):
        yield chunk


def package(site: Path, listing: Listing, file: Path) -> str:
    """Like `pack`, for a file that may be written there: WrongUse for one with another ending or inside the site."""
    if not file.name.endswith(ENDING):
        raise WrongUse(f"压缩包的名字要以 {ENDING} 结尾：{shown(file)}")
    if file.resolve().is_relative_to(site.resolve()):
        raise WrongUse("压缩包不能放在网站的文件夹里；请换一个地方")
    make_folder(file.parent)
    digest = pack(site, listing, file)
    sync_folder(file.parent)
    return digest
