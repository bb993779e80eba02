"""What an item's page tells of its past: which old words are shown beside the new ones, and which must not come back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import pytest

from disclosure.model.past import NO_STORY, Story, Version
from disclosure.model.records import Attachment, Correction, Item, Withdrawal
from disclosure.model.values import PENDING
from disclosure.release.stories import story
from support import TODAY, catalog_of, table

CATALOG = catalog_of({})
FIRST = CATALOG.items[0]
DAY = dt.date(2022, 4, 1)
NUMBER = "经办人身份证号11010519491231002X。"
# body, notes in 更正 so far, day of the commit in April
State = tuple[str, Sequence[str], int]


def item(body: str, notes: Sequence[str] = (), sample: bool = False) -> Item:
    return dataclasses.replace(FIRST, body=body, corrections=tuple(Correction(DAY, note) for note in notes), sample=sample)


def told(*states: State, sample: bool = False) -> Story:
    versions = [Version(item(body, notes, sample), (), dt.date(2022, 4, day)) for body, notes, day in states]
    return story(CATALOG, TODAY, versions[-1].item, versions)


def shown(found: Story) -> list[tuple[str, str] | None]:
    """Body before and after of every revision; None where it is withheld."""
    assert all((row.before, row.after) == ("", "") for row in found.revisions if row.withheld)
    return [None if row.withheld else (row.before, row.after) for row in found.revisions]


@table("why states revisions silent", [
    ("只有公开的那一次", [("甲", [], 1)], [], []),
    ("一次更正", [("甲", [], 1), ("乙", ["改正"], 2)], [("甲", "乙")], []),
    ("公开当天更正", [("甲", [], 1), ("乙", ["改正"], 1)], [("甲", "乙")], []),
    ("两次更正", [("甲", [], 1), ("乙", ["一"], 2), ("丙", ["一", "二"], 3)], [("甲", "乙"), ("乙", "丙")], []),
    ("先改正文，同一天再写更正", [("甲", [], 1), ("乙", [], 2), ("乙", ["改正"], 2)], [("甲", "乙")], []),
    ("先写更正，同一天再改正文", [("甲", [], 1), ("甲", ["改正"], 2), ("乙", ["改正"], 2)], [("甲", "乙")], []),
    ("一天里改了几次只看最后", [("甲", [], 1), ("乙", ["一"], 2), ("丙", ["一", "二"], 2)], [("甲", "丙")], []),
    ("更正了别的，正文没变", [("甲", [], 1), ("甲", ["改正文号"], 2)], [], []),
    ("正文只动空格", [("甲 乙", [], 1), ("甲\n乙", ["排版"], 2)], [], []),
    ("没写更正的改动", [("甲", [], 1), ("乙", [], 2)], [], [2]),
    ("第二天才写更正", [("甲", [], 1), ("乙", [], 2), ("乙", ["改正"], 3)], [], [2]),
    ("悄悄改过正文，更早的不再显示", [("甲", [], 1), ("乙", ["改正"], 2), ("丙", [], 3)], [None], [3]),
    ("悄悄改过正文，后来的照样显示", [("甲", [], 1), ("乙", [], 2), ("丙", ["改正"], 3)], [("乙", "丙")], [2]),
    ("改正又改回来", [("甲", [], 1), ("乙", ["一"], 2), ("甲", ["一", "二"], 3)], [("甲", "乙"), ("乙", "甲")], []),
    ("更正的说明改了字，也算新的一条", [("甲", ["改政"], 1), ("乙", ["改正"], 2)], [("甲", "乙")], []),
    ("删了以前的更正，就是没有说明的改动", [("甲", ["改正"], 1), ("甲", [], 2)], [], [2]),
])
def test_what_is_told(why: str, states: Sequence[State], revisions: list[tuple[str, str] | None], silent: list[int]) -> None:
    found = told(*states)
    assert shown(found) == revisions
    assert [day.day for day in found.silent] == silent
    assert found.is_told == any(revisions)


@table("why states revisions", [
    ("原来有身份证号", [(NUMBER, [], 1), ("甲", ["改正文字"], 2)], [None]),
    ("改了以后有身份证号，再改掉", [("甲", [], 1), (NUMBER, ["一"], 2), ("乙", ["一", "二"], 3)], [None, None]),
    ("更早的有，后来的照样显示", [(NUMBER, [], 1), ("甲", ["一"], 2), ("乙", ["一", "二"], 3)], [None, ("甲", "乙")]),
    ("原来有手机号", [("电话13812345678", [], 1), ("甲", ["改正文字"], 2)], [None]),
    ("原来有救助对象的姓名", [("本月新增低保户王小明。", [], 1), ("本月新增低保户1户。", ["改正文字"], 2)], [None]),
    ("原来有密级", [("秘密★1年\n\n甲", [], 1), ("甲", ["改正文字"], 2)], [None]),
    ("两次的掩码合起来是一个号码", [("身份证号110105********002X", [], 1), ("身份证号110105194912******", ["一"], 2)], [None]),
    ("更正自己说了是个人信息", [("原来的话", [], 1), ("甲", ["删去一处个人信息"], 2)], [None]),
    ("更正说了不宜公开", [("原来的话", [], 1), ("甲", ["删去不宜对外公开的内容"], 2)], [None]),
    ("更正说换了有个人信息的附件，更早的也不显示", [("原来的话", [], 1), ("甲", ["一"], 2), ("甲", ["一", "附件删去了姓名"], 3)], [None]),
    ("后来因个人信息改过，更早的都不显示",
     [("一", [], 1), ("二", ["改正"], 2), ("三", ["改正", "隐去住址"], 3), ("四", ["改正", "隐去住址", "改字"], 4)],
     [None, None, ("三", "四")]),
    ("普通的更正不受影响", [("发放120户", [], 1), ("发放121户", ["改正户数"], 2)], [("发放120户", "发放121户")]),
])
def test_what_was_taken_back_is_not_shown(why: str, states: Sequence[State], revisions: list[tuple[str, str] | None]) -> None:
    assert shown(told(*states)) == revisions


def test_masks_of_several_states_must_not_complete_each_other() -> None:
    """Each change alone is harmless; all states on one page would give the number away."""
    first, second, third = "身份证号1101**********002X", "号码不公开", "身份证号110105194*********"
    assert shown(told((first, [], 1), (second, ["一"], 2))) == [(first, second)]
    assert shown(told((first, [], 1), (second, ["一"], 2), (third, ["一", "二"], 3))) == [None, (second, third)]


def test_a_withdrawn_item_tells_nothing() -> None:
    gone = dataclasses.replace(item("乙", ["改正"]), withdrawn=Withdrawal(DAY, "误发"))
    assert story(CATALOG, TODAY, gone, [Version(item("甲"), (), DAY), Version(gone, (), DAY)]) == NO_STORY


def test_silent_changes_of_stand_ins_are_nobodys_business() -> None:
    assert told(("甲", [], 1), ("乙", [], 2), sample=True) == NO_STORY
    assert shown(told(("甲", [], 1), ("乙", ["改正"], 2), sample=True)) == [("甲", "乙")]


@pytest.mark.parametrize(("before", "after", "silent"), [
    ({"title": "甲"}, {"title": "乙"}, 1),
    ({"keywords": ("甲",)}, {"keywords": ("乙",)}, 0),
    ({"validity": "有效"}, {"validity": "失效"}, 0),
    ({"document_number": PENDING}, {"document_number": "某府发〔2022〕5号"}, 1),
    ({"attachments": ()}, {"attachments": (Attachment("表.csv", "表"),)}, 1),
])
def test_changes_beside_the_body(before: dict[str, object], after: dict[str, object], silent: int) -> None:
    versions = [Version(dataclasses.replace(FIRST, **values), (), dt.date(2022, 4, day))  # type: ignore[arg-type]
                for day, values in enumerate((before, after), 1)]
    assert len(story(CATALOG, TODAY, versions[-1].item, versions).silent) == silent


def test_other_bytes_of_an_attachment_are_a_change() -> None:
    with_file = dataclasses.replace(FIRST, attachments=(Attachment("表.csv", "表"),))
    versions = [Version(with_file, (blob,), dt.date(2022, 4, day)) for day, blob in enumerate(("a", "a", "b"), 1)]
    assert story(CATALOG, TODAY, with_file, versions).silent == (dt.date(2022, 4, 3),)
