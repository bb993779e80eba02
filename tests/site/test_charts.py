"""Charts: every bar as long as its number says, and the table behind says it all."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from disclosure.pages import charts

MONTHS = [("1月", 5), ("2月", 0), ("10月", 20)]


def svg(figure: str, kind: str) -> ElementTree.Element:
    found = re.search(rf'<svg class="{kind}".*?</svg>', figure, re.S)
    assert found
    return ElementTree.fromstring(found.group())


def share(value: str | None) -> float:
    assert value is not None and value.endswith("%")
    return float(value[:-1])


def test_upright_bars_stand_on_one_line_and_measure_their_values() -> None:
    picture = svg(charts.columns("各月", MONTHS, "条", ("月份", "条数")), "bars upright")
    bars = picture.findall("rect")
    heights = [share(bar.get("height")) for bar in bars]
    assert heights == [19, 0, 76]
    assert [share(bar.get("y")) + share(bar.get("height")) for bar in bars] == [charts.FLOOR] * 3
    assert all(share(bar.get("x")) >= 0 and share(bar.get("x")) + share(bar.get("width")) <= 100 for bar in bars)
    assert [text.text for text in picture.findall("text[@class='value']")] == ["5", "0", "20"]
    assert picture.get("aria-label") == "各月：1月 5 条，2月 0 条，10月 20 条"


def test_lying_bars_measure_their_values_and_leave_room_for_the_number() -> None:
    figure = charts.rows("各事项", [("甲", 12), ("乙", 3)], "条", ("事项", "条数"), [("甲", 12), ("乙", 3), ("丙", 0)])
    picture = svg(figure, "bars lying")
    assert [share(bar.get("width")) for bar in picture.findall("rect")] == [84, 21]
    assert picture.get("height") == "6.4em"
    assert [text.text for text in picture.findall("text")] == ["甲", "12", "乙", "3"]


def test_the_table_behind_has_every_row() -> None:
    figure = charts.rows("各事项", [("甲", 12)], "条", ("事项", "条数"), [("甲", 12), ("乙", 3)])
    details = figure[figure.index("<details>"):]
    assert '<th scope="row">甲</th><td data-label="条数" class="number">12</td>' in details
    assert '<th scope="row">乙</th><td data-label="条数" class="number">3</td>' in details


def test_names_are_escaped_and_nothing_divides_by_nothing() -> None:
    figure = charts.columns("<各月>", [("<1月>", 0)], "条", ("月份", "条数"))
    assert "<1月>" not in figure and "&lt;1月" in figure
    assert share(svg(figure, "bars upright").findall("rect")[0].get("height")) == 0
    assert "<table" in charts.columns("空", [], "条", ("月份", "条数"))
    assert 'width="0%"' in charts.cell_bar(0, 0)


def test_no_picture_carries_a_colour_or_a_style() -> None:
    figure = charts.columns("各月", MONTHS, "条", ("月份", "条数")) + charts.cell_bar(3, 12)
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-f]{3}", figure)
