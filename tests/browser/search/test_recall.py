"""Every substring is found, in no item too many, whatever the size: against a plain scan of all texts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

ASK = """async (queries) => {
  const index = window.disclosureIndex(document.querySelector("[data-search]").dataset.search), answers = [];
  for (const query of queries) answers.push((await index.prove(await index.candidates(query))).map((hit) => hit.id));
  return answers;
}"""


@pytest.mark.parametrize("size", [69, 1000, 10_000])
def test_substrings_are_found_exactly_where_they_are(searched, page: Page, size: int) -> None:
    made = searched(size)
    queries = made.substrings(500)
    page.goto(made.address + "search/")
    answers = page.evaluate(ASK, queries)
    wrong = [(query, len(answer), len(made.scan(query))) for query, answer in zip(queries, answers, strict=True)
             if set(answer) != made.scan(query)]
    assert wrong == []
    assert all(len(answer) == len(set(answer)) for answer in answers)
    assert sum(map(bool, answers)) == len(queries)  # each was cut from an item, so each has a hit


def test_long_pieces_and_whole_titles(searched, page: Page) -> None:
    made = searched(1000)
    queries = [*made.substrings(60, longest=60), *(item.title for item in made.catalog.items[:60])]
    page.goto(made.address + "search/")
    answers = page.evaluate(ASK, queries)
    assert [query for query, answer in zip(queries, answers, strict=True) if set(answer) != made.scan(query)] == []


def test_what_is_nowhere_is_not_found(searched, page: Page) -> None:
    """Pieces whose every pair occurs, put together so that the whole does not."""
    made = searched(1000)
    pieces = made.substrings(120, longest=4)
    queries = [one + other for one, other in zip(pieces, reversed(pieces), strict=True) if not made.scan(one + other)]
    assert len(queries) > 40
    page.goto(made.address + "search/")
    assert [query for query, answer in zip(queries, page.evaluate(ASK, queries), strict=True) if answer] == []


def test_first_result_costs_little(searched, browser) -> None:
    """At 10,000 items everything that a cold visit fetches before the first result, uncompressed, is at most 100 KB."""
    made = searched(10_000)
    queries = [query for query in made.substrings(80, longest=8) if len(query.strip()) > 1 and " " not in query and "\n" not in query]
    sizes = []
    for query in queries[:40]:
        context = browser.new_context()
        context.add_init_script(FIRST)
        page = context.new_page()
        page.goto(f"{made.address}search/?q={query}")
        page.locator("[data-search-results] .rows a").first.wait_for()
        sizes.append((page.evaluate("window.firstResult"), query))
        context.close()
    print(sorted(sizes)[-8:])
    assert max(sizes)[0] <= 100 * 1024, sorted(sizes)[-5:]


FIRST = """new MutationObserver(() => {
  if (window.firstResult || !document.querySelector("[data-search-results] .rows a")) return;
  const entries = [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")];
  window.firstResult = entries.filter((entry) => entry.responseEnd).reduce((sum, entry) => sum + entry.encodedBodySize, 0);
}).observe(document, { childList: true, subtree: true });"""
