"""The same information for other generators: their projects, written from a repository of items.

Hugo gets the frame of our own pages as its base template and writes the same content below the same addresses: pages of items
and lists with filters, JSON of every item, items.json, items.csv, feeds, sitemap. What takes thought is in its sources already:
which items are related, names of terms, words of limits. MkDocs with Material keeps its own frame and its own search; it gets
the header table as a template and the lists, which it cannot make, as ready pages. Checks, workbook, manifest and, in Hugo,
search have no counterpart.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

from disclosure.exports import rows
from disclosure.model import limits
from disclosure.model.catalog import Catalog
from disclosure.model.records import Attachment, Item
from disclosure.model.register_records import Limit
from disclosure.pages import list_groups, lists
from disclosure.pages.attachments import size_text
from disclosure.pages.list_groups import ListGroup
from disclosure.pages.punctuality import norm_of
from disclosure.pages.series import neighbours
from support import catalog_in

SOURCES = Path(__file__).resolve().parent / "peers_sources"
BASE = "/open/"  # as in hugo.toml
PAGES = ("guide", "rules", "request", "catalogue", "open-data", "search")
# facet of a list → Hugo's taxonomy
TAXONOMIES = {"类别": "categories", "事项": "matters", "年份": "years", "月份": "months", "体裁": "genres", "有效性": "validities"}
_LINK = re.compile(r"\]\((item:|/)([^)]*)\)")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)


def hugo(repository: Path, site: Path, folder: Path) -> None:
    """A Hugo project of the repository; `site` is a site of ours, whose frame and assets are used."""
    catalog = catalog_in(repository)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCES / "hugo", folder)
    settings = (folder / "hugo.toml").read_text(encoding="utf-8").replace("@@NAME@@", catalog.site.name)
    _write(folder / "hugo.toml", f'{settings}[params]\nagency = "{catalog.site.agency}"\n')
    _write(folder / "layouts/baseof.html", _frame(catalog, next(site.glob("items/20*/index.html"))))
    shutil.copytree(site / "assets", folder / "static/assets")
    _data(catalog, folder / "data")
    _lists_of_hugo(catalog, folder / "content")
    beside = neighbours(catalog)
    for item in catalog.items:
        head = shown(catalog, item) | terms(catalog, item) | {"related": [other.id for other in beside[item.id].related]}
        _write(folder / f"content/items/{item.id}.md", page(head, _body(item, f"]({BASE}items/{{}}/)", f"]({BASE}{{}}/)")))
    for name, text in _handwritten(repository):
        _write(folder / f"content/{name}.md", text.replace("wide: true", f"layout: {name}" if name == "catalogue" else ""))
    _attachments(repository, folder / "static/items")


def mkdocs(repository: Path, folder: Path) -> None:
    """A MkDocs project of the repository."""
    catalog = catalog_in(repository)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCES / "mkdocs", folder)
    beside = neighbours(catalog)
    for item in catalog.items:
        head = shown(catalog, item) | {
            "laws": [catalog.law_by_id[code].name for code in item.legal_basis], "limit": _limit(catalog, item.category, item.matter),
            "related": [[other.id, other.title, str(other.published_on)] for other in beside[item.id].related]}
        _write(folder / f"docs/items/{item.id}.md", page(head, _body(item, "]({}.md)", "](../{}.md)")))
    for path, text in _lists_of_mkdocs(catalog):
        _write(folder / "docs" / path, text)
    for name, text in _handwritten(repository):
        _write(folder / f"docs/{name}.md", text)
    _write(folder / "docs/index.md", f"# {catalog.site.name}\n\n" + _rows(catalog.newest_first[:8], "items/"))
    _attachments(repository, folder / "docs/items")


def shown(catalog: Catalog, item: Item) -> dict[str, Any]:
    """What the item's page and its data show, under the names of the exports; the body is not part of it."""
    record = rows.record(catalog, item)
    for left_out in ("id", "index_number", "address", "body"):
        record.pop(left_out, None)
    return {"number": item.id, "date": item.sort_date.isoformat(), "description": item.summary or item.title,
            "files": [_file(catalog, item, row) for row in item.attachments if not item.withdrawn], **record}


def _file(catalog: Catalog, item: Item, row: Attachment) -> dict[str, str]:
    """An attachment as the page shows it; Hugo would read it without its byte order mark."""
    data = catalog.tree.read(f"data/attachments/{item.id}/{row.file}") or b""
    return {"file": row.file, "name": row.name, "size": size_text(len(data)), "hash": hashlib.sha256(data).hexdigest()[:16]}


def terms(catalog: Catalog, item: Item) -> dict[str, list[str]]:
    """The lists that an item is in, as Hugo wants them."""
    matter = catalog.matter_by_name[item.category, item.matter]
    return {"categories": [catalog.category_by_name[item.category].slug], "matters": [matter.slug], "years": [str(item.year)],
            "months": [item.sort_date.isoformat()[:7]], "genres": [item.genre],
            "validities": [list_groups.addresses.VALIDITY_SLUGS[item.validity]]}


