"""The built folder takes its place only when it is whole; a failed build leaves the earlier site untouched."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

TRIES = 20


def staging_folder(site: Path) -> Path:
    """Where one build for `site` is prepared: beside it, so that the switch is a rename on one file system."""
    return site.with_name(f".{site.name}.building-{os.getpid()}")


def tidy(site: Path) -> None:
    """Removes what builds that were killed an hour ago or earlier left beside the site."""
    for left in (*site.parent.glob(f".{site.name}.building-*"), *site.parent.glob(f".{site.name}.old-*")):
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)


def switch(staged: Path, site: Path) -> None:
    """Puts `staged` in the place of `site`. Between the two renames there is no site, never a partial one.

    Another build may switch in the same moment: then the renames are tried again, and the later one stays.
    """
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    for attempt in range(TRIES):
        shutil.rmtree(old, ignore_errors=True)
        try:
            if site.exists():
                site.replace(old)
            staged.replace(site)
            break
        except OSError:
            if attempt == TRIES - 1 or not staged.exists():
                raise
            time.sleep(0.02)
    shutil.rmtree(old, ignore_errors=True)
