"""The built folder takes its place only when it is whole; a failed build leaves the earlier site untouched.

Several builds may end in the same moment: what they do to the site's place they do one after the other, and the last stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from .manifest import NAME

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

Result = TypeVar("Result")
PAUSE = 0.02
KEPT = 3600  # seconds after which a folder beside the site belongs to a build that was killed
PATIENCE = 10.0  # seconds to wait for others; a lock on this folder may also be somebody else's, who waits for us (cron and `flock`)


def staging_folder(site: Path) -> Path:
    """Where one build for `site` is prepared: beside it, so that the switch is a rename on one file system."""
    return site.with_name(f".{site.name}.building-{os.getpid()}")


@contextlib.contextmanager
def alone(site: Path) -> Iterator[None]:
    """Keeps other builds from switching `site` meanwhile.

    The lock is on the folder that holds the site, so nothing is left behind, and the system lets go of it when the
    process ends, however it ends. Where there is no such lock (Windows, some network drives) the retries must do.
    """
    with contextlib.ExitStack() as stack:
        if fcntl is not None:
            with contextlib.suppress(OSError):
                folder = os.open(site.parent, os.O_RDONLY)
                stack.callback(os.close, folder)
                _lock(folder)
        yield


def _lock(folder: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(PAUSE)


def tidy(site: Path) -> None:
    """Removes what killed builds left beside the site; puts the site back that one of them had moved aside."""
    with alone(site):
        aside = sorted(site.parent.glob(f".{site.name}.old-*"), key=_modified)
        if aside and not site.exists():
            with contextlib.suppress(OSError):
                aside.pop().replace(site)
        for left in (*site.parent.glob(f".{site.name}.building-*"), *aside):
            if time.time() - _modified(left) > KEPT:
                shutil.rmtree(left, ignore_errors=True)


def _modified(folder: Path) -> float:
    """When the folder last changed; now for one that is gone already."""
    try:
        return folder.stat().st_mtime
    except OSError:
        return time.time()


def switch(staged: Path, site: Path) -> None:
    """Puts `staged` in the place of `site`. Between the two renames there is no site, never a partial one.

    OSError where that is impossible; the earlier site is then back in its place.
    """
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    with alone(site):
        _retried(lambda: _exchange(staged, site, old), lambda: staged.exists())
    shutil.rmtree(old, ignore_errors=True)


def _exchange(staged: Path, site: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        site.replace(old)
    try:
        staged.replace(site)
    except OSError:
        if not site.exists():
            with contextlib.suppress(OSError):
                old.replace(site)
        raise


def has_other_things(site: Path) -> bool:
    """Whether the folder holds anything that no build put there: only a built site may be replaced."""
    with alone(site):
        return site.exists() and any(site.iterdir()) and not (site / NAME).is_file()


def page_count(site: Path) -> int:
    """How many web pages the site has, by its own list: another build may be taking its place."""
    with alone(site):
        listed = _retried(lambda: json.loads((site / NAME).read_text(encoding="utf-8"))["files"])
    return sum(row["path"].endswith(".html") for row in listed)


def _retried(action: Callable[[], Result], is_worth_it: Callable[[], bool] = lambda: True) -> Result:
    """The result of the action; where there is no lock another build may be in its way, and on Windows somebody who reads."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return action()
        except OSError:
            if not is_worth_it() or time.monotonic() > end:
                raise
            time.sleep(random.uniform(0, 2 * PAUSE))  # two that are in each other's way must not stay in step
