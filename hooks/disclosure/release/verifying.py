"""A site's folder against its own manifest: which files are missing, changed, or should not be there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from .comparing import ADDED, Difference, Progress, compared, each, silent
from .listing import Listing, Row, listing_of
from .manifest import NAME
from .retaining import retained_beside

Compare = Callable[[Path, Row], Difference | None]


def verify_folder(folder: Path, progress: Progress = silent) -> tuple[Listing, list[Difference]]:
    """The folder's manifest and every file that differs from it, by path. Failure where there is no manifest."""
    listing = listing_of(folder)
    return listing, differences(folder, listing, progress)


def differences(folder: Path, listing: Listing, progress: Progress = silent, compare: Compare = compared) -> list[Difference]:
    """Every file below the folder that is missing, changed (as `compare` finds) or added, by path.

    Files of an earlier release that a publish kept beside the release belong there; one that has gone is no fault.
    """
    there = set(_files(folder))
    kept = [row for row in retained_beside(folder) if row.path in there and row.path not in listing.by_path]
    wanted = [*listing.files, *kept]
    found = [fault for fault in each(lambda row: compare(folder, row), wanted, progress) if fault]
    added = there - {row.path for row in wanted} - {NAME}
    return sorted([*found, *(Difference(path, ADDED) for path in added)])


def _files(folder: Path) -> Iterator[str]:
    """Every path below the folder that is not a plain folder, links to folders included."""
    for here, folders, files in os.walk(folder):
        base = Path(here).relative_to(folder)
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        yield from ((base / name).as_posix() for name in (*files, *links))
