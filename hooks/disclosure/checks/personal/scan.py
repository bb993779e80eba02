"""One pass over everything that would be published: every finding once, with its place. The rules only filter it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...model.catalog import Catalog
from ...model.context import Context
from ...model.values import known
from ...source.documents import decode
from ...source.layers.contents import WITHIN, Layer
from ...source.problems import Inside, Level, Problem
from . import columns, mismatch
from .detect import detect
from .finding import MASK_MISMATCH, Allowed, Finding, Situation, cut
from .masks import Mask
from .normalise import Lines

_TEXTS = (".yml", ".yaml", ".md", ".markdown", ".txt", ".csv", ".json", ".html", ".htm", ".xml", ".svg", ".js", ".css")
_APART = f"\n{columns.APART}\n"  # two line ends: no number goes on across them
_LONG_NUMBER = re.compile(r"[0-9]{7,}[Xx]?")
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


def problems(catalog: Catalog, context: Context, rule: str, level: Level, saying: str, remedy: str) -> Iterator[Problem]:
    """The problems of one rule; `saying` holds {shown}; a finding's own note says it instead."""
    for hit in _hits(catalog, context).get(rule, ()):
        finding, spot = hit.finding, hit.spot
        said = finding.note or saying.format(shown=finding.shown)
        yield Problem(spot.path, spot.line, spot.column, finding.level or level, rule, f"{said}{spot.where}；{remedy}", spot.inside)


def _hits(catalog: Catalog, context: Context) -> dict[str, list[Hit]]:
    """Findings by rule, found once a catalog and day (a catalog cannot be hashed, so it keeps them itself)."""
    kept: dict[Any, dict[str, list[Hit]]] = vars(catalog).setdefault("_personal", {})
    if context.today not in kept:
        kept[context.today] = _scan(catalog, Situation(context.today, allowed(catalog)))
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


def _scan(catalog: Catalog, situation: Situation) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = defaultdict(list)
    masked: list[tuple[Mask, Spot]] = []
    files = [*catalog.tree.files("data"), *catalog.tree.files("docs")]
    texts = [path for path in files if path.lower().endswith(_TEXTS) and not path.startswith("data/attachments/")]
    for path in texts:
        text = _text(catalog, path)
        _collect(found, masked, text, situation, lambda start, lines, path=path: Spot(path, *lines.place(start)))
    _file_names(found, masked, files, situation)
    for path, contents in catalog.attachment_contents.items():
        _attachment(found, masked, path, contents.layers, situation)
    for finding, spot in mismatch.find(masked, situation.today):
        found[MASK_MISMATCH].append(Hit(finding, spot))
    return found


def _text(catalog: Catalog, path: str) -> str:
    """The file's text; what is in a wrong encoding is read as far as digits and letters go."""
    data = catalog.tree.read(path) or b""
    text, _ = decode(path, data)
    return text if text is not None else data.decode("utf-8-sig", errors="replace")


def _collect(found: dict[str, list[Hit]], masked: list[tuple[Mask, Spot]], text: str, situation: Situation, spot: Any) -> None:
    result = detect(text, situation)
    if result.findings or result.masks:
        lines = Lines(text)
        for finding in result.findings:
            found[finding.kind].append(Hit(finding, spot(finding.start, lines)))
        masked += [(mask, spot(mask.start, lines)) for mask in result.masks]


def _file_names(found: dict[str, list[Hit]], masked: list[tuple[Mask, Spot]], files: Sequence[str], situation: Situation) -> None:
    """File names themselves: they are part of addresses."""
    text, starts = _joined(path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for path in files)
    _collect(found, masked, text, situation,
             lambda start, lines: Spot(files[bisect_right(starts, start) - 1], where="（在文件名里）"))


def _attachment(found: dict[str, list[Hit]], masked: list[tuple[Mask, Spot]], path: str, layers: Sequence[Layer],
                situation: Situation) -> None:
    layers = [*layers, *_sheet_names(layers)]
    text, starts = _joined(layer.text for layer in layers)

    def spot(start: int, lines: object = None) -> Spot:
        layer = layers[bisect_right(starts, start) - 1]
        return Spot(path, where=_where(layer), inside=Inside(_cut(layer.part), layer.sheet and _cut(layer.sheet), layer.cell))

    _collect(found, masked, text, situation, spot)
    known_at = {(hit.finding.kind, hit.finding.start) for hits in found.values() for hit in hits if hit.spot.path == path}
    for rows in _grids(layers, starts):
        for finding in columns.in_rows(rows, situation):
            if (finding.kind, finding.start) not in known_at:
                found[finding.kind].append(Hit(finding, spot(finding.start)))


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