def page(head: Mapping[str, Any], body: str) -> str:
    """A Markdown file with front matter."""
    keys = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"---\n{keys}---\n\n{body}\n"


def _body(item: Item, to_item: str, to_page: str) -> str:
    """The item's Markdown with links as a peer writes them; nothing of a withdrawn one."""
    if item.withdrawn:
        return ""
    return _LINK.sub(lambda found: (to_item if found[1] == "item:" else to_page).format(found[2].strip("/")), item.body)


def _handwritten(repository: Path) -> Iterator[tuple[str, str]]:
    for name in PAGES:
        yield name, _REMARK.sub("", (repository / f"docs/{name}.md").read_text(encoding="utf-8"))


def _attachments(repository: Path, folder: Path) -> None:
    for path in sorted((repository / "data/attachments").glob("*/*")):
        target = folder / path.parent.name / "files" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def _limit(catalog: Catalog, category: str, matter: str) -> str:
    """What an item's page says about when such information is due."""
    limit: Limit | None = catalog.matter_by_name[category, matter].limit
    if limit is None:
        return ""
    norm = norm_of(catalog, limit)
    return f"应当在{limit.start or '信息形成之日'}起 {limits.said(limit)}内公布{f'（{norm}）' if norm else ''}"


def _data(catalog: Catalog, folder: Path) -> None:
    """What Hugo's templates look up."""
    facets = [{"name": facet, "taxonomy": TAXONOMIES[facet],
               "terms": [_term(group) for group in list_groups.groups(catalog) if group.facet == facet]} for facet in list_groups.FACETS]
    for name, value in (("facets", facets), ("laws", {law.id: law.name for law in catalog.laws}),
                        ("labels", [row.key for row in rows.PUBLIC])):
        _write(folder / f"{name}.json", json.dumps(value, ensure_ascii=False, indent=1))


def _term(group: ListGroup) -> str:
    return group.address.rstrip("/").rpartition("/")[2]


def _lists_of_hugo(catalog: Catalog, folder: Path) -> None:
    """A page with titles and names for every list; Hugo fills it."""
    every = {"title": "全部公开信息", "outputs": ["html"], "cascade": {"outputs": ["html", "record"], "target": {"kind": "page"}}}
    _write(folder / "items/_index.md", page(every, ""))
    for group in list_groups.groups(catalog):
        if group.facet is None:
            continue
        head: dict[str, Any] = {"title": group.title, "slug": _term(group), "name": group.value, "facet": group.facet, "query": group.query}
        if group.parents:
            head["parent"] = {"title": group.parents[0][0], "address": BASE + group.parents[0][1]}
        if group.facet == "类别":
            head["outputs"] = ["html", "atom"]
        if group.facet == "事项":
            category = next(name for (name, matter), row in catalog.matter_by_name.items() if row.slug == _term(group))
            head["limit"] = _limit(catalog, category, group.value)
        _write(folder / TAXONOMIES[group.facet] / _term(group) / "_index.md", page(head, ""))


def _lists_of_mkdocs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every page of every list, without the filters."""
    for group in list_groups.groups(catalog):
        pages = [group.items[start:start + lists.PAGE_SIZE] for start in range(0, len(group.items), lists.PAGE_SIZE)] or [()]
        for number, items in enumerate(pages, 1):
            path = f"{group.address}index.md" if number == 1 else f"{group.address}page/{number}.md"
            way = relpath("items", dirname(path))
            yield path, (f"# {group.title}\n\n共 {len(group.items)} 条，第 {number} 页，共 {len(pages)} 页\n\n"
                         + _rows(items, "" if way == "." else f"{way}/"))


def _rows(items: Sequence[Item], way: str) -> str:
    return "".join(f"- [{item.title}]({way}{item.id}.md) {item.published_on} {item.matter}\n" for item in items)


def _frame(catalog: Catalog, built: Path) -> str:
    """Everything around the content of a built page of ours, with Hugo's words for what differs from page to page."""
    text = built.read_text(encoding="utf-8")
    before, _, rest = text.partition('<main id="main" tabindex="-1">')
    _, _, after = rest.partition("</main>")
    before = re.sub(r"<title>.*?</title>", f"<title>{{{{ .Title }}}} - {catalog.site.name}</title>", before)
    described = "{{ with .Description }}{{ . }}{{ else }}{{ site.Title }}：{{ .Title }}{{ end }}"
    before = re.sub(r'(<meta name="description" content=")[^"]*', rf"\1{described}", before)
    before = re.sub(r'<link rel="alternate" type="application/json"[^>]*>', '{{ block "head" . }}{{ end }}', before)
    before, after = (re.sub(r'"\.\./\.\.(/|")', lambda found: f'"{BASE}' + found[1].strip("/"), part) for part in (before, after))
    return f'{before}<main id="main" tabindex="-1">\n\n\n{{{{ block "main" . }}}}{{{{ end }}}}\n\n\n\n</main>{after}'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
