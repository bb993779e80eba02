"""The folder that a web server serves from, and what is known about the releases in it.

    TARGET/current                         the one link that is switched; the web root
    TARGET/releases/<time>-<hash>/         a whole site: UTC time of its publishing, beginning of its manifest's SHA-256
    TARGET/releases/.<name>.retained.json  see retaining.py
    TARGET/.lock                           held by whoever changes anything here

Names that begin with a dot are never releases: `.copying-…` is one that is being made, `.removing-…` one that is going.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .durable import make_folder, remove, sync_folder
from .listing import Failure, Listing, WrongUse, listing_of, shown
from .retaining import record_of

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

KEEP = 5  # releases, where nothing else is said
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{3})Z-[0-9a-f]{10}")
_COPYING, _REMOVING, _RECORD = ".copying-", ".removing-", ".retained.json"
_GRACE = 0.5  # seconds in which a server that has looked the web root up opens the file it wants


@dataclass(frozen=True, order=True)
class Release:
    """A whole site in a target. Later releases are greater."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def time(self) -> dt.datetime:
        """When it was published."""
        found = _NAME.fullmatch(self.name)
        return dt.datetime.strptime(f"{found[1] if found else ''}+0000", "%Y%m%dT%H%M%S.%f%z")

    @property
    def listing(self) -> Listing:
        """Its manifest; Failure where that has been damaged."""
        return listing_of(self.folder)


@dataclass(frozen=True)
class Target:
    """One site's place on a server."""

    folder: Path

    @property
    def link(self) -> Path:
        return self.folder / "current"

    @property
    def parent(self) -> Path:
        return self.folder / "releases"

    @property
    def releases(self) -> list[Release]:
        """Every whole release, the earliest first."""
        if not self.parent.is_dir():
            return []
        return sorted(Release(path) for path in self.parent.iterdir() if _NAME.fullmatch(path.name) and path.is_dir())

    @property
    def live(self) -> Release | None:
        """The release that the web server serves; None where there is none."""
        try:
            path = self.parent / self.link.readlink().name
        except OSError:
            return None
        return Release(path) if _NAME.fullmatch(path.name) and self.link.is_dir() else None

    @property
    def live_since(self) -> dt.datetime:
        """When `current` was last switched. OSError where there is no link."""
        return dt.datetime.fromtimestamp(self.link.lstat().st_mtime, dt.UTC)

    def refuse_if_unfit(self) -> None:
        """WrongUse where something stands in the way that no publish has put there."""
        if self.folder.exists() and not self.folder.is_dir():
            raise WrongUse(f"{shown(self.folder)} 是一个文件，不能发布到这里；请换一个文件夹")
        if self.link.exists() and not self.link.is_symlink():
            raise WrongUse(f"{shown(self.link)} 不是发布时建的链接，里面可能有别的东西；请先把它改名或移走")

    def new_name(self, listing: Listing) -> str:
        """A name that no release here has had: two of the same site may be published at once."""
        taken = {release.name for release in self.releases}
        while True:
            now = dt.datetime.now(dt.UTC)
            name = f"{now:%Y%m%dT%H%M%S}.{now.microsecond // 1000:03}Z-{listing.digest}"
            if name not in taken:
                return name
            time.sleep(0.001)

    def copying(self, name: str) -> Path:
        """Where a release is made before it gets its name."""
        return self.parent / f"{_COPYING}{name}"

    def switch(self, release: Release) -> None:
        """Makes the release live, in one step that either has happened or has not; `settle` then brings it to the disk."""
        new = self.folder / f".current-{os.getpid()}"
        remove(new)
        try:
            new.symlink_to(f"releases/{release.name}", target_is_directory=True)
            new.replace(self.link)
        finally:
            remove(new)

    def settle(self) -> None:
        """What `current` means survives a power cut from now on."""
        sync_folder(self.folder)

    @contextlib.contextmanager
    def alone(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Keeps others from changing the target meanwhile; calls `waiting` once if somebody does that just now.

        The system lets go of the lock when the process ends, however it ends.
        """
        with (self.folder / ".lock").open("ab") as file:
            if fcntl is not None:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    waiting()
                    fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def tidy(self) -> None:
        """Removes what killed runs left. Only for who holds the lock, and makes nothing else."""
        for left in self.folder.glob(".current-*"):
            remove(left)
        if not self.parent.is_dir():
            return
        records = {record_of(release.folder) for release in self.releases}
        for left in self.parent.iterdir():
            is_orphan = left.name.startswith(".") and _RECORD in left.name and left not in records
            if is_orphan or left.name.startswith((_COPYING, _REMOVING)):
                remove(left)

    def prune(self, keep: int) -> None:
        """Removes the earliest releases beyond `keep`, never the live one."""
        live = self.live
        if live is None:
            return
        others = [release for release in self.releases if release != live]
        spare = others[:max(0, len(others) - (keep - 1))]
        if spare and spare[-1] == others[-1]:
            time.sleep(_GRACE)  # the one just replaced goes, too
        for release in spare:
            going = self.parent / f"{_REMOVING}{release.name}"
            release.folder.rename(going)
            remove(going)
            remove(record_of(release.folder))


def made(folder: Path) -> Target:
    """The target with its folders, which are made where they are missing. OSError where that is impossible."""
    target = Target(folder)
    target.refuse_if_unfit()
    make_folder(target.parent)
    sync_folder(folder)
    return target


def found(folder: Path) -> Target:
    """A target that something was published to; WrongUse for any other folder."""
    target = Target(folder)
    if not target.parent.is_dir():
        raise WrongUse(f"{shown(folder)} 不是发布过网站的文件夹：里面没有 releases")
    return target


def chosen(target: Target, wanted: str | None) -> Release:
    """The release that the beginning of a name means; without one, the latest before the live one. Failure where there is none."""
    live, releases = target.live, target.releases
    if wanted is None:
        earlier = [release for release in releases if live is None or release < live]
        if not earlier:
            raise Failure("没有更早的版本可以退回")
        return earlier[-1]
    fitting = [release for release in releases if release.name.startswith(wanted)] if wanted else []
    if len(fitting) != 1:
        there = "不只一个版本" if fitting else "没有版本"
        raise Failure(f"{there}以“{shown(wanted)}”开头；用 releases 命令看有哪些版本")
    return fitting[0]
