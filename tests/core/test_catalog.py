"""The look-ups that all other parts share, and the trees that files come from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from disclosure.model.catalog import by_count
from disclosure.model.loading import load
from disclosure.model.records import Recount
from disclosure.source.tree import Folder, Memory
from support import BASE, ITEM, ITEM_TEXT, REPORT, Files, as_markdown, catalog_of, found, table, tree

SECOND, THIRD, NEXT_YEAR = (f"data/items/{name[:4]}/{name}.yml" for name in ("2022-00002", "2022-00003", "2023-00001"))
LATER = ITEM_TEXT.replace("2022-03-05", "2022-04-01")
ENFORCEMENT = ITEM_TEXT.replace("民政", "行政执法").replace("救助监督", "权责清单")
REPORT_TEXT = ("---\n标题: 报告\n类型: 法治政府建设年度报告\n年度: 2022\n成文日期: 待填\n发布日期: 待填\n"
               "发布机构: 城口县北屏乡人民政府\n---\n\n正文\n")


def test_item_of_either_form_is_the_same() -> None:
    """Everything but the file's own name is equal, the defaults too."""
    in_yaml = catalog_of({ITEM: ITEM_TEXT.replace("监督电话见公开指南。", "|\n  第一行\n\n  第二行")}).items[0]
    markdown = ITEM.replace(".yml", ".md")
    in_markdown = catalog_of({ITEM: None, markdown: as_markdown(ITEM_TEXT, "第一行\n\n第二行\n")}).items[0]
    assert (in_yaml.path, in_markdown.path) == (ITEM, markdown)
    assert {name: getattr(in_yaml, name) for name in in_yaml.__slots__ if name != "path"} \
        == {name: getattr(in_markdown, name) for name in in_markdown.__slots__ if name != "path"}
    assert in_yaml.body == "第一行\n\n第二行"
    assert (in_yaml.id, in_yaml.year, in_yaml.access, in_yaml.validity, in_yaml.sample) == ("2022-00001", 2022, "主动公开", "有效", False)


def test_look_ups() -> None:
    catalog = catalog_of({SECOND: ENFORCEMENT, REPORT: REPORT_TEXT})
    assert list(catalog.item_by_id) == ["2022-00001", "2022-00002"]
    assert catalog.item_by_id["2022-00002"].category == "行政执法"
    assert list(catalog.law_by_id) == ["公开条例-2019"]
    assert catalog.category_by_name["民政"].slug == "civil-affairs"
    assert catalog.matter_by_name["行政执法", "权责清单"].slug == "power-list"
    assert ("民政", "权责清单") not in catalog.matter_by_name
    assert [record.path for record in catalog.records] == [ITEM, SECOND, REPORT]
    assert {catalog.publisher_of(record) for record in catalog.records} == {"城口县北屏乡人民政府"}
    assert (catalog.reports[0].slug, catalog.reports[0].year, catalog.complete) == ("2022-law", 2022, True)


def test_newest_first() -> None:
    """By day of publication; on one day the higher id; 待填 counts as the first day of its year."""
    catalog = catalog_of({SECOND: LATER, THIRD: ITEM_TEXT, NEXT_YEAR: ITEM_TEXT.replace("2022-03-05", "待填")})
    assert [item.id for item in catalog.newest_first] == ["2023-00001", "2022-00002", "2022-00003", "2022-00001"]
    assert catalog.newest_first[0].sort_date == dt.date(2023, 1, 1)


@table("why code number", [("有信用代码", "11500229009137628R", "11500229009137628R/2022-00001"), ("信用代码待填", "待填", None)])
def test_index_number(why: str, code: str, number: str | None) -> None:
    catalog = catalog_of({"data/site.yml": BASE["data/site.yml"] + f"统一社会信用代码: {code}\n"})
    assert catalog.index_number(catalog.items[0]) == number, why


@table("why categories year ids", [
    ("一个类别", ("民政",), 2022, ["2022-00001"]), ("两个类别", ("民政", "行政执法"), 2022, ["2022-00001", "2022-00002"]),
    ("别的年度", ("民政",), 2023, ["2023-00001"]), ("没有的类别", ("财政",), 2022, []),
])
def test_counted(why: str, categories: tuple[str, ...], year: int, ids: list[str]) -> None:
    """A nil statement counts, a withdrawn item does not."""
    catalog = catalog_of({SECOND: ENFORCEMENT + "本期无: true\n", THIRD: ITEM_TEXT + "撤回: {日期: 2022-03-09, 原因: 有误}\n",
                          NEXT_YEAR: ITEM_TEXT.replace("2022-03-05", "2023-01-04")})
    assert [item.id for item in catalog.counted(Recount(categories, year))] == ids, why


def test_unreadable_item_leaves_the_catalog_incomplete() -> None:
    catalog = load(tree({SECOND: "标题\n"})).catalog
    assert catalog is not None
    assert (catalog.complete, catalog.item_ids, list(catalog.item_by_id)) == (False, ("2022-00001", "2022-00002"), ["2022-00001"])


@table("why files rules", [
    ("没有词表", {"data/vocabulary.yml": None}, ["file.missing"]), ("词表写坏了", {"data/vocabulary.yml": "甲"}, ["site.value"]),
    ("条目的问题照样说", {"data/vocabulary.yml": None, ITEM: "甲\n"}, ["item.value", "file.missing"]),
])
def test_no_catalog_without_vocabulary(why: str, files: Files, rules: list[str]) -> None:
    assert load(tree(files)).catalog is None, why
    assert [problem.rule for problem in found(files)] == rules, why


def test_items_are_judged_although_the_site_cannot_be_read() -> None:
    catalog = load(tree({"data/site.yml": None})).catalog
    assert catalog is not None and not catalog.complete
    assert [problem.rule for problem in found({"data/site.yml": None, ITEM: ITEM_TEXT.replace("民政", "民正")})] \
        == ["item.vocabulary", "file.missing"]


def test_by_count() -> None:
    assert list(by_count(["乙", "甲", "乙", "丙"])) == [("乙", 2), ("丙", 1), ("甲", 1)]
    assert list(by_count([])) == []


def test_folder_and_memory_are_the_same_tree(tmp_path: Path) -> None:
    """Sorted paths with forward slashes; hidden files and folders are left out on disk."""
    content = {"data/甲.yml": "甲\n".encode(), "data/items/2022/乙.yml": b"", "database/丙.yml": b"x"}
    for path, data in {**content, "data/.隐藏.yml": b"", "data/.git/丁.yml": b""}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for files in (Folder(tmp_path), Memory(content)):
        assert files.files("data") == ["data/items/2022/乙.yml", "data/甲.yml"]
        assert files.files("没有") == []
        assert (files.read("data/甲.yml"), files.size("data/甲.yml")) == ("甲\n".encode(), 4)
        assert (files.read("data/没有.yml"), files.size("data/没有.yml")) == (None, None)
