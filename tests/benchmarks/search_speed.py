"""How the search does at several sizes: `PYTHONPATH=hooks:tests:tests/benchmarks python tests/benchmarks/search_speed.py 69 1000`.

Recall and precision of random substrings against a plain scan; bytes (uncompressed) and milliseconds from a cold visit to the
first result and to the exact total, in Chromium slowed down four times; seconds and bytes of the index. Needs Chromium.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from generate import generate
from playwright.sync_api import Browser, sync_playwright
from searched import Searched, catalog_in, searched

from building import Built, build, copy_repository

ROOT = Path(__file__).resolve().parents[2]
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


def visits(made: Searched, browser: Browser, count: int = 40) -> list[tuple[float, float, float, float]]:
    """(ms, bytes) to the first result and to the total, one cold visit a query of two to eight characters."""
    found = []
    queries = [query for query in made.substrings(200, longest=8) if len(query) > 1 and not set(query) & set(" \n")]
    for query in queries[:count]:
        context = browser.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(f"{made.address}search/?q={quote(query)}")
        page.locator("[data-search-results][data-total]").wait_for()
        found.append((*page.evaluate("window.first"), *page.evaluate("window.total")))
        context.close()
    return found


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        town: Built = build(copy_repository(ROOT, folder / "town"), "--today", "2022-12-31")
        print("条数 | 召回 | 准确 | 首条结果 KB 中位/最大 | 首条结果 ms 中位/最大 | 总数 ms 中位 | 索引 MB/文件 | 建索引 s")
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
            ms, kb, total, _ = zip(*visits(made, browser), strict=True)
            print(f"{size} | {recall:.3f} | {precision:.3f} | {statistics.median(kb) / 1024:.0f}/{max(kb) / 1024:.0f} | "
                  f"{statistics.median(ms):.0f}/{max(ms):.0f} | {statistics.median(total):.0f} | "
                  f"{sum(files) / 1e6:.1f}/{len(files)} | {seconds:.1f}", flush=True)
            made.server.shutdown()
        browser.close()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [69, 1000, 10_000])
