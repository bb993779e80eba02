"""Puts a built site live: copied, synced, verified, then switched in one step. Whatever happens, the public site is whole.

Everything before the switch happens in a folder that no web server looks at; everything after it only removes what is spare.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from . import archive, releases
from .comparing import CHANGED, Difference, Progress, compared, compared_by_size, each, side_by_side, silent, summed
from .durable import Fingerprint, chunks_of, make_folder, reason, remove, sync_everything, sync_file, sync_folder, write_file
from .listing import Failure, Listing, Row, Site, WrongUse, listing_of, shown
from .manifest import NAME
from .releases import KEEP, Release, Target
from .retaining import record_of, retain, withdrawn_between
from .verifying import differences, verify_folder

WAITING = "另一次发布正在进行，等它结束……"


@dataclass(frozen=True)
class Watcher:
    """Who wants to know how far it is: `progress` by files, `say` one line in Chinese."""

    progress: Progress = silent
    say: Callable[[str], None] = lambda line: None


NOBODY = Watcher()


def publish(source: Path, target: Path, keep: int = KEEP, watcher: Watcher = NOBODY, retains: bool = True) -> Release:
    """The release that is live now. `source` is a built site or an archive of `package`.

    `keep` releases stay, the live one among them. With `retains` the former release's hashed files stay reachable.
    Failure (one line in Chinese) where it was impossible; the public site is then what it was, unless the line says otherwise.
    """
    if keep < 1:
        raise WrongUse("至少要保留 1 个版本")
    if not source.exists():
        raise WrongUse(f"没有 {shown(source)}；请先运行 ./disclosure build")
    with in_chinese("没有发布成功，公开的网站没有变动"):
        _refuse_nested(source.resolve(), target.resolve())
        releases.Target(target).refuse_if_unfit()
        with _opened(source, watcher) as (listing, fill):
            place = releases.made(target)
            with place.alone(lambda: watcher.say(WAITING)):
                place.tidy()
                release = _copied(place, listing, fill, retains, watcher)
                _switch(place, release)
                try:
                    place.prune(keep)
                except OSError as error:
                    watcher.say(f"旧版本没有清理干净（{reason(error)}）；网站已经换成新的一版")
    return release


def rollback(target: Path, wanted: str | None = None, watcher: Watcher = NOBODY) -> Release:
    """Makes an earlier release live again and returns it. Failure where there is none or it is not whole."""
    with in_chinese("没有退回，公开的网站没有变动"):
        place = releases.found(target)
        with place.alone(lambda: watcher.say(WAITING)):
            release, live = releases.chosen(place, wanted), place.live
            if release == live:
                return release
            listing = whole(release.folder, watcher)
            shown_now = _listing_or_none(live) if live else None
            if live and shown_now:
                old, new = Site(live.folder, shown_now), Site(release.folder, listing)
                again = withdrawn_between(new, old)
                if again:
                    watcher.say(f"注意：{'、'.join(again)} 在退回之前已经撤回，现在又会显示；需要的话请马上重新发布")
                retain(old, new, record_of(release.folder), time.time())
            _switch(place, release)
    return release


def _switch(place: Target, release: Release) -> None:
    place.switch(release)
    with in_chinese("网站已经换过去，但不能确认写到了磁盘上；请检查磁盘"):
        place.settle()


@contextlib.contextmanager
def in_chinese(outcome: str) -> Iterator[None]:
    """Errors of the disk become one line that ends with the outcome."""
    try:
        yield
    except OSError as error:
        where = f"：{shown(error.filename)}" if error.filename else ""
        raise Failure(f"{reason(error)}{where}；{outcome}") from error


def _refuse_nested(source: Path, target: Path) -> None:
    if target.is_relative_to(source) or source.is_relative_to(target / "releases"):
        raise WrongUse("生成的网站和发布的地方不能是一个，也不能套在一起；请换一个文件夹")


Fill = Callable[[Path], None]


@contextlib.contextmanager
def _opened(source: Path, watcher: Watcher) -> Iterator[tuple[Listing, Fill]]:
    """What the source holds, looked through before anything is done with it, and what fills an empty folder with its files."""
    if source.is_dir():
        listing = listing_of(source)
        # contents are read and hashed once, while they are copied
        _refuse(source, differences(source, listing, watcher.progress, compared_by_size))
        yield listing, lambda folder: _copy(Site(source, listing), folder, watcher)
        return
    with archive.opened(source, watcher.say) as checked:
        yield checked.listing, checked.unpack


def whole(folder: Path, watcher: Watcher) -> Listing:
    """The manifest of a folder that agrees with it in everything."""
    listing, faults = verify_folder(folder, watcher.progress)
    _refuse(folder, faults)
    return listing


def _refuse(folder: Path, faults: Sequence[Difference]) -> None:
    """Failure that names the first of the files that are not as the manifest says."""
    if faults:
        first = "、".join(shown(row.path) for row in faults[:3])
        raise Failure(f"{shown(folder)} 与它的清单不一致（{summed(faults)}）：{first}{'等' if len(faults) > 3 else ''}；"
                      "用 verify 命令看全部，再重新生成")


def _copied(place: Target, listing: Listing, fill: Fill, retains: bool, watcher: Watcher) -> Release:
    """A whole release, on the disk, that is not live yet. Nothing stays behind where it could not be made."""
    name, live = place.new_name(listing), place.live
    staged, release = place.copying(name), Release(place.parent / name)
    try:
        make_folder(staged)
        fill(staged)
        write_file(staged / NAME, [listing.data])
        _prove(Site(staged, listing), watcher)
        _sync_folders(staged, listing)
        before = _listing_or_none(live) if retains and live else None
        if live and before:
            retain(Site(live.folder, before), Site(staged, listing), record_of(release.folder), time.time())
        staged.rename(release.folder)
        sync_folder(place.parent)
    except BaseException:
        for left in (staged, release.folder, record_of(release.folder)):
            remove(left)
        raise
    return release


def _copy(site: Site, folder: Path, watcher: Watcher) -> None:
    """Real copies: what later happens to a file of one release happens to no other. The disk gets them all at once."""
    for each_folder in sorted({(folder / row.path).parent for row in site.listing.files}):
        make_folder(each_folder)

    def copy(row: Row) -> Difference | None:
        seen = Fingerprint()
        write_file(folder / row.path, seen.of(chunks_of(site.folder / row.path)), syncs=False)
        return None if seen.found == (row.size, row.sha256) else Difference(row.path, CHANGED, "内容不同")

    _refuse(site.folder, [fault for fault in each(copy, site.listing.files, watcher.progress) if fault])
    sync_everything()


def _prove(site: Site, watcher: Watcher) -> None:
    """Reads back what was written, once each file is known to be on the disk."""
    def proved(row: Row) -> Difference | None:
        sync_file(site.folder / row.path)
        return compared(site.folder, row)

    for fault in each(proved, site.listing.files, watcher.progress):
        if fault:
            raise Failure(f"复制以后核对不上：{shown(fault.path)}（{fault.kind}）；没有发布成功，公开的网站没有变动")


def _sync_folders(folder: Path, listing: Listing) -> None:
    paths = {parent for row in listing.files for parent in PurePosixPath(row.path).parents}
    for _ in side_by_side(lambda path: sync_folder(folder / path), paths | {PurePosixPath()}):
        pass


def _listing_or_none(release: Release) -> Listing | None:
    """A damaged manifest of the live release must not stop what mends it."""
    try:
        return release.listing
    except (Failure, OSError):
        return None
