"""The publication ledger, read from real git repositories made here: which commit is which event, and the chain of lines."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from disclosure.exports import ledger
from disclosure.model.loading import read_items
from disclosure.model.records import Item
from disclosure.source.tree import Memory
from git_repository import commit, repository
from ledger_reading import BLOCK, CHANGED, EMPTY, FILE, OTHER, OTHER_TEXT, WITH_FILE, WITHDRAWN, Files, events, read, rows
from support import ITEM, ITEM_TEXT, MARKDOWN, as_markdown, table


@table("why commits expected", [
    ("一条公开", [{ITEM: ITEM_TEXT}], [("1", "published")]),
    ("同一次提交里的几条按编号", [{OTHER: OTHER_TEXT, ITEM: ITEM_TEXT}], [("1", "published"), ("2", "published")]),
    ("没有条目的提交", [{"docs/a.md": "甲"}, {"data/laws.yml": ""}], []),
    ("正文改了", [{ITEM: ITEM_TEXT}, {ITEM: CHANGED}], [("1", "published"), ("1", "corrected")]),
    ("改了又改回来是两件事", [{ITEM: ITEM_TEXT}, {ITEM: CHANGED}, {ITEM: ITEM_TEXT}],
     [("1", "published"), ("1", "corrected"), ("1", "corrected")]),
    ("只动空格和空行", [{ITEM: BLOCK}, {ITEM: BLOCK.replace("|\n  ", "|\n\n    ") + "\n\n"}], [("1", "published")]),
    ("只加注释", [{ITEM: ITEM_TEXT}, {ITEM: "# 内部说明\n" + ITEM_TEXT}], [("1", "published")]),
    ("只换键的先后", [{ITEM: ITEM_TEXT}, {ITEM: "".join(reversed(ITEM_TEXT.splitlines(keepends=True)))}], [("1", "published")]),
    ("只加审查，不对外", [{ITEM: ITEM_TEXT}, {ITEM: ITEM_TEXT + "审查: {审查人: 甲, 日期: 2022-03-02, 结论: 好}\n"}], [("1", "published")]),
    ("写明本来就是的有效", [{ITEM: ITEM_TEXT}, {ITEM: ITEM_TEXT + "有效性: 有效\n公开属性: 主动公开\n示例: 否\n"}], [("1", "published")]),
    ("失效", [{ITEM: ITEM_TEXT}, {ITEM: ITEM_TEXT + "有效性: 失效\n失效日期: 2022-09-01\n"}], [("1", "published"), ("1", "corrected")]),
    ("YAML 改成 Markdown，编号没变", [{ITEM: BLOCK},
                              {ITEM: None, MARKDOWN: as_markdown(ITEM_TEXT, "监督电话见公开指南。\n")}], [("1", "published")]),
    ("撤回", [{ITEM: ITEM_TEXT}, {ITEM: WITHDRAWN}], [("1", "published"), ("1", "withdrawn")]),
    ("撤回以后删掉不再显示的正文", [{ITEM: ITEM_TEXT}, {ITEM: WITHDRAWN}, {ITEM: WITHDRAWN.replace("监督电话见公开指南。", "略")}],
     [("1", "published"), ("1", "withdrawn")]),
    ("撤回的原因改了", [{ITEM: WITHDRAWN}, {ITEM: WITHDRAWN.replace("重复", "错误")}], [("1", "withdrawn"), ("1", "withdrawn")]),
    ("撤回以后又公开", [{ITEM: ITEM_TEXT}, {ITEM: WITHDRAWN}, {ITEM: ITEM_TEXT}],
     [("1", "published"), ("1", "withdrawn"), ("1", "published")]),
    ("文件删了", [{ITEM: ITEM_TEXT}, {ITEM: None}], [("1", "published"), ("1", "removed")]),
    ("删了又来", [{ITEM: ITEM_TEXT}, {ITEM: None}, {ITEM: ITEM_TEXT}], [("1", "published"), ("1", "removed"), ("1", "published")]),
    ("示例换成真实的", [{ITEM: ITEM_TEXT + "示例: true\n"}, {ITEM: ITEM_TEXT}], [("1", "published"), ("1", "published")]),
    ("示例改动", [{ITEM: ITEM_TEXT + "示例: true\n"}, {ITEM: CHANGED + "示例: true\n"}], [("1", "published"), ("1", "corrected")]),
    ("附件的内容换了", [{ITEM: WITH_FILE, FILE: "甲,1\n"}, {FILE: "甲,2\n"}], [("1", "published"), ("1", "corrected")]),
    ("附件后来才放进来", [{ITEM: WITH_FILE}, {FILE: "甲,1\n"}], [("1", "published"), ("1", "corrected")]),
    ("别的附件和没有条目的附件", [{ITEM: ITEM_TEXT}, {FILE: "甲\n", "data/attachments/x.csv": "乙\n"}], [("1", "published")]),
    ("中间一次读不懂", [{ITEM: ITEM_TEXT}, {ITEM: "标题：全角\n"}, {ITEM: CHANGED}], [("1", "published"), ("1", "corrected")]),
    ("中间一次读不懂，又恢复原样", [{ITEM: ITEM_TEXT}, {ITEM: "标题：全角\n"}, {ITEM: ITEM_TEXT}], [("1", "published")]),
    ("第一次读不懂", [{ITEM: "标题：全角\n"}, {ITEM: ITEM_TEXT}], [("1", "published")]),
    ("读不懂以后删掉", [{ITEM: ITEM_TEXT}, {ITEM: "标题：全角\n"}, {ITEM: None}], [("1", "published"), ("1", "removed")]),
    ("换成快捷方式就是没有了", [{ITEM: ITEM_TEXT}, {ITEM: None}, {ITEM: "-> /etc/passwd"}], [("1", "published"), ("1", "removed")]),
    ("隐藏的文件不算", [{"data/items/2022/.2022-00001.yml": ITEM_TEXT}], []),
])
def test_what_a_commit_does(why: str, commits: Sequence[Files], expected: list[tuple[str, str]], tmp_path: Path) -> None:
    root = repository(tmp_path, EMPTY)
    for files in commits:
        commit(root, files)
    assert events(root) == expected


def test_a_line_says_what_when_and_by_which_commit(tmp_path: Path) -> None:
    root = repository(tmp_path, EMPTY)
    first = commit(root, {ITEM: ITEM_TEXT + "示例: true\n"}, "2022-03-05T23:30:00-05:00")
    last = commit(root, {ITEM: None, OTHER: OTHER_TEXT}, "2022-03-04T10:00:00+08:00")
    found = rows(root)
    assert [list(row) for row in found] == [["number", "item", "event", "time", "commit", "content", "sample", "previous"]] * 3
    # the order is that of the commits, whatever their clocks said; times are those of Shanghai
    assert [(row["number"], row["item"], row["event"], row["time"], row["commit"], row["sample"]) for row in found] == [
        (1, "2022-00001", "published", "2022-03-06T12:30:00+08:00", first, True),
        (2, "2022-00001", "removed", "2022-03-04T10:00:00+08:00", last, True),
        (3, "2022-00002", "published", "2022-03-04T10:00:00+08:00", last, False)]
    assert found[1]["content"] is None


def test_every_line_holds_the_hash_of_the_one_before(tmp_path: Path) -> None:
    root = repository(tmp_path, EMPTY)
    for text in (ITEM_TEXT, CHANGED, WITHDRAWN):
        commit(root, {ITEM: text})
    told = read(root)
    assert told.ledger.endswith(b"}\n") and told.ledger.count(b"\n") == 3
    before = None
    for line in told.ledger.splitlines():
        assert json.loads(line)["previous"] == before
        before = hashlib.sha256(line).hexdigest()


RICH = """\
标题: 低保资金发放
类别: 民政
事项: 低保发放
体裁: 发放情况
发布机构: 城口县北屏乡人民政府
成文日期: 2022-03-01
发布日期: 待填
期间: 2022-03
审查: {审查人: 甲, 日期: 2022-03-02, 结论: 同意公开}
公示期: {起: 2022-03-05, 止: 2022-03-15, 异议受理: 待填}
关键词: [低保, 资金]
数据:
  户数: {值: "120.50", 单位: 户, 约: 余}
  人数: {值: "0", 单位: 人}
  金额: {值: 待填}
