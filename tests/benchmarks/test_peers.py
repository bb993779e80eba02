"""The others publish the same items: the same pages with the same words, in Hugo also the same bytes, lists and data."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as xml
from dataclasses import replace
from html import unescape
from pathlib import Path

import build_speed
import contenders
import pytest
from contenders import HUGO, MKDOCS, OURS, Contender
from measure import Run
from speed_tables import Results

from disclosure.pages.body import render_body
from support import catalog_in, table

ITEMS = 60
NAMES = (OURS, HUGO, MKDOCS)
NOT_IN_PEERS = {"reports/", "reports/2022-law-government/"}


@pytest.fixture(scope="module")
def results() -> Results:
    return Results()


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contenders.frame(tmp_path_factory.mktemp("frame"))


@pytest.fixture(scope="module")
def field(frame: Path, results: Results, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Contender]:
    """Everybody, after one round of all that is measured, and a build of what the edits have left."""
    found = {one.name: one for one in build_speed.measure(ITEMS, 1, tmp_path_factory.mktemp("work"), frame, results)}
    assert results.failures == {} and tuple(found) == NAMES
    return found


def pages(one: Contender) -> dict[str, str]:
    """Address → page."""
    return {f"{path.parent.relative_to(one.site).as_posix()}/".removeprefix("./"): path.read_text(encoding="utf-8")
            for path in one.site.rglob("index.html")}


def words(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def pieces(html: str) -> list[str]:
    """Every run of text between tags, sorted: a map has no order of its own in Hugo."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return sorted(piece.strip() for piece in re.split(r"<[^>]*>", main) if piece.strip())


def is_item(address: str) -> bool:
    return re.fullmatch(r"items/20\d\d-\d{5}/", address) is not None


@pytest.mark.parametrize("name", [HUGO, MKDOCS])
def test_the_same_pages(name: str, field: dict[str, Contender]) -> None:
    ours = set(pages(field[OURS]))
    assert len(list(filter(is_item, ours))) == ITEMS and len(ours) > 2 * ITEMS
    assert set(pages(field[name])) == ours - NOT_IN_PEERS


@pytest.mark.parametrize("name", NAMES)
def test_every_body_is_in_its_page(name: str, field: dict[str, Contender]) -> None:
    found, bodies = pages(field[name]), 0
    for item in catalog_in(field[OURS].folder).items:
        page = words(found[f"items/{item.id}/"])
        assert words(item.title) in page
        if not item.withdrawn:
            assert words(render_body(item, "items/x/")) in page, item.id
            bodies += 1
    assert bodies > ITEMS * 0.9


def test_hugo_says_what_we_say(field: dict[str, Contender]) -> None:
    """Items and lists, word for word; only an empty list says more with us."""
    ours, hugo = pages(field[OURS]), pages(field[HUGO])
    differing = [address for address in ours if address.startswith("items/") and "这里还没有公开的信息" not in ours[address]
                 and pieces(ours[address]) != pieces(hugo[address])]
    assert differing == []


def test_hugo_writes_as_many_bytes(field: dict[str, Contender]) -> None:
    ours, hugo = (sum(len(text.encode()) for address, text in pages(field[name]).items() if is_item(address)) for name in (OURS, HUGO))
    assert hugo == pytest.approx(ours, rel=0.01)


def test_hugo_exports_the_same_data(field: dict[str, Contender]) -> None:
    ours, hugo = field[OURS].site, field[HUGO].site
    ids = {item.id for item in catalog_in(field[OURS].folder).items}
    for folder in (ours, hugo):
        assert {row["id"] for row in json.loads((folder / "open-data/items.json").read_text(encoding="utf-8"))["items"]} == ids
        lines = list(csv.reader((folder / "open-data/items.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
        assert {line[0] for line in lines[1:]} == ids and {len(line) for line in lines} == {len(lines[0])}
    for name in ids:
        mine, other = (json.loads((folder / f"items/{name}.json").read_text(encoding="utf-8")) for folder in (ours, hugo))
        assert {key: other[key] for key in mine if key != "body"} == {key: mine[key] for key in mine if key != "body"}
    assert len(list(hugo.rglob("feed.xml"))) == 1 + len(list((ours / "feeds").glob("*.xml")))
    assert len(list(xml.parse(hugo / "feed.xml").getroot())) > 50
    assert (hugo / "sitemap.xml").read_text(encoding="utf-8").count("<loc>") > ITEMS


@pytest.mark.parametrize("name", NAMES)
def test_edits_are_in_the_page(name: str, field: dict[str, Contender]) -> None:
    page = (field[name].site / f"items/{Path(contenders.edited_file()).stem}/index.html").read_text(encoding="utf-8")
    assert contenders.said_in_body(0) in page
    assert f"{contenders.said_in_title(0)}</h1>" in page


def test_everybody_took_every_step(field: dict[str, Contender], results: Results) -> None:
    steps = (build_speed.COLD, build_speed.BODY, build_speed.TITLE, build_speed.MEMORY)
    assert {key: len(runs) for key, runs in results.runs.items()} == {(ITEMS, step.name, name): 1 for step in steps for name in NAMES}
    text = build_speed.rows_of(ITEMS, results)
    assert text.count(f"| {HUGO} |") == text.count(f"| {MKDOCS} |") == text.count(f"| {OURS} |") == 3


def test_a_build_says_how_long_its_parts_took(field: dict[str, Contender], results: Results) -> None:
    parts = build_speed.medians_of_parts(ITEMS, build_speed.COLD, results)
    assert list(parts) == ["准备", "读取和检查", "手写网页", "网页和数据", "搜索索引", "文件清单", "换上新网站"]
    assert all(name in build_speed.parts_of(ITEMS, results) for name in parts)


def test_who_fails_is_out_and_named(frame: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    """The others go on."""
    whole = contenders.hugo
    monkeypatch.setattr(build_speed.made, "hugo", lambda *words: replace(whole(*words), build=[contenders.hugo_program(), "--nothing"]))
    monkeypatch.setattr(build_speed.made, "frame", lambda folder: frame)
    outcome = build_speed.compare([10], 2, tmp_path)
    out = capsys.readouterr().out
    assert len(outcome.failures) == 1 and "Hugo 在“从头构建”（10 条）失败" in outcome.failures[0] and "--nothing" in outcome.failures[0]
    assert out.count(f"| {OURS} |") == out.count(f"| {MKDOCS} |") == 3
    assert [line.count("失败") for line in out.splitlines() if HUGO in line and line.startswith("| 10 |")] == [1]


@table("why folder free size wanted", [
    ("够用", Path("disk"), 21, 100_000, None), ("没有量过更少的", Path("disk"), 1, 1_000, None),
    ("不够", Path("disk"), 10, 100_000, "Hugo（100,000 条）没有量：估计要 20 GB 内存，现在有 10 GB"),
    ("网站也放在内存里", Path("memory"), 21, 100_000, "Hugo（100,000 条）没有量：估计要 29 GB 内存，现在有 21 GB")])
def test_hugo_is_left_out_where_memory_lacks(why: str, folder: Path, free: int, size: int, wanted: str | None,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    results = Results()
    results.runs[10_000, build_speed.MEMORY.name, HUGO].append(Run(1, 1, 2048))
    monkeypatch.setattr(build_speed.machine, "free_memory", lambda: free * 1024 ** 3)
    monkeypatch.setattr(build_speed.machine, "is_memory", lambda folder: folder == Path("memory"))
    assert build_speed.hugo_too_large(size, folder, results) == wanted, why


