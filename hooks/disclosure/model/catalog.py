"""Everything the repository publishes, as records, with the look-ups that all parts to the right share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..source.documents import Document, decode, split
from ..source.marked_yaml import locate, scalar_place
from ..source.problems import Level, Problem
from ..source.tree import Tree
from .attachment_contents import AttachmentContents
from .records import Item, Recount, Report
from .register_records import CalendarYear, Category, Law, Matter, Site, Standard, Vocabulary, Waiver
from .values import known

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Catalog:
    """Site, the small registers, items (by id) and reports (by slug) of one repository.

    `item_ids` are the ids of the item files on disk, read or not, one a file; `complete` says that every file
    became a record. `sources` says what stands for the content of each item file and attachment as it was read and checked,
    `ground` for the program and the registers; empty where nobody has looked.
    """

    tree: Tree
    site: Site
    vocabulary: Vocabulary
    laws: tuple[Law, ...] = ()
    calendar: Mapping[str, CalendarYear] = field(default_factory=dict)
    standards: tuple[Standard, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    items: tuple[Item, ...] = ()
    reports: tuple[Report, ...] = ()
    item_ids: tuple[str, ...] = ()
    complete: bool = True
    pages: tuple[str, ...] = field(default=())
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)
    ground: str = field(default="", compare=False)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Ids that have a file, also a broken one: its own problem is enough, links to it are not wrong."""
        return frozenset(self.item_ids)

    @cached_property
    def doc_files(self) -> frozenset[str]:
        """Every file of docs/, which links may lead to."""
        return frozenset(self.tree.files("docs"))

    @cached_property
    def law_by_id(self) -> dict[str, Law]:
        return {law.id: law for law in self.laws}

    @cached_property
    def category_by_name(self) -> dict[str, Category]:
        return {category.name: category for category in self.vocabulary.categories}

    @cached_property
    def matter_by_name(self) -> dict[tuple[str, str], Matter]:
        return {(category.name, matter.name): matter
                for category in self.vocabulary.categories for matter in category.matters}

    @cached_property
    def attachment_contents(self) -> AttachmentContents:
        """Path → text of every layer of the attachment, read when first asked for."""
        return AttachmentContents(self.tree)

    @property
    def records(self) -> tuple[Item | Report, ...]:
        """Items and reports: everything that has a body."""
        return (*self.items, *self.reports)

    @cached_property
    def newest_first(self) -> tuple[Item, ...]:
        """Items by publication date, newest first; on one day the higher id first."""
        return tuple(sorted(self.items, key=lambda item: (item.sort_date, item.id), reverse=True))

    @cached_property
    def page_texts(self) -> dict[str, str]:
        """Path → text of the hand-written pages; nothing for one that is not UTF-8."""
        return {path: self.text(path) for path in self.pages}

    def text(self, path: str) -> str:
        """A file's text as it lies in the repository; empty where it cannot be read."""
        return decode(path, self.tree.read(path) or b"")[0] or ""

    def publisher_of(self, record: Item | Report) -> str:
        return record.publisher or self.site.agency

    def index_number(self, item: Item) -> str | None:
        """索引号 <统一社会信用代码>/<id>; None while the code is 待填."""
        code = known(self.site.credit_code)
        return f"{code}/{item.id}" if code else None

    def counted(self, recount: Recount) -> tuple[Item, ...]:
        """The items that a report's figure counts: nil statements do, withdrawn ones do not."""
        return tuple(item for item in self.items if item.year == recount.year
                     and item.category in recount.categories and item.withdrawn is None)

    def problem(self, path: str, keys: Keys, level: Level, rule: str, message: str, *, key: bool = False) -> Problem:
        """A problem at the value of `keys` in the YAML or front matter of `path`; reads the file again."""
        return problem_at(self.tree, path, keys, level, rule, message, key=key)

    def place(self, path: str, keys: Keys) -> tuple[int, int] | None:
        """Line and column of the value of `keys` in `path`; None where the file cannot be read or the first key is missing."""
        return place_at(self.tree, path, keys)

    def body_problem(self, record: Item | Report, line: int, column: int, level: Level, rule: str,
                     message: str) -> Problem:
        """A problem at a 1-based line and column of the record's body text."""
        text, _ = decode(record.path, self.tree.read(record.path) or b"")
        document, _ = split(record.path, text or "")
        if document is None:
            return Problem(record.path, 1, 1, level, rule, message)
        place = body_place(document, record.body, line, column)
        return Problem(record.path, *place, level, rule, message)


def body_place(document: Document, body: str, line: int, column: int) -> tuple[int, int]:
    """Where line and column of a body stand in its file. `body` is the text without blank lines around it.

    Exact below front matter and in a block (`|`); in a folded block (`>`) found by its text; else the value's start.
    """
    if document.body is not None:
        blank = document.body.count("\n", 0, max(0, document.body.find(body)))
        return document.body_line + blank + line - 1, column
    first, start, style = scalar_place(document.head, "正文")
    if style not in ("|", ">"):
        return first, start
    lines = document.head.split("\n")
    inside = next((number for number in range(first, len(lines)) if lines[number].strip()), first)
    indent = len(lines[inside]) - len(lines[inside].lstrip(" "))
    if style == "|":
        return inside + line, indent + column
    piece = body.split("\n")[line - 1][column - 1:column + 7].split(" ")[0]
    at = next((number for number in range(inside, len(lines)) if piece in lines[number]), inside)
    return at + 1, lines[at].find(piece) + 1 if piece in lines[at] else 1


def problem_at(tree: Tree, path: str, keys: Keys, level: Level, rule: str, message: str, *,
               key: bool = False) -> Problem:
    """A problem placed by keys; line 1 where the file cannot be read."""
    return Problem(path, *(place_at(tree, path, keys, key=key) or (1, 1)), level, rule, message)


def place_at(tree: Tree, path: str, keys: Keys, *, key: bool = False) -> tuple[int, int] | None:
    """Line and column of a value (of its key with `key`) or, if it is missing, of its nearest parent; None for the record."""
    text, _ = decode(path, tree.read(path) or b"")
    document, _ = split(path, text or "")
    place = locate(document.head, keys, key=key) if document else None
    return (place[0] + document.head_line - 1, place[1]) if document and place else None


def by_count(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Names with how often they occur, most frequent first, then as written."""
    yield from sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
