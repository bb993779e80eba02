"""Files that are on the disk when the call returns, and errors of the disk in Chinese."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

CHUNK = 256 * 1024
# a web server of another user must read what is published, whatever the umask of whoever publishes
FILE_MODE, FOLDER_MODE = 0o644, 0o755
_REASONS = {errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘配额用完了", errno.EROFS: "只能读，不能写", errno.EACCES: "没有权限",
            errno.EPERM: "没有权限", errno.EFBIG: "文件大小超过了系统限制", errno.EMFILE: "打开的文件太多", errno.EIO: "磁盘读写出错",
            errno.EEXIST: "已有同名的东西",
            errno.ENOENT: "没有这个文件或文件夹", errno.ENOTDIR: "上级不是文件夹", errno.ELOOP: "链接绕成了圈"}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is a usual cause."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def write_file(path: Path, chunks: Iterable[bytes], syncs: bool = True) -> None:
    """A new file with this content, synced unless that is said to come later. FileExistsError where there is one already."""
    with path.open("xb") as out:
        for chunk in chunks:
            out.write(chunk)
        out.flush()
        if hasattr(os, "fchmod"):
            os.fchmod(out.fileno(), FILE_MODE)
        if syncs:
            os.fsync(out.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """The file holds either what it held or all of `data`, at any moment."""
    new = path.with_name(f"{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        write_file(new, [data])
        new.replace(path)
    finally:
        remove(new)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """The folder and what is missing above it, open to the web server."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        each.chmod(FOLDER_MODE)


def sync_file(path: Path) -> None:
    """The file's content is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_everything() -> None:
    """Begins to put on the disk what was written; a hundred thousand files at once take seconds, one by one minutes.

    That a file arrived says `sync_file`, which then has nothing left to wait for.
    """
    if hasattr(os, "sync"):
        os.sync()


def sync_folder(folder: Path) -> None:
    """The names in the folder are on the disk. Nothing happens where the system cannot do that (Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def chunks_of(path: Path) -> Iterator[bytes]:
    """The content of a regular file; OSError for a link: a site has none."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123  # a handle, which Path cannot open
        while chunk := file.read(CHUNK):
            yield chunk


def link_or_copy(source: Path, target: Path) -> None:
    """The same file under another name, or a synced copy where the file system or its rights allow no second name.

    FileExistsError where there is a file already.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        write_file(target, chunks_of(source))


class Fingerprint:
    """Size and SHA-256 of a content that goes by."""

    def __init__(self) -> None:
        self._size, self._digest = 0, hashlib.sha256()

    def of(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks."""
        for chunk in chunks:
            self._size += len(chunk)
            self._digest.update(chunk)
            yield chunk

    @property
    def found(self) -> tuple[int, str]:
        """(bytes, SHA-256) of what has gone by."""
        return self._size, self._digest.hexdigest()


def fingerprint(chunks: Iterable[bytes]) -> tuple[int, str]:
    """(bytes, SHA-256) of a content."""
    seen = Fingerprint()
    for _ in seen.of(chunks):
        pass
    return seen.found


def remove(path: Path) -> None:
    """Takes a file, link or whole folder away as far as it lets itself be taken away."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
