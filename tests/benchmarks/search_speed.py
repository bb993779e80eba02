"""How the search does at several sizes: `PYTHONPATH=hooks:tests:tests/benchmarks python tests/benchmarks/search_speed.py 69 1000`.

Recall and precision of random substrings against a plain scan; bytes (uncompressed) of a cold visit up to the first result;
milliseconds, in Chromium slowed down four times, from the start of a cold visit to the first result, and on an open page, where
nothing of the index is there yet, from Enter to the first result and to the exact total; the index itself. Needs Chromium.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from generate import generate
from playwright.sync_api import Browser, Page, sync_playwright
from searched import Searched, searched

from building import Built, build, copy_repository
from support import catalog_in

ROOT = Path(__file__).resolve().parents[2]
TOTAL = "[data-search-results][data-total]"
ASK = """async (queries) => {
  const index = window.disclosureIndex(document.querySelector("[data-search]").dataset.search), answers = [];
  for (const query of queries) answers.push((await index.prove(await index.candidates(query))).map((hit) => hit.id));
  return answers;
}"""
WATCH = """new MutationObserver(() => {
  const box = document.querySelector("[data-search-results]");
  if (!box) return;
  const entries = [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")];
  const now = () => [performance.now(), entries.reduce((sum, entry) => sum + (entry.responseEnd ? entry.encodedBodySize : 0), 0)];
  if (!window.first && box.querySelector(".rows a")) window.first = now();
  if (!window.total && box.hasAttribute("data-total")) window.total = now();
}).observe(document, { childList: true, subtree: true, attributes: true });"""


def exactness(made: Searched, browser: Browser, count: int = 500) -> tuple[float, float]:
    """(recall, precision) over `count` substrings."""
    queries, page = made.substrings(count), browser.new_page()
    page.goto(made.address + "search/")
    pairs = [(set(answer), made.scan(query)) for query, answer in zip(queries, page.evaluate(ASK, queries), strict=True)]
    page.close()
    both = sum(len(found & wanted) for found, wanted in pairs)
    return both / sum(len(wanted) for _, wanted in pairs), both / sum(len(found) for found, _ in pairs)


def queries_of(made: Searched, count: int = 40) -> list[str]:
    """Pieces of two to eight characters."""
    return [query for query in made.substrings(200, longest=8) if len(query) > 1 and not set(query) & set(" \n")][:count]


def visited(browser: Browser, address: str) -> Page:
    """A page of a new visitor, slowed down and watched."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    return page


def cold(made: Searched, browser: Browser, query: str) -> tuple[float, float]:
    """(ms, bytes) from the start of a cold visit to the first result."""
    page = visited(browser, f"{made.address}search/?q={quote(query)}")
    page.locator(TOTAL).wait_for()
    first = page.evaluate("window.first")
    page.context.close()
    return tuple(first)


def asked(made: Searched, browser: Browser, query: str) -> tuple[float, float]:
    """ms from Enter to the first result and to the total."""
    page = visited(browser, f"{made.address}search/")
    page.evaluate("document.querySelector('#q').form.addEventListener('submit', () => { window.start = performance.now(); }, true)")
    page.evaluate("query => { document.querySelector('#q').value = query; }", query)
    page.locator("#q").press("Enter")
    page.locator(TOTAL).wait_for()
    first, total, start = page.evaluate("[window.first[0], window.total[0], window.start]")
    page.context.close()
    return first - start, total - start


def pair(values: Iterable[float]) -> str:
    """Median and maximum."""
    rows = list(values)
    return f"{statistics.median(rows):.0f}/{max(rows):.0f}"


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        town: Built = build(copy_repository(ROOT, folder / "town"), "--today", "2022-12-31")
        print("| 条数 | 召回 | 准确 | 首条结果 KB 中位/最大 | 打开网页到首条 ms | 回车到首条 ms | 回车到总数 ms | "
              "索引 MB/文件 | 建索引 s |\n|" + " ---: |" * 9, flush=True)
        for size in sizes:
            repository = town.repository if size == 69 else folder / str(size)
            if size != 69:
                generate(size, repository)
            catalog, site = catalog_in(repository), folder / f"site{size}"
            start = time.perf_counter()
            made = searched(catalog, town, site)
            seconds = time.perf_counter() - start
            files = [path.stat().st_size for path in (site / "search").rglob("*.js")]
            recall, precision = exactness(made, browser)
            visit, fetched = zip(*(cold(made, browser, query) for query in queries_of(made)), strict=True)
            first, total = zip(*(asked(made, browser, query) for query in queries_of(made)), strict=True)
            print(f"| {size:,} | {recall:.3f} | {precision:.3f} | {pair(value / 1024 for value in fetched)} | {pair(visit)} | "
                  f"{pair(first)} | {pair(total)} | "
                  f"{sum(files) / 1e6:.1f}/{len(files)} | {seconds:.1f} |", flush=True)
            made.server.shutdown()
        browser.close()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [69, 1000, 10_000])
