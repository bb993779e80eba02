"""What the pages hold: links that lead somewhere, one sample band, golden pages, no other host."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from building import Built

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
ADDRESS = re.compile(r'(?:href|src|action)="([^"]*)"')
MAIN = re.compile(r"<main.*?</main>", re.S)


def pages(built: Built) -> list[str]:
    return [name for name in built.hashes() if name.endswith(".html")]


def test_every_link_leads_to_a_published_file(built: Built) -> None:
    wrong = []
    for name in pages(built):
        for address in set(ADDRESS.findall(built.text(name))):
            parts = urlsplit(address)
            if parts.scheme in ("mailto", "tel") or not parts.path:
                continue
            assert not parts.scheme and not parts.netloc, f"{name}: {address}"
            target = (built.site / name).parent / unquote(parts.path)
            if not (target / "index.html" if parts.path.endswith(("/", ".")) else target).is_file() and name != "404.html":
                wrong.append(f"{name}: {address}")
    assert wrong == []


def test_every_fragment_exists(built: Built) -> None:
    wrong = []
    for name in pages(built):
        text = built.text(name)
        ids = set(re.findall(r' id="([^"]+)"', text))
        wrong += [f"{name}: {address}" for address in ADDRESS.findall(text)
                  if address.startswith("#") and unquote(address[1:]) not in ids]
    assert wrong == []


def test_no_page_names_another_host(built: Built) -> None:
    for name in pages(built):
        text = re.sub(r'xmlns="[^"]*"', "", built.text(name))
        assert "https://" not in text and "http://" not in text, name


def test_every_page_says_once_that_it_is_a_sample(built: Built) -> None:
    for name in pages(built):
        if name != "404.html":
            assert built.text(name).count('class="band"') == 1, name
            assert '<meta name="robots" content="noindex">' in built.text(name)


@pytest.mark.parametrize("address", ["items/2022-00001", "items/2022-00019", "items/month/2022-07", "reports/2022-law-government"])
def test_golden_page(built: Built, address: str, request: pytest.FixtureRequest) -> None:
    """The main part of a page, whole. `--renew` writes it anew."""
    found = MAIN.search(built.text(address)).group().replace("><", ">\n<") + "\n"  # type: ignore[union-attr]
    path = GOLDEN / f"{address.replace('/', '_')}.html"
    if request.config.getoption("--renew"):
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


def test_the_report_shows_69_with_where_it_comes_from(built: Built) -> None:
    page = built.text("reports/2022-law-government")
    assert '<a class="figure" href="../../items/year/2022/" title="示例条目演示复核，不构成证明">69条</a>' in page
    assert "示例条目演示复核，不构成证明（民政 53、行政执法 16，这样拆分是示例）" in page
    assert "以印发的原文为准" in page
    assert page.count("仅见报告") >= 17
    assert "{{" not in page


def test_staff_remarks_and_reviews_are_never_published(built: Built) -> None:
    for name in built.hashes():
        if name.endswith((".html", ".json", ".csv", ".xml", ".js")):
            assert "公职法律" not in built.text(name), name
            assert "审查人" not in built.text(name), name


def test_rows_of_the_data_files_are_the_items(built: Built) -> None:
    everything = json.loads(built.text("open-data/items.json"))
    assert everything["count"] == len(everything["items"]) == 69
    assert (built.site / "open-data/items.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(built.text("open-data/items.csv"))))
    assert [row["标题"] for row in rows] == [item["title"] for item in everything["items"]]
    assert {row["示例"] for row in rows} == {"是"}
    for item in everything["items"]:
        assert item == json.loads(built.text(f"items/{item['id']}.json"))
        assert item["title"] in built.text(f"items/{item['id']}")
        assert all(figure["value"] is None for figure in item["figures"].values())  # 待填 is null
    with zipfile.ZipFile(built.site / "open-data/items.xlsx") as book:
        words = "".join(ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).itertext())
    assert all(row["标题"] in words and row["编号"] in words for row in rows)


def test_feeds_and_sitemap_are_well_formed(built: Built) -> None:
    atom = ElementTree.fromstring(built.text("feed.xml"))
    space = "{http://www.w3.org/2005/Atom}"
    entries = atom.findall(f"{space}entry")
    assert len(entries) == 50
    assert len({entry.findtext(f"{space}id") for entry in entries}) == 50
    assert all((entry.findtext(f"{space}id") or "").startswith("tag:500229202.invalid,2022:") for entry in entries)
    assert len(json.loads(built.text("feed.json"))["items"]) == 50
    locations = [row.text for row in ElementTree.fromstring(built.text("sitemap.xml")).iter() if row.tag.endswith("loc")]
    assert len(locations) == len(set(locations)) == len(pages(built)) - 1  # all but 404.html
