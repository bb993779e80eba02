"""Small repositories whose ledger is read: their texts, and what the ledger says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from disclosure.model.loading import load
from disclosure.release import past
from disclosure.release.past import Past
from disclosure.source.tree import Folder
from support import BASE, ITEM, ITEM_TEXT, TODAY

Files = Mapping[str, str | bytes | None]
EMPTY: Files = {path: text for path, text in BASE.items() if path != ITEM}
OTHER = "data/items/2022/2022-00002.yml"
OTHER_TEXT = ITEM_TEXT.replace("社会救助监督电话", "社会救助投诉渠道")
CHANGED = ITEM_TEXT.replace("监督电话见公开指南。", "监督电话在公开指南里。")
WITH_FILE = ITEM_TEXT + "附件:\n  - {文件: 表.csv, 名称: 表}\n"
FILE = "data/attachments/2022-00001/表.csv"
BLOCK = ITEM_TEXT.replace("正文: ", "正文: |\n  ")
WITHDRAWN = ITEM_TEXT + "撤回: {日期: 2022-04-01, 原因: 重复公开}\n"


def read(root: Path, previous: str | None = None) -> Past:
    catalog = load(Folder(root)).catalog
    assert catalog is not None
    return past.read(root, catalog, TODAY, previous)


def rows(root: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in read(root).lines]


def events(root: Path) -> list[tuple[object, object]]:
    """Serial and event of every line."""
    return [(str(row["item"])[-1], row["event"]) for row in rows(root)]
