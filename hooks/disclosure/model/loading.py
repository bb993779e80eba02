"""A tree of files → (Catalog, problems). Never raises for bad content, never skips a file silently."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..source.documents import Document, decode, decode_anyway, split
from ..source.problems import Level, Problem
from ..source.tree import Tree
from . import records as r
from .catalog import Catalog, problem_at
from .fields import ITEM_FIELDS, REPORT_FIELDS
from .kinds import Kind, Record
from .reading import read_record
from .register_fields import CALENDAR, LAWS, SITE, STANDARDS, VOCABULARY, WAIVERS
from .register_records import Site, Vocabulary

ITEM_NAME = re.compile(r"data/items/(20\d{2})/((20\d{2})-\d{5})\.(yml|md)", re.ASCII)
REPORT_NAME = re.compile(r"docs/reports/(20\d{2})-[^/]+\.md", re.ASCII)
WRITTEN = (".md", ".markdown", ".yml", ".yaml", ".txt", ".doc", ".docx", ".wps")
DATA_FILES = {"site.yml", "vocabulary.yml", "laws.yml", "calendar.yml", "standards.yml", "waivers.yml"}
DATA_FOLDERS = ("items", "attachments")
# stands in for a site.yml with errors, so that the items are judged in the same run
_UNREAD_SITE = Site("示例", "", "", "")
_UNREAD_VOCABULARY = Vocabulary()
# the record itself is made here, where its id, path and body are known
_ITEM = Record(dict, ITEM_FIELDS)
_REPORT = Record(dict, REPORT_FIELDS)


@dataclass(frozen=True, slots=True)
class Loaded:
    """`catalog` is None when the vocabulary cannot be read: no item can be judged then."""

    catalog: Catalog | None
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known before any item is read: the registers (`catalog` without items and reports) and the item files by id.

    `site_read` and `vocabulary_read` say that the registers they name could be read, `closed` that there is a folder of items
    which nobody may look into.
    """

    catalog: Catalog
    paths: tuple[str, ...]
    problems: list[Problem]
    site_read: bool
    vocabulary_read: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class ReadItems:
    """Items by id, each id once; `unread` counts the files that did not become a record."""

    items: tuple[r.Item, ...]
    unread: int
    problems: list[Problem]


def load(tree: Tree) -> Loaded:
    """Reads every record of the repository."""
    found = plan(tree)
    return assemble(found, read_items(tree, found.paths))


def plan(tree: Tree) -> Plan:
    """Reads the registers and finds the item files. Files of one id follow each other: who reads a part reads them together."""
    problems: list[Problem] = list(_stray(tree))
    closed = any(problem.rule == "file.missing" and problem.path.startswith("data/items") for problem in problems)
    site = _register(tree, "data/site.yml", SITE, problems)
    vocabulary = _register(tree, "data/vocabulary.yml", VOCABULARY, problems)
    laws, calendar, standards, waivers = (_register(tree, f"data/{name}.yml", kind, problems, optional=True)
                                          for name, kind in (("laws", LAWS), ("calendar", CALENDAR),
                                                             ("standards", STANDARDS), ("waivers", WAIVERS)))
    paths = sorted((path for path in tree.files("data/items") if ITEM_NAME.fullmatch(path)), key=lambda path: (id_of(path), path))
    pages = tuple(path for path in tree.files("docs") if path.endswith(".md") and not REPORT_NAME.fullmatch(path))
    catalog = Catalog(
        tree, site or _UNREAD_SITE, vocabulary or _UNREAD_VOCABULARY, laws=laws or (), calendar=calendar or {}, standards=standards or (),
        waivers=waivers or (), pages=pages, item_ids=tuple(map(id_of, paths)))
    return Plan(catalog, tuple(paths), problems, site is not None, vocabulary is not None, closed)


def read_items(tree: Tree, paths: Iterable[str]) -> ReadItems:
    """The items of these files, which hold all files of every id among them."""
    problems: list[Problem] = []
    read = [(path, _item(tree, path, problems)) for path in paths]
    items = [item for _, item in read if item]
    return ReadItems(tuple(_unique(items, problems)), len(read) - len(items), problems)


def assemble(found: Plan, read: ReadItems) -> Loaded:
    """Reads the reports and puts everything together."""
    tree, problems = found.catalog.tree, [*found.problems, *read.problems]
    report_paths = [path for path in tree.files("docs/reports") if REPORT_NAME.fullmatch(path)]
    reports = [report for path in report_paths if (report := _report(tree, path, problems))]
    if not found.vocabulary_read:
        return Loaded(None, problems)
    complete = found.site_read and not found.closed and not read.unread and len(reports) == len(report_paths)
    return Loaded(dataclasses.replace(found.catalog, items=read.items, reports=tuple(reports), complete=complete), problems)


def id_of(path: str) -> str:
    """The id that an item file, and the slug that a report, is named after."""
    return path[path.rfind("/") + 1:].rpartition(".")[0]


def read_document(tree: Tree, path: str) -> tuple[Document | None, Problem | None]:
    """The file as text, split into head and body. A wrong encoding is a problem, and yet a text where it is certain."""
    data = tree.read(path)
    if data is None:
        return None, _missing(path)
    text, problem = decode(path, data)
    if text is not None:
        return split(path, text)
    meant = decode_anyway(data) if problem and problem.rule == "file.encoding" else None
    return (split(path, meant)[0] if meant else None), problem


