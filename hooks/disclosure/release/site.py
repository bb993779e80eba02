"""One build: the catalog, the fragments that hand-written pages need, and the finishing of the built folder.

The MkDocs adapter calls it event by event; nothing here knows MkDocs.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .. import VERSION
from ..checks.registry import rules
from ..model.catalog import Catalog
from ..model.records import Report
from ..model.values import said
from ..pages import addresses, catalogue, contacts, handbook, home, open_data, report, request_form, search_page
from ..pages.handwritten import finished
from ..pages.html import ALOUD
from ..pages.lists import Lists
from ..pages.shell import FOLDER, Shell, shell_address
from ..search.index import LATER
from .assets import SEARCH_SCRIPTS, theme_assets
from .cache import NOTHING_KEPT, Cache, key
from .offline import make_offline
from .on_demand import OnDemand
from .output import Incomplete, Output
from .past import NO_PAST, Past
from .publication import Publication
from .reuse import Reuse
from .times import HANDWRITTEN, MANIFEST, times
from .twins import add_twins

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; manifest-src 'self'")


@dataclass(frozen=True)
class SiteBuild:
    """What one build needs. `theme` is the folder of the theme's assets, `commit` the state of the repository.

    `live` is the preview; `offline` makes the site for a folder, see offline.py; `compress` adds compressed twins; `past` is
    what git's history tells.
    """

    catalog: Catalog
    theme: Path
    commit: str | None = None
    live: bool = False
    offline: bool = False
    compress: bool = False
    past: Past = NO_PAST

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """Styles, scripts and icon under names that carry the hash of their content."""
        return theme_assets(self.theme / "assets")

    def asset(self, folder: str, ending: str) -> str:
        """The published name of an asset by the beginning and the end of its address."""
        return next(address for address in self.assets if address.startswith(folder) and address.endswith(ending))

    @property
    def theme_values(self) -> dict[str, object]:
        """What the templates need to know, as plain values."""
        site = self.catalog.site
        error_style, error_script = self._inline("error.css"), self._inline("error.js")
        return {"is_sample": site.is_sample, "short_name": site.short_name, "agency": site.agency,
                "site_code": said(site.site_code), "icp": said(site.icp), "police": said(site.police),
                "telephone": said(site.office.telephone), "style": self.asset("assets/site.", ".css"),
                "print_style": self.asset("assets/print.", ".css"),
                "script": self.asset("assets/site.", ".js"), "icon": self.asset("assets/icon.", ".svg"),
                "later": self.asset("assets/page.", ".js"),
                "aloud": ALOUD, "aloud_script": self.asset("assets/aloud.", ".js"),
                # live preview injects a script of its own, which the policy would stop
                "policy": None if self.live else POLICY, "error_style": error_style,
                "error_style_hash": _digest(error_style), "error_script": error_script,
                "error_script_hash": _digest(error_script)}

    def _inline(self, name: str) -> str:
        """A small file of the theme that a page carries in itself."""
        return (self.theme / "assets" / name).read_text(encoding="utf-8").strip()

    @cached_property
    def fragments(self) -> Mapping[str, str]:
        """HTML for every marker of hand-written pages."""
        c = self.catalog
        scripts = [self.asset(f"assets/{name.removesuffix('js')}", ".js") for name in SEARCH_SCRIPTS]
        search = search_page.search_page(LATER, scripts)
        return {"home": home.home(c), "contacts": contacts.contacts(c), "contacts-short": contacts.short_contacts(c),
                "laws": catalogue.laws(c), "catalogue": catalogue.catalogue(c), "reports": report.reports(c),
                "request-form": request_form.request_form(c), "search": search,
                "open-data": open_data.open_data(c, ledger=bool(self.past.lines)),
                "field-table": handbook.field_tables(), "rule-table": handbook.rule_table(rules_for_handbook())}

    @cached_property
    def shells(self) -> dict[int, str]:
        """The shell pages that MkDocs must build: depth → address."""
        depths = {addresses.depth(addresses.ITEMS + "id/"), addresses.depth(addresses.ITEMS + "id/history/"),
                  *(addresses.depth(page) for page in Lists(self.catalog).addresses())}
        return {depth: shell_address(depth) for depth in sorted(depths)}

    def report_of(self, path: str) -> Report | None:
        """The report of a documentation page, by its path inside docs/."""
        return next((row for row in self.catalog.reports if row.path == f"docs/{path}"), None)

    def page_html(self, html: str, address: str) -> str:
        is_report = address in {addresses.report(row) for row in self.catalog.reports}
        return finished(html, address, self.fragments, keep_title=not is_report)

    def finish(self, site: Path, pages: list[str], former: Path | None = None, cache: Cache = NOTHING_KEPT) -> None:
        """Stamps item and list pages, writes the data files and the manifest; `pages` are MkDocs' own addresses.

        What the last build made of the same is taken from `cache` and from the site that it left in `former`.
        Raises `Incomplete` when published item pages and data do not agree.
        """
        times.ended(HANDWRITTEN)
        output = Output(site)
        self._complete(output, self._publication(output, former, cache), pages)
        times.ended(MANIFEST)

    def on_demand(self, site: Path, pages: list[str]) -> OnDemand:
        """The same for the preview: what nobody looks at is not made."""
        output = Output(site)
        publication = self._publication(output)
        return OnDemand(site, publication, lambda: self._complete(output, publication, pages))

    def _publication(self, output: Output, former: Path | None = None, cache: Cache = NOTHING_KEPT) -> Publication:
        texts = {depth: (output.site / address / "index.html").read_text(encoding="utf-8") for depth, address in self.shells.items()}
        output.remove(FOLDER)
        reuse = None
        if former and self.catalog.ground and not self.offline:  # pages of `offline` are changed in place
            reuse = Reuse(output, cache, former, key(self.catalog.ground, *texts.values()))
        return Publication(self.catalog, {depth: Shell(text, depth) for depth, text in texts.items()}, output, self.past, reuse)

    def _complete(self, output: Output, publication: Publication, pages: list[str]) -> None:
        index = publication.write(pages)
        output.change(f"{addresses.SEARCH}index.html", lambda page: page.replace(LATER.encode(), index.encode()))
        self._count(output.site)
        if self.offline:
            make_offline(output.site)
            output.forget_pages()
        if self.compress:
            add_twins(output, publication.reuse)
        output.write_manifest(self.commit, len(self.catalog.items), VERSION)
        publication.reuse.tidy()

    def _count(self, site: Path) -> None:
        there = {path.parent.name for path in site.glob("items/20*/index.html")}
        wanted = set(self.catalog.item_by_id)
        compared = {path.parent.parent.name for path in site.glob("items/20*/history/index.html")}
        told = {identifier for identifier, story in self.past.stories.items() if story.is_told}
        if compared != told:
            raise Incomplete(f"改动对照应有 {len(told)} 页，生成了 {len(compared)} 页；相差：{'、'.join(sorted(compared ^ told))}")
        if there != wanted or len(wanted) != len(self.catalog.item_ids):
            raise Incomplete(f"条目有 {len(self.catalog.item_ids)} 个文件，生成了 {len(there)} 页；"
                             f"相差：{'、'.join(sorted(there ^ wanted)) or '文件没有全部读入'}")


def rules_for_handbook() -> list[tuple[str, str, str, str]]:
    return [(rule.id, rule.level.value, rule.headline, rule.norm) for rule in rules()]


def _digest(text: str) -> str:
    """How a policy names an inline style or script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
