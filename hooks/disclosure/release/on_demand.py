"""A site whose pages are made when somebody looks at them: with thousands of items an edit is seen at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from ..pages import addresses
from .publication import Publication

INDEX = "index.html"


class OnDemand:
    """`site` holds the hand-written pages already; `complete` writes everything else."""

    def __init__(self, site: Path, publication: Publication, complete: Callable[[], None]) -> None:
        self._site, self._publication, self._complete = site, publication, complete
        self._alone = threading.Lock()
        self._is_complete = False

    def prepare(self, path: str) -> None:
        """Makes the file, if it is one of the site and not there yet. The search page belongs to its whole index."""
        with self._alone:
            if self._is_complete or ((self._site / path).is_file() and not path.startswith(addresses.SEARCH)):
                return
            address = path.removesuffix(INDEX)
            if path.endswith(INDEX) and address in self._publication.pages:
                self._publication.write_page(address)
            elif not (self._site / path / INDEX).is_file() and f"{path}/" not in self._publication.pages:
                self._complete()
                self._is_complete = True
