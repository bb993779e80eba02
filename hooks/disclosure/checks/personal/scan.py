"""One pass over everything that would be published: every finding once, with its place. The rules only filter it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...model.attachment_contents import FOLDER
from ...model.catalog import Catalog
from ...model.context import Context
from ...model.values import known
from ...source.documents import decode, too_large
from ...source.layers.contents import WITHIN, Layer
from ...source.problems import Inside, Level, Problem
from . import columns, mismatch
from .detect import detect
from .effort import Spent
from .finding import Allowed, Finding, Situation, cut
from .masks import Mask
from .normalise import Lines

_TEXTS = (".yml", ".yaml", ".md", ".markdown", ".txt", ".csv", ".json", ".html", ".htm", ".xml", ".svg", ".js", ".css")
_APART = f"\n{columns.APART}\n"  # two line ends: no number goes on across them
_LONG_NUMBER = re.compile(r"[0-9]{7,}[Xx]?")
_NAMES_AT_ONCE = 20_000
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands; `where` names the part of an attachment or says that it is the file's name."""

    path: str
    line: int | None = None
    column: int | None = None
    where: str = ""
    inside: Inside | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    finding: Finding
    spot: Spot


@dataclass(frozen=True, slots=True)
class MaskedPlace:
    """A masked number. `stage` orders them as they are looked at: texts, names of files, attachments."""

    stage: int
    mask: Mask
    spot: Spot


@dataclass(frozen=True, slots=True)
class Found:
    """Hits by rule; masked numbers; files that were not looked at to the end, because that would cost too much; text files
    too large to be read."""

    hits: dict[str, list[Hit]]
    masked: list[MaskedPlace]
    unfinished: list[str]
    too_large: list[Problem]


def problems(catalog: Catalog, context: Context, rule: str, level: Level, saying: str, remedy: str) -> Iterator[Problem]:
    """The problems of one rule; `saying` holds {shown}; a finding's own note says it instead."""
    for hit in found(catalog, context).hits.get(rule, ()):
        yield _problem(hit.finding, hit.spot, rule, level, saying, remedy)


def masked(catalog: Catalog, context: Context) -> list[MaskedPlace]:
    """Every masked number with its place, for the one rule that looks across files."""
    return found(catalog, context).masked


def mismatches(places: Iterable[MaskedPlace], context: Context, rule: str, level: Level, saying: str, remedy: str) -> Iterator[Problem]:
    """The problems of masks that complete each other, in one repository or in all of its parts together."""
    pairs = [(place.mask, place.spot) for place in sorted(places, key=lambda place: (place.stage, place.spot.path))]
    for finding, spot in mismatch.find(pairs, context.today):
        yield _problem(finding, spot, rule, level, saying, remedy)


def _problem(finding: Finding, spot: Spot, rule: str, level: Level, saying: str, remedy: str) -> Problem:
    said = finding.note or saying.format(shown=finding.shown)
    return Problem(spot.path, spot.line, spot.column, finding.level or level, rule, f"{said}{spot.where}；{remedy}", spot.inside)


def found(catalog: Catalog, context: Context) -> Found:
    """Everything found, once a catalog and day (a catalog cannot be hashed, so it keeps it itself)."""
    kept: dict[Any, Found] = vars(catalog).setdefault("_personal", {})
    if context.today not in kept:
        kept[context.today] = _Scan(catalog, context.today).run()
    return kept[context.today]


def allowed(catalog: Catalog) -> Allowed:
    """What the site's own register lets stand in texts: its telephones, e-mail address and office address."""
    office = catalog.site.office
    numbers = (*catalog.site.telephones, known(office.telephone), known(office.fax), known(office.supervision))
    email, address = known(office.email), known(office.address)
    return Allowed(
        frozenset(number for text in numbers if text for number in _telephones(text)),
        frozenset(part.lower() for part in re.split(r"[、，,；;\s]+", email or "") if "@" in part),
        tuple("".join(part.split()) for part in [address] if part))


def _telephones(text: str) -> Iterator[str]:
    """The digits of each number in a contact field, without the country's code."""
    for found in re.finditer(r"\+?[0-9(（][0-9()（） \-–—]{4,}[0-9]", text):
        digits = "".join(character for character in found.group() if character.isdecimal())
        yield digits.removeprefix("0086") if digits.startswith("0086") else digits.removeprefix("86") if "+86" in text else digits