附件:
  - {文件: 表.csv, 名称: 明细表}
更正:
  - {日期: 2022-03-09, 说明: 改正户数}
示例: true
正文: |
  第一段 一。

  第二段。
"""
CANONICAL = (
    '{"attachments":[{"blob":"b1","file":"表.csv","name":"明细表"}],"body":"第一段一。第二段。","category":"民政",'
    '"corrections":[{"date":"2022-03-09","note":"改正户数"}],'
    '"figures":{"人数":{"unit":"人","value":"0"},"户数":{"about":"余","unit":"户","value":"120.5"},"金额":{"value":"待填"}},'
    '"formed_on":"2022-03-01","genre":"发放情况","id":"2022-00001","keywords":["低保","资金"],"matter":"低保发放",'
    '"notice":{"from":"2022-03-05","objection":"待填","to":"2022-03-15"},"period":"2022-03","published_on":"待填",'
    '"publisher":"城口县北屏乡人民政府","sample":true,"title":"低保资金发放"}')


def item_of(text: str, path: str = ITEM) -> Item:
    (found,) = read_items(Memory({path: text.encode()}), [path]).items
    return found


def test_the_canonical_form_never_changes() -> None:
    """Ledgers that are public were made with it: a change here would make every one of them a rewritten history."""
    assert ledger.canonical(item_of(RICH), ["b1"]).decode() == CANONICAL
    assert ledger.content_hash(item_of(RICH), ["b1"]) == hashlib.sha256(CANONICAL.encode()).hexdigest()
    withdrawn = item_of(RICH + "撤回: {日期: 2022-04-01, 原因: 重复}\n")
    assert ledger.canonical(withdrawn, ["b1"]).decode() == (
        '{"category":"民政","formed_on":"2022-03-01","genre":"发放情况","id":"2022-00001","matter":"低保发放","period":"2022-03",'
        '"published_on":"待填","publisher":"城口县北屏乡人民政府","sample":true,"title":"低保资金发放",'
        '"withdrawn":{"date":"2022-04-01","reason":"重复"}}')


def test_the_time_of_a_commit_is_the_event() -> None:
    event = ledger.Event("2022-00001", "published", dt.datetime(2022, 3, 5, tzinfo=dt.UTC), "c", None, False)
    assert json.loads(next(ledger.lines([event])))["time"] == "2022-03-05T00:00:00+00:00"
