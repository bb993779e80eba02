"""The search page over a repository of any size, in a folder of its own behind an address, without the rest of the site."""

from __future__ import annotations

import functools
import http.server
import random
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from building import Built
from disclosure.model.catalog import Catalog
from disclosure.model.markup import plain_text
from disclosure.release.output import Output
from disclosure.search import index
from disclosure.search.entries import entry_of
from disclosure.search.folding import fold

SEED = 20221231


@dataclass(frozen=True)
class Searched:
    """A catalog with its index behind an address, and every item's searched texts, folded."""

    catalog: Catalog
    server: http.server.ThreadingHTTPServer
    texts: dict[str, tuple[str, ...]]
    cuts: dict[str, tuple[str, ...]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def scan(self, query: str) -> set[str]:
        """Ids of the items in which a plain scan finds every word of the query."""
        words = fold(query).split()
        return {name for name, texts in self.texts.items() if all(any(word in text for text in texts) for word in words)}

    def substrings(self, count: int, longest: int = 12) -> list[str]:
        """Pieces cut at random from titles, numbers and bodies, as seen and as written."""
        dice, names, found = random.Random(SEED), list(self.cuts), []
        while len(found) < count:
            text = dice.choice(self.cuts[dice.choice(names)])
            length = dice.randint(1, longest)
            start = dice.randrange(max(1, len(text) - length + 1))
            piece = text[start:start + length]
            if piece.strip():
                found.append(piece)
        return found


class _Plain(http.server.SimpleHTTPRequestHandler):
    """A host that compresses nothing: the worst case for bytes."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Host(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors that leave before everything has arrived are no news."""


def searched(catalog: Catalog, built: Built, site: Path) -> Searched:
    """`built` lends the page and the assets; the index of `catalog` is written into `site`."""
    output = Output(site)
    made = index.Index(output.write)
    for item in catalog.items:
        entry = entry_of(catalog, item)
        output.write(*index.item_file(entry))
        made.add([entry])
    folder = made.finish()
    output.rename(index.LATER, folder)
    for path in (built.site / "assets").iterdir():
        (site / "assets").mkdir(exist_ok=True)
        (site / "assets" / path.name).write_bytes(path.read_bytes())
    page = re.sub(r"search/[0-9a-f]{10}/", folder, built.text("search/index.html"))
    (site / "search/index.html").write_text(page, encoding="utf-8")
    texts, cuts = {}, {}
    for item in catalog.items:
        body = "" if item.withdrawn else item.body
        number = item.document_number if isinstance(item.document_number, str) else ""
        cuts[item.id] = tuple(text for text in (item.title, number, item.id, plain_text(body), body, body) if text)
        texts[item.id] = tuple(fold(text) for text in cuts[item.id])
    server = _Host(("127.0.0.1", 0), functools.partial(_Plain, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return Searched(catalog, server, texts, cuts)
