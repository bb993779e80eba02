"""Compressed twins: beside a text file of the site the same as `.gz` and as `.br`, for servers that send them as they lie.

They are made once and well, so a server has nothing to compress, and the manifest lists them as it lists every file.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

import brotli  # type: ignore[import-untyped]

from . import progress, workers
from .manifest import Fact
from .output import Output
from .reuse import Reuse, Stamped, steady

TEXTS = frozenset({".html", ".css", ".js", ".json", ".jsonl", ".jsonld", ".xml", ".csv", ".txt", ".svg"})
LEAST = 1024  # bytes; what is smaller goes into one packet anyhow
# the good quality takes half a second a megabyte, for a tenth less than the quick one; a large site would wait for minutes.
# 11 would take two and a half times as long, for a fiftieth less
PATIENCE = 64 * 1024 * 1024  # bytes of text
GOOD, QUICK = 10, 5
PIECE = 8
Compress = Callable[[bytes], bytes]
Known = tuple[str, dict[str, Stamped]]  # SHA-256 of a text, and its twins by ending


def add_twins(output: Output, reuse: Reuse) -> None:
    """Adds to the site what is smaller than the file it is a twin of. The same files give the same twins.

    Twins of files that have not changed are taken from the former site.
    """
    facts = dict(output.facts())
    texts = {path: fact for path, fact in facts.items() if PurePosixPath(path).suffix in TEXTS}
    quality = GOOD if sum(size for size, _ in texts.values()) <= PATIENCE else QUICK
    kinds = {".gz": _gzip, ".br": _brotli(quality)}
    wanted = {path: digest for path, (size, digest) in texts.items() if size >= LEAST}
    record = f"twins {quality}"
    known: dict[str, Known] = reuse.recall(record) or {}
    twins = {path: found for path, digest in wanted.items() if (found := _earlier(reuse, known, path, digest)) is not None}
    left = sorted(wanted.keys() - twins.keys(), key=lambda path: (-texts[path][0], path))

    def made(paths: Sequence[str]) -> list[dict[str, Fact]]:
        return [_made(output, path, {ending: kind for ending, kind in kinds.items() if path + ending not in facts}) for path in paths]

    pieces = workers.pieces(left, PIECE)
    with progress.stage("压缩", len(left), "个") as more:
        for paths, new in zip(pieces, workers.share(made, pieces), strict=True):
            twins.update(zip(paths, new, strict=True))
            more(len(paths))
    for found in twins.values():
        output.add(found)
    if reuse.is_used:
        reuse.keep(record, {steady(path): (wanted[path], {twin.removeprefix(path): row for twin, row in reuse.stamped(found).items()})
                            for path, found in twins.items()})


def _earlier(reuse: Reuse, known: Mapping[str, Known], path: str, digest: str) -> dict[str, Fact] | None:
    """The twins that an earlier build made of the same content, taken over."""
    before, files = known.get(steady(path), ("", {}))
    return reuse.take({path + ending: row for ending, row in files.items()}) if before == digest else None


def _made(output: Output, path: str, kinds: Mapping[str, Compress]) -> dict[str, Fact]:
    """Writes the twins of a file; an attachment may have the name of one, and stays."""
    data = (output.site / path).read_bytes()
    with output.apart() as written:
        for ending, compress in kinds.items():
            small = compress(data)
            if len(small) < len(data):
                output.write(path + ending, small)
    return written


def _gzip(data: bytes) -> bytes:
    """Without time and name. `gzip.compress` would say the system in its header, which differs between Pythons."""
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, out, mtime=0) as zipped:
        zipped.write(data)
    return out.getvalue()


def _brotli(quality: int) -> Compress:
    return lambda data: brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality)
