"""How figures read, where a text names them, and what residents are told about their source."""

from __future__ import annotations

from decimal import Decimal

from disclosure.model.figures import FROM_ITEMS, FROM_SAMPLES, REPORT_ONLY, figure_text, provenance, references
from disclosure.model.records import Figure, Recount
from disclosure.model.values import PENDING
from support import ITEM, ITEM_TEXT, Files, catalog_of, table


@table("why figure text", [
    ("整数", Figure(Decimal("69"), "条"), "69条"), ("余在数字后", Figure(Decimal("60"), "条", about="余"), "60余条"),
    ("近在数字前", Figure(Decimal("60"), "条", about="近"), "近60条"), ("百分数", Figure(Decimal("99.07"), "%"), "99.07%"),
    ("末尾的零照写", Figure(Decimal("515.50"), "元"), "515.50元"), ("没有单位", Figure(Decimal("3")), "3"),
    ("待填", Figure(PENDING, "条"), "待填条"),
    ("大数不用指数", Figure(Decimal("100000000000000"), "元"), "100000000000000元"),
    ("小数不用指数", Figure(Decimal("0.000001"), "元"), "0.000001元"),
])
def test_text(why: str, figure: Figure, text: str) -> None:
    assert figure_text(figure) == text, why


@table("why text found", [
    ("一个", "共{{ 甲 }}。", [("甲", 1, 2)]), ("没有空格", "{{甲}}", [("甲", 1, 1)]), ("名称里有空格", "{{ 甲 乙 }}", [("甲 乙", 1, 1)]),
    ("一行两个", "{{ 甲 }}和{{ 乙 }}", [("甲", 1, 1), ("乙", 1, 9)]), ("第三行", "一\n\n二{{ 甲 }}", [("甲", 3, 2)]),
    ("没有名称", "{{ }}", [("", 1, 1)]),
    ("一层括号不是", "{ 甲 }", []), ("没有写完不是", "{{ 甲 }", []), ("不能跨行", "{{ 甲\n}}", []),
])
def test_references(why: str, text: str, found: list[tuple[str, int, int]]) -> None:
    assert list(references(text)) == found, why


RECOUNT = Recount(("民政",), 2022)


@table("why figure files source", [
    ("没有核对", Figure(Decimal(1)), {}, REPORT_ONLY), ("数字待填", Figure(PENDING, recount=RECOUNT), {}, REPORT_ONLY),
    ("数的都是真的条目", Figure(Decimal(1), recount=RECOUNT), {}, FROM_ITEMS),
    ("数到一条示例就不构成证明", Figure(Decimal(1), recount=RECOUNT), {ITEM: ITEM_TEXT + "示例: true\n"}, FROM_SAMPLES),
    ("没有数到的示例不要紧", Figure(Decimal(1), recount=RECOUNT),
     {"data/items/2023/2023-00001.yml": ITEM_TEXT.replace("2022-03-05", "2023-01-04") + "示例: true\n"}, FROM_ITEMS),
    ("一条也没有数到，也不构成证明", Figure(Decimal(0), recount=Recount(("民政",), 2030)), {}, FROM_SAMPLES),
])
def test_source(why: str, figure: Figure, files: Files, source: str) -> None:
    assert provenance(catalog_of(files), figure) == source, why
