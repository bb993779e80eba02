"""One file against its row of the manifest, and the same for many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from .durable import chunks_of, fingerprint, reason
from .listing import Row

WORKERS = 8  # hashing, the network and waiting for the disk all let other threads run
_BATCH = 4096
MISSING, CHANGED, ADDED, UNREADABLE = KINDS = ("缺少", "改动", "多出", "读不了")
Progress = Callable[[int, int], None]
Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, order=True)
class Difference:
    """One file that is not as the manifest says. `note` tells more where there is more to tell."""

    path: str
    kind: str
    note: str = ""


def silent(done: int, total: int) -> None:
    """Progress that nobody sees."""


def side_by_side(action: Callable[[Given], Result], given: Iterable[Given], progress: Progress = silent,
                 workers: int = WORKERS) -> Iterator[Result]:
    """The results in order, several at a time; the first exception ends it, and what has not begun never begins."""
    rows = list(given)
    pool = ThreadPoolExecutor(workers)
    done = 0
    try:
        for start in range(0, len(rows), _BATCH):
            for result in pool.map(action, rows[start:start + _BATCH]):
                done += 1
                progress(done, len(rows))
                yield result
    finally:
        pool.shutdown(cancel_futures=True)


def compared(folder: Path, row: Row) -> Difference | None:
    """How one file of the folder differs from its row; None where it does not."""
    path = folder / row.path
    try:
        if path.is_symlink():
            return Difference(row.path, CHANGED, "是链接，不是文件")
        size = path.stat().st_size
        if size != row.size:
            return Difference(row.path, CHANGED, f"应为 {row.size} 字节，实为 {size} 字节")
        return None if fingerprint(chunks_of(path)) == (row.size, row.sha256) else Difference(row.path, CHANGED, "内容不同")
    except (FileNotFoundError, NotADirectoryError):
        return Difference(row.path, MISSING)
    except OSError as error:
        return Difference(row.path, UNREADABLE, reason(error))


def summed(found: Iterable[Difference]) -> str:
    """`缺少 1，改动 2`: how many of each kind; only the kinds that occur."""
    rows = list(found)
    counts = [(kind, sum(row.kind == kind for row in rows)) for kind in KINDS]
    return "，".join(f"{kind} {count}" for kind, count in counts if count)
