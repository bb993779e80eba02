"""QR codes: the fast sum is the very symbol that the library builds, and a damaged one would not pass for it."""

from __future__ import annotations

import re

import pytest
import segno

from disclosure.pages import qr_code


def modules(size: int, path: str) -> list[list[int]]:
    """The picture read back: dark modules of the path, row by row, the quiet zone included."""
    rows = [[0] * size for _ in range(size)]
    x, y = (int(float(number)) for number in re.match(r"M(\d+) (\d+\.5)", path).groups())  # type: ignore[union-attr]
    for right, down, length in re.findall(r"m(-?\d+) (\d+)h(\d+)", path):
        x, y = x + int(right), y + int(down)
        for _ in range(int(length)):
            rows[y][x] = 1
            x += 1
    return rows


def expected(address: str) -> list[list[int]]:
    symbol = segno.make(address, error="m", mask=0, micro=False, boost_error=False)
    return [list(row) for row in symbol.matrix_iter(border=qr_code.QUIET)]


@pytest.mark.parametrize("before", ["https://a.cn/items/", "https://www.example.gov.invalid/some/longer/place/items/",
                                    "http://127.0.0.1:8000/%E5%8C%97%E5%B1%8F/items/"])
@pytest.mark.parametrize("item_id", ["2022-00001", "2022-00069", "2099-99999", "2031-48205", "0000-00000"])
def test_code_of_an_item_is_the_symbol_of_its_address(before: str, item_id: str) -> None:
    assert modules(*qr_code.of_item(before, item_id)) == expected(f"{before}{item_id}/")


def test_codes_of_different_items_differ() -> None:
    codes = {qr_code.of_item("https://a.cn/items/", f"2022-{number:05}")[1] for number in range(200)}
    assert len(codes) == 200


def test_code_of_any_address_has_its_quiet_zone() -> None:
    picture = modules(*qr_code.of("https://a.cn/reports/2022-law-government/"))
    assert picture == expected("https://a.cn/reports/2022-law-government/")
    assert all(not any(row) for row in (*picture[:4], *picture[-4:]))
    assert all(not any(row[:4] + row[-4:]) for row in picture)
