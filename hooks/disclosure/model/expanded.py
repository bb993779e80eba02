"""A report's body as people read it, with every place leading back to the text as written."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from .figures import REFERENCE, figure_text
from .records import Item, Report


@dataclass(frozen=True, slots=True)
class Expanded:
    """`text` has each `{{ 名称 }}` replaced by its figure; `starts` and `origins` map its pieces to the body's."""

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[tuple[int, bool], ...] = ((0, True),)

    def origin(self, position: int) -> int:
        """Where in the body as written a position of the text comes from; inside a figure, its `{{`."""
        piece = bisect_right(self.starts, position) - 1
        start, is_plain = self.origins[piece]
        return start + (position - self.starts[piece] if is_plain else 0)


def expanded(record: Item | Report) -> Expanded:
    """An item's body as it is; a report's with its figures in place. Unknown names stay as they are."""
    if not isinstance(record, Report) or "{{" not in record.body:
        return Expanded(record.body)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, bool]] = []
    length = done = 0
    for found in REFERENCE.finditer(record.body):
        figure = record.figures.get(found.group(1))
        if figure is None:
            continue
        for piece, origin, is_plain in ((record.body[done:found.start()], done, True), (figure_text(figure), found.start(), False)):
            pieces.append(piece)
            starts.append(length)
            origins.append((origin, is_plain))
            length += len(piece)
        done = found.end()
    return Expanded("".join([*pieces, record.body[done:]]), (*starts, length), (*origins, (done, True)))