class _Scan:
    """One pass over a repository; every file has its own effort."""

    def __init__(self, catalog: Catalog, today: dt.date) -> None:
        self._tree, self._contents = catalog.tree, catalog.attachment_contents
        self._today, self._allowed = today, allowed(catalog)
        self._hits: dict[str, list[Hit]] = defaultdict(list)
        self._stage = 0
        self._masked: list[MaskedPlace] = []
        self._unfinished: list[str] = []
        self._too_large: list[Problem] = []

    def run(self) -> Found:
        files = [*self._tree.files("data"), *self._tree.files("docs")]
        for path in files:
            if path.lower().endswith(_TEXTS) and not path.startswith(f"{FOLDER}/"):
                self._text_file(path)
        self._stage = 1
        self._file_names(files)
        self._stage = 2
        for path, contents in self._contents.items():
            self._attachment(path, contents.layers)
        return Found(self._hits, self._masked, self._unfinished, self._too_large)

    def _text_file(self, path: str) -> None:
        data = self._tree.read(path) or b""
        problem = too_large(path, len(data))
        if problem:
            self._too_large.append(problem)
        else:
            self._collect(path, _text(path, data), self._situation(), lambda start, lines: Spot(path, *lines.place(start)))

    def _file_names(self, files: Sequence[str]) -> None:
        """File names themselves: they are part of addresses."""
        for first in range(0, len(files), _NAMES_AT_ONCE):
            some = files[first:first + _NAMES_AT_ONCE]
            text, starts = _joined(path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for path in some)
            self._collect(some[0], text, self._situation(), lambda start, lines, some=some, starts=starts:  # type: ignore[misc]
                          Spot(some[bisect_right(starts, start) - 1], where="（在文件名里）"))

    def _attachment(self, path: str, own_layers: Sequence[Layer]) -> None:
        layers = [*own_layers, *_sheet_names(own_layers)]
        text, starts = _joined(layer.text for layer in layers)
        situation = self._situation()

        def spot(start: int, lines: object = None) -> Spot:
            layer = layers[bisect_right(starts, start) - 1]
            return Spot(path, where=_where(layer), inside=Inside(_cut(layer.part), layer.sheet and _cut(layer.sheet), layer.cell))

        known_at = self._collect(path, text, situation, spot)
        try:
            for rows in _grids(layers, starts):
                for finding in columns.in_rows(rows, situation):
                    if (finding.kind, finding.start) not in known_at:
                        self._hits[finding.kind].append(Hit(finding, spot(finding.start)))
        except Spent:
            self._unfinished.append(path)

    def _situation(self) -> Situation:
        return Situation(self._today, self._allowed)

    def _collect(self, path: str, text: str, situation: Situation, spot: Callable[[int, Lines], Spot]) -> set[tuple[str, int]]:
        """Keeps what is found in a text; kind and start of all that was."""
        result = detect(text, situation)
        if not result.complete:
            self._unfinished.append(path)
        if result.findings or result.masks:
            lines = Lines(text)
            for finding in result.findings:
                self._hits[finding.kind].append(Hit(finding, spot(finding.start, lines)))
            self._masked += [MaskedPlace(self._stage, mask, spot(mask.start, lines)) for mask in result.masks]
        return {(finding.kind, finding.start) for finding in result.findings}


def _text(path: str, data: bytes) -> str:
    """The file's text; what is in a wrong encoding is read as far as digits and letters go."""
    text, _ = decode(path, data)
    return text if text is not None else data.decode("utf-8-sig", errors="replace")


def _sheet_names(layers: Sequence[Layer]) -> Iterator[Layer]:
    """The names of the sheets themselves: everybody sees them."""
    names = dict.fromkeys((layer.part.rpartition(WITHIN)[0], layer.sheet) for layer in layers if layer.sheet)
    for inside, name in names:
        yield Layer(f"{inside}{WITHIN}工作表的名称" if inside else "工作表的名称", name)


def _joined(texts: Iterable[str]) -> tuple[str, list[int]]:
    """All texts in one, and where each begins in it."""
    pieces, starts, length = [], [], 0
    for text in texts:
        pieces.append(text)
        starts.append(length)
        length += len(text) + len(_APART)
    return _APART.join(pieces), starts


def _grids(layers: Sequence[Layer], starts: list[int]) -> Iterator[list[list[columns.Cell]]]:
    """The rows of every sheet, cell by cell; hidden cells stand in their rows like the others."""
    sheets: dict[tuple[str, str], dict[int, list[columns.Cell]]] = defaultdict(lambda: defaultdict(list))
    for layer, start in zip(layers, starts, strict=True):
        place = _CELL.fullmatch(layer.cell or "")
        if place and layer.sheet is not None and not layer.part.endswith(("公式", "批注")):
            column = 0
            for letter in place.group(1):
                column = column * 26 + ord(letter) - 64
            stripped = layer.text.strip()
            sheets[layer.part.rpartition(WITHIN)[0], layer.sheet][int(place.group(2))].append(
                columns.Cell(stripped, start + layer.text.index(stripped), column))
    for rows in sheets.values():
        yield [rows[number] for number in sorted(rows)]


def _where(layer: Layer) -> str:
    names = [layer.part]
    if layer.sheet and layer.sheet not in layer.part:
        names.append(f"工作表 {layer.sheet}")
    if layer.cell:
        names.append(layer.cell)
    if layer.hidden and not any(word in layer.part for word in ("隐藏", "不显示")):
        names.append("隐藏内容")
    return _cut(f"（{'，'.join(names)}）")


def _cut(name: str) -> str:
    """A part or a sheet may bear somebody's number as its name."""
    return _LONG_NUMBER.sub(lambda found: cut(found.group()), name)
