"""Search over repositories of any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from generate import generate
from playwright.sync_api import Browser, Page
from searched import Searched
from searched import searched as make_searched

from building import Built
from support import catalog_in


@pytest.fixture(scope="session")
def searched(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Searched]]:
    """`searched(1000)`: so many generated items; `searched(69)`: the repository's own."""
    ready: dict[int, Searched] = {}

    def make(size: int) -> Searched:
        if size not in ready:
            folder = tmp_path_factory.mktemp(f"search{size}")
            if size != 69:
                generate(size, folder / "repository")
            catalog = catalog_in(built.repository if size == 69 else folder / "repository")
            ready[size] = make_searched(catalog, built, folder / "site")
        return ready[size]

    yield make
    for made in ready.values():
        made.server.shutdown()
        made.server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()
