"""One file against its row of the manifest, and the same for many at a time."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import workers
from .durable import chunks_of, fingerprint, reason
from .listing import Row

WORKERS = 8  # the network and waiting for the disk let other threads run
_BATCH = 4096
_PIECE = 64  # files that a process takes at once
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
    return _differs(folder, row, lambda path: fingerprint(chunks_of(path)) == (row.size, row.sha256))


def compared_by_size(folder: Path, row: Row) -> Difference | None:
    """The same, for a file whose content is looked at elsewhere."""
    return _differs(folder, row, lambda path: True)


def each(action: Callable[[Row], Result], rows: Sequence[Row], progress: Progress = silent) -> Iterator[Result]:
    """The results in order, by several processes where there can be: hashing small files is mostly the interpreter's own work."""
    pieces = workers.pieces(rows, _PIECE)
    done = 0
    for results in workers.share(lambda piece: [action(row) for row in piece], pieces):
        done += len(results)
        progress(done, len(rows))
        yield from results


def _differs(folder: Path, row: Row, is_content_right: Callable[[Path], bool]) -> Difference | None:
    path = folder / row.path
    try:
        facts = path.lstat()
        if stat.S_ISLNK(facts.st_mode):
            return Difference(row.path, CHANGED, "是链接，不是文件")
        if facts.st_size != row.size:
            return Difference(row.path, CHANGED, f"应为 {row.size} 字节，实为 {facts.st_size} 字节")
        return None if is_content_right(path) else Difference(row.path, CHANGED, "内容不同")
    except (FileNotFoundError, NotADirectoryError):
        return Difference(row.path, MISSING)
    except OSError as error:
        return Difference(row.path, UNREADABLE, reason(error))


def summed(found: Iterable[Difference]) -> str:
    """`缺少 1，改动 2`: how many of each kind; only the kinds that occur."""
    rows = list(found)
    counts = [(kind, sum(row.kind == kind for row in rows)) for kind in KINDS]
    return "，".join(f"{kind} {count}" for kind, count in counts if count)
