"""Everything the repository publishes, as records, with the look-ups that all parts to the right share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..source.documents import decode, split
from ..source.marked_yaml import block_start, locate
from ..source.problems import Level, Problem
from ..source.tree import Tree
from .records import Item, Recount, Report
from .register_records import CalendarYear, Category, Law, Matter, Site, Standard, Vocabulary, Waiver
from .values import known

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Catalog:
    """Site, the small registers, items (by id) and reports (by slug) of one repository.

    `item_ids` are the ids of the item files on disk, read or not, one a file; `complete` says that every file
    became a record.
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

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Ids that have a file, also a broken one: its own problem is enough, links to it are not wrong."""
        return frozenset(self.item_ids)

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

    @property
    def records(self) -> tuple[Item | Report, ...]:
        """Items and reports: everything that has a body."""
        return (*self.items, *self.reports)

    @cached_property
    def newest_first(self) -> tuple[Item, ...]:
        """Items by publication date, newest first; on one day the higher id first."""
        return tuple(sorted(self.items, key=lambda item: (item.sort_date, item.id), reverse=True))

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

    def body_problem(self, record: Item | Report, line: int, column: int, level: Level, rule: str,
                     message: str) -> Problem:
        """A problem at a 1-based line and column of the record's body text."""
        text, _ = decode(record.path, self.tree.read(record.path) or b"")
        document, _ = split(record.path, text or "")
        if document is None:
            return Problem(record.path, 1, 1, level, rule, message)
        if document.body is not None:
            return Problem(record.path, document.body_line + line - 1, column, level, rule, message)
        first, is_block = block_start(document.head, "正文")
        lines = document.head.split("\n")
        at = first + line - 1 if is_block else first
        indent = len(lines[at - 1]) - len(lines[at - 1].lstrip(" ")) if is_block and at <= len(lines) else 0
        return Problem(record.path, at, column + indent, level, rule, message)


def problem_at(tree: Tree, path: str, keys: Keys, level: Level, rule: str, message: str, *,
               key: bool = False) -> Problem:
    """A problem placed by keys; line 1 where the file cannot be read."""
    text, _ = decode(path, tree.read(path) or b"")
    document, _ = split(path, text or "")
    if document is None:
        return Problem(path, 1, 1, level, rule, message)
    line, column = locate(document.head, keys, key=key)
    if (line, column) == (1, 1) and not _exists(document.head, keys):
        return Problem(path, 1, 1, level, rule, message)
    return Problem(path, line + document.head_line - 1, column, level, rule, message)


def _exists(head: str, keys: Keys) -> bool:
    return bool(keys) and head.startswith(str(keys[0]))


def by_count(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Names with how often they occur, most frequent first, then as written."""
    yield from sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
