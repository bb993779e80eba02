"""The built folder takes its place only when it is whole; a failed build leaves the earlier site untouched."""

from __future__ import annotations

import shutil
from pathlib import Path


def staging_folder(site: Path) -> Path:
    """Where a build for `site` is prepared: beside it, so that the switch is a rename on one file system."""
    return site.with_name(f".{site.name}.building")


def switch(staged: Path, site: Path) -> None:
    """Puts `staged` in the place of `site`. Between the two renames there is no site, never a partial one."""
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.replace(old)
    staged.replace(site)
    shutil.rmtree(old, ignore_errors=True)
