"""The table of data files on the page for data users."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.volumes import Volume, volumes
from .html import table, text

FILES = (
    ("item.schema.json", "JSON Schema", "每个键的含义和格式"),
    ("datapackage.json", "Data Package", "CSV 的说明，供程序读取"),
    ("catalog.jsonld", "DCAT", "数据目录，供数据门户收录"),
)
KINDS = (("json", "JSON", "英文键名"), ("csv", "CSV", "一行一条，中文表头，Excel 和 WPS 可以直接打开"), ("xlsx", "Excel", "同上，工作簿"))
FEEDS = (("../feed.xml", "Atom", "最新公开，可以用阅读器订阅"), ("../feed.json", "JSON Feed", "同上"),
         ("../manifest.json", "JSON", "全站每个文件的大小和 SHA-256，可以核对"))
LEDGER = ("../ledger.jsonl", "JSON Lines", "公开台账：每条信息哪天公开、更正、撤回，一行一件，行行相扣，可以核对")


def open_data(catalog: Catalog, *, ledger: bool = False) -> str:
    """Every data file with its kind and what it holds; the feeds by category; how to get one item. `ledger`: there is one."""
    rows = [(f'<a href="{address}">{address.removeprefix("../")}</a>', kind, words)
            for address, kind, words in (*_items(volumes(catalog)), *FILES, *FEEDS, *([LEDGER] if ledger else []))]
    rows += [(f'<a href="../feeds/{category.slug}.xml">feeds/{category.slug}.xml</a>', "Atom", f"{text(category.name)}类")
             for category in catalog.vocabulary.categories]
    example = f'<p>单独一条：把网页地址末尾的斜线换成 <code>.json</code>，例如 <a href="../items/{catalog.items[0].id}.json">' \
              f"items/{catalog.items[0].id}.json</a>。</p>" if catalog.items else ""
    return table(("文件", "格式", "内容"), rows) + example


def _items(parts: list[Volume]) -> Iterator[tuple[str, str, str]]:
    """The files with the items: all in one of each kind, or first where to find which year and then the years."""
    for ending, kind, words in KINDS:
        yield f"items.{ending}", kind, f"全部条目，{words}" if parts[0].year is None else "目录：哪一年的条目在哪个文件里"
    for part in parts if parts[0].year is not None else ():
        for ending, kind, words in KINDS:
            yield f"{part.name}.{ending}", kind, f"{part.year}年的条目，{words}"