def _register(tree: Tree, path: str, kind: Kind, problems: list[Problem], *, optional: bool = False) -> Any:
    if optional and path not in tree.files("data"):
        return None
    return _read(tree, path, kind, "site", problems)[0]


def _item(tree: Tree, path: str, problems: list[Problem]) -> r.Item | None:
    values, document = _read(tree, path, _ITEM, "item", problems)
    if values is None or document is None:
        return None
    if document.body is not None and values.get("body"):
        problems.append(problem_at(tree, path, ("正文",), Level.ERROR, "item.body",
                                   "Markdown 条目的正文写在 --- 下面，不再写“正文”键", key=True))
        return None
    body = values.pop("body", "") if document.body is None else document.body
    return r.Item(**values, id=id_of(path), path=path, body=body.strip("\n"))


def _report(tree: Tree, path: str, problems: list[Problem]) -> r.Report | None:
    values, document = _read(tree, path, _REPORT, "report", problems)
    if values is None or document is None:
        return None
    return r.Report(**values, slug=id_of(path), path=path, body=document.body or "", body_line=document.body_line)


def _read(tree: Tree, path: str, kind: Kind, family: str, problems: list[Problem]) -> tuple[Any, Document | None]:
    """The record and its document; no item or report from a file in the wrong encoding, whose places nobody could tell."""
    document, problem = read_document(tree, path)
    problems.extend([problem] if problem else [])
    if document is None:
        return None, None
    record, found = read_record(document, kind, family)
    problems += found
    return (None if problem and family != "site" else record), document


def _unique(items: list[r.Item], problems: list[Problem]) -> Iterator[r.Item]:
    """Items by id; of two files with one id only the first, and a problem at the second."""
    first: dict[str, str] = {}
    for item in sorted(items, key=lambda item: (item.id, item.path)):
        if item.id in first:
            problems.append(Problem(item.path, 1, 1, Level.ERROR, "item.id",
                                    f"编号 {item.id} 已经用在 {first[item.id]}；编号不能重复，请换下一个编号"))
            continue
        first[item.id] = item.path
        yield item


def _stray(tree: Tree) -> Iterator[Problem]:
    """What nothing would read: it must not be skipped silently. Links in docs/ could publish any file of the machine."""
    for problem in _strangers(tree):
        yield problem if tree.size(problem.path) is not None else _missing(problem.path)
    for path in tree.files("docs"):
        if not REPORT_NAME.fullmatch(path) and tree.size(path) is None:
            yield _missing(path)


def _strangers(tree: Tree) -> Iterator[Problem]:
    """Files under data/ and docs/reports/ whose names say nothing to us."""
    for path in tree.files("data"):
        parts = path.split("/")
        if len(parts) == 2 and parts[1] not in DATA_FILES:
            meant = next((name for name in DATA_FILES if _without_ending(parts[1]).lower() == name[:-4]), None)
            yield _stray_problem(path, f"请改名为 {meant}" if meant else f"data/ 里只放 {'、'.join(sorted(DATA_FILES))}")
        elif len(parts) > 2 and parts[1] not in DATA_FOLDERS:
            yield _stray_problem(path, f"data/ 里只有 {'、'.join(DATA_FOLDERS)} 这些文件夹")
        elif len(parts) > 2 and parts[1] == "items" and not ITEM_NAME.fullmatch(path):
            yield Problem(path, None, None, Level.ERROR, "file.stray", _item_name_advice(path))
    for path in tree.files("docs/reports"):
        if not REPORT_NAME.fullmatch(path) and path != "docs/reports/index.md" and path.lower().endswith(WRITTEN):
            yield _stray_problem(path, "报告的文件名应当是 <年度>-<名称>.md，例如 2022-law-government.md")


def _missing(path: str) -> Problem:
    return Problem(path, None, None, Level.ERROR, "file.missing", "缺少这个文件，或无法读取（不能用快捷方式或链接代替文件）")


def _stray_problem(path: str, advice: str) -> Problem:
    return Problem(path, None, None, Level.ERROR, "file.stray", f"这个文件不会被读取；{advice}")


def _without_ending(name: str) -> str:
    return re.sub(r"(?:\.(?:ya?ml|md|markdown|txt))+$", "", name, flags=re.IGNORECASE)


def _item_name_advice(path: str) -> str:
    name = posixpath.basename(path)
    stem, ending = posixpath.splitext(name)
    if name.startswith("."):
        return f"文件名以点开头，不会被读取；请改名为 {name[1:]}"
    if ending.lower() in (".yaml", ".yml") and ending != ".yml":
        return f"文件名以“{ending}”结尾，不会被读取；请改名为 {stem}.yml"
    if ending.lower() == ".txt" and _without_ending(name) != stem:  # Windows hides the second ending
        return f"文件名以“{name[len(_without_ending(name)):]}”结尾，不会被读取；请改名为 {stem}"
    if ending.lower() in (".markdown", ".md") and ending != ".md":
        return f"文件名以“{ending}”结尾，不会被读取；请改名为 {stem}.md"
    return f"文件名“{name}”不会被读取；条目应当放在 data/items/<年份>/ 里，名为 <年份>-<5 位流水号>.yml 或 .md，例如 2022-00012.yml"
