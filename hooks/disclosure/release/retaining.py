"""Styles, scripts and search files of the former release, kept reachable for pages that people have open.

They lie beside the new release's own files, under names that carry the hash of a content, so none can hide another. They are
not in its manifest: the record `releases/.<name>.retained.json`, outside of the web root, tells `verify` that they belong there.
The record is written before the files, and a listed file need not be there; so it is right at every moment.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from .comparing import compared, each
from .durable import link_or_copy, make_folder, replace_file, sync_folder
from .listing import Row, Site, is_inside

DAY = 24 * 3600.0  # seconds; at least this long after the switch; longer while no other switch comes
_HASHED = re.compile(r"assets/.*\.[0-9a-f]{8,64}\.[^/]+|search/[0-9a-f]{8,64}/.+")
_SEARCH = "search/"
_ITEM = re.compile(r"items/([0-9]{4}-[0-9]{5})\.json")


@dataclass(frozen=True)
class Kept(Row):
    """A file of an earlier release; the next switch after `until` (seconds since 1970) lets it go."""

    until: float


def record_of(release: Path) -> Path:
    """Where the files kept beside a release are listed."""
    return release.with_name(f".{release.name}.retained.json")


def retained_beside(folder: Path) -> tuple[Kept, ...]:
    """What is kept beside the release that the folder is, or that it is a link to; nothing for any other folder."""
    return _recorded(record_of(folder.resolve()))


def _recorded(record: Path) -> tuple[Kept, ...]:
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
        rows = tuple(Kept(row["path"], row["size"], row["sha256"], row["until"]) for row in content["retained"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(row for row in rows if is_inside(row.path))


def retain(old: Site, new: Site, record: Path, now: float) -> None:
    """Keeps the hashed files of `old` reachable in `new`, which is not live yet and has this record. OSError where it cannot.

    Where an item was withdrawn in between, the former search index, which holds what the item said, is let go.
    """
    rows = [Kept(row.path, row.size, row.sha256, now + DAY) for row in old.listing.files]
    rows += [row for row in retained_beside(old.folder) if row.until > now and row.path not in old.listing.by_path]
    tells_too_much = bool(withdrawn_between(old, new))
    wanted = [row for row in rows if _HASHED.fullmatch(row.path) and row.path not in new.listing.by_path
              and not (tells_too_much and row.path.startswith(_SEARCH))]
    faults = each(lambda row: compared(old.folder, row), wanted)
    whole = {row.path: row for row, fault in zip(wanted, faults, strict=True) if not fault}
    own = [row for row in _recorded(record) if row.path not in whole]
    if whole:
        content = {"retained": [asdict(row) for row in (*own, *whole.values())]}
        replace_file(record, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        _place(old.folder, new.folder, whole)


def _place(former: Path, release: Path, paths: Iterable[str]) -> None:
    """Puts the files beside the release's own, which always win."""
    folders: set[Path] = set()
    for path in paths:
        # a folder may be a file there, or the other way round
        with contextlib.suppress(FileExistsError, NotADirectoryError):
            make_folder((release / path).parent)
            link_or_copy(former / path, release / path)
        folders.update(release / parent for parent in PurePosixPath(path).parents)
    for folder in folders:
        if folder.is_dir():
            sync_folder(folder)


def withdrawn_between(old: Site, new: Site) -> list[str]:
    """The ids of items that the old site shows and the new one does not: withdrawn, or gone."""
    found = []
    for row in old.listing.files:
        item, other = _ITEM.fullmatch(row.path), new.listing.by_path.get(row.path)
        if item and (other is None or other.sha256 != row.sha256) and not _is_withdrawn(old, row, False) \
                and (other is None or _is_withdrawn(new, other, True)):
            found.append(item[1])
    return found


def _is_withdrawn(site: Site, row: Row, otherwise: bool) -> bool:
    """What the item's own data says; `otherwise` where they cannot be read."""
    try:
        return json.loads((site.folder / row.path).read_bytes())["withdrawn"] is not None
    except (OSError, ValueError, KeyError, TypeError):
        return otherwise
