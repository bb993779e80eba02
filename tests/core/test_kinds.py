"""Each kind of value: what it takes, what it refuses, and the words it refuses it with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosure.model.dates import Period
from disclosure.model.fields import DOCUMENT_NUMBER, ITEM_FIELDS, ITEM_ID, PERIOD, REPORT_FIELDS, SLUG
from disclosure.model.kinds import Choice, Date, Fault, Field, Flag, Kind, Many, Named, Number, Record, Text
from disclosure.model.register_fields import LAW_FIELDS, SITE_FIELDS, VOCABULARY_FIELDS
from disclosure.model.values import PENDING
from disclosure.model.wording import nearest
from support import table


def convert(kind: Kind, raw: Any) -> tuple[Any, list[Fault]]:
    faults: list[Fault] = []
    return kind.convert(raw, ("键",), faults), faults


WHOLE = Number(whole=True, smallest=1)
NAMES = Many(Text(), or_one=True)


@table("why kind raw value", [
    ("文字", Text(), "甲", "甲"), ("末尾的换行去掉", Text(), "甲\n", "甲"),
    ("多行文字原样", Text(one_line=False), "甲\n乙\n", "甲\n乙\n"),
    ("正好最长", Text(longest=3), "甲乙丙", "甲乙丙"), ("允许待填", Text(pending=True), "待填", PENDING),
    ("不允许时就是文字", Text(), "待填", "待填"),
    ("待填不受格式限制", Text(pattern="[0-9]+", pending=True), "待填", PENDING), ("数字样子的文字", Text(), "0123", "0123"),
    ("日期", Date(), "2022-03-05", dt.date(2022, 3, 5)), ("闰年", Date(), "2024-02-29", dt.date(2024, 2, 29)),
    ("日期待填", Date(pending=True), "待填", PENDING),
    ("true", Flag(), "true", True), ("是", Flag(), "是", True), ("false", Flag(), "false", False), ("否", Flag(), "否", False),
    ("整数", Number(), "12", Decimal(12)), ("小数保留写法", Number(), "515.50", Decimal("515.50")), ("负数", Number(), "-3", Decimal(-3)),
    ("零", Number(), "0", Decimal(0)), ("开头的零", Number(), "007", Decimal(7)), ("十五位", Number(), "9" * 15, Decimal("9" * 15)),
    ("六位小数", Number(), "0.123456", Decimal("0.123456")), ("数值待填", Number(pending=True), "待填", PENDING),
    ("整数是 int", Number(whole=True), "2022", 2022), ("正好最小", WHOLE, "1", 1),
    ("选项", Choice(("余", "近")), "近", "近"), ("列表", Many(Number()), ["1", "2"], (Decimal(1), Decimal(2))),
    ("空列表", Many(Text()), [], ()),
    ("可以只写一个", NAMES, "甲", ("甲",)), ("也可以写列表", NAMES, ["甲", "乙"], ("甲", "乙")),
    ("名称到数值", Named(Number()), {"乙": "1", "甲": "2"}, {"乙": Decimal(1), "甲": Decimal(2)}),
    ("年", PERIOD, "2022", Period(2022, "年", 0)), ("季", PERIOD, "2022-Q4", Period(2022, "季", 4)),
    ("月", PERIOD, "2022-12", Period(2022, "月", 12)),
    ("代号", SLUG, "civil-affairs-2", "civil-affairs-2"), ("编号", ITEM_ID, "2022-00012", "2022-00012"),
    ("文号", DOCUMENT_NUMBER, "北屏府发〔2022〕15号", "北屏府发〔2022〕15号"), ("文号待填", DOCUMENT_NUMBER, "待填", PENDING),
])
def test_value(why: str, kind: Kind, raw: Any, value: Any) -> None:
    assert convert(kind, raw) == (value, []), why
    assert type(convert(kind, raw)[0]) is type(value), why


NUMBER = "应当是数值，只写数字，不写单位和逗号"
WHOLE_NUMBER = "应当是整数，只写数字，不写单位和逗号"
FLAG = "应当写 true 或 false（是 或 否）"
LIST = "应当是列表，每行以“- ”开头"


@table("why kind raw message", [
    ("列表不是文字", Text(), ["甲"], "键应当是文字"), ("一组不是文字", Text(), {}, "键应当是文字"),
    ("两行", Text(), "甲\n乙", "键“甲”应当写在一行内"), ("长了一个字", Text(longest=3), "甲乙丙丁", "键有 4 字，最多 3 字"),
    ("格式不对", Text(pattern="[0-9]{2}", advice="写两位"), "123", "键“123”格式不对；写两位"),
    ("很长的值只引用开头", Text(pattern="x", advice="写 x"), "甲" * 30, f"键“{'甲' * 24}…”格式不对；写 x"),
    ("不允许待填的数", Number(), "待填", f"键“待填”{NUMBER}"), ("逗号", Number(), "1,200", f"键“1,200”{NUMBER}"),
    ("全角逗号", Number(), "1，200", f"键“1，200”{NUMBER}"), ("单位", Number(), "12户", f"键“12户”{NUMBER}"),
    ("空格", Number(), "1 200", f"键“1 200”{NUMBER}"), ("加号", Number(), "+1", f"键“+1”{NUMBER}"),
    ("只有点", Number(), ".5", f"键“.5”{NUMBER}"),
    ("点在最后", Number(), "5.", f"键“5.”{NUMBER}"), ("指数", Number(), "1e3", f"键“1e3”{NUMBER}"),
    ("百分号", Number(), "99%", f"键“99%”{NUMBER}"),
    ("七位小数", Number(), "0.1234567", f"键“0.1234567”{NUMBER}"), ("十六位，只露三位", Number(), "9" * 16, f"键“999…”{NUMBER}"),
    ("全角数字", Number(), "１２", f"键“１２”{NUMBER}"), ("阿拉伯文数字", Number(), "١٢", f"键“١٢”{NUMBER}"),
    ("非数", Number(), "NaN", f"键“NaN”{NUMBER}"),
    ("列表不是数", Number(), ["1"], f"键{NUMBER}"), ("小数不是整数", WHOLE, "1.0", f"键“1.0”{WHOLE_NUMBER}"),
    ("小了一", WHOLE, "0", "键“0”不能小于 1"),
    ("no 不是否", Flag(), "no", f"键“no”{FLAG}"), ("0 不是否", Flag(), "0", f"键“0”{FLAG}"),
    ("True 不是 true", Flag(), "True", f"键“True”{FLAG}"),
    ("列表不是是否", Flag(), ["是"], f"键{FLAG}"), ("不在选项里", Choice(("余", "近")), "约", "键“约”应当是 余、近 之一"),
    ("一组不是选项", Choice(("余",)), {}, "键应当是 余 之一"), ("文字不是列表", Many(Text()), "甲", f"键“甲”{LIST}"),
    ("一组不是列表", Many(Text()), {"甲": "1"}, f"键{LIST}"), ("文字不是一组", Named(Text()), "甲", "键“甲”应当写成“名称: 内容”"),
    ("期间", PERIOD, "2022年7月", "键“2022年7月”格式不对；请写成 2022、2022-Q3 或 2022-07"),
    ("期间是列表", PERIOD, ["2022"], "键“”格式不对；请写成 2022、2022-Q3 或 2022-07"),
    ("代号有大写", SLUG, "Civil", "键“Civil”格式不对；只用小写字母、数字和短横线，例如 civil-affairs"),
    ("代号以短横线结尾", SLUG, "civil-", "键“civil-”格式不对；只用小写字母、数字和短横线，例如 civil-affairs"),
])
def test_refusal(why: str, kind: Kind, raw: Any, message: str) -> None:
    assert convert(kind, raw) == (None, [Fault(("键",), "value", message)]), why


@table("why raw message", [
    ("二月三十日", "2022-02-30", "键“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式"),
    ("年月日", "2022年3月5日", "键“2022年3月5日”不是有效日期；请写成 2022-03-05 这样的形式"),
    ("不允许待填", "待填", "键“待填”不是有效日期；请写成 2022-03-05 这样的形式"),
    ("列表", ["2022-03-05"], "键“”不是有效日期；请写成 2022-03-05 这样的形式"),
    ("年份零", "0000-01-01", "键“0000-01-01”不是有效日期；请写成 2022-03-05 这样的形式"),
    ("末尾有空格", "2022-03-05 ", "键“2022-03-05 ”不是有效日期；请写成 2022-03-05 这样的形式"),
])
def test_date_refusal(why: str, raw: Any, message: str) -> None:
    assert convert(Date(), raw) == (None, [Fault(("键",), "date", message)]), why


@dataclass(frozen=True)
class Pair:
    first: str
    second: tuple[str, ...] = ()


PAIR = Record(Pair, (Field("甲", "first", Text(), "写甲", required=True), Field("乙", "second", Many(Text()), "写乙")))


def test_record() -> None:
    assert convert(PAIR, {"甲": "1", "乙": ["2"]}) == (Pair("1", ("2",)), [])


def test_list_written_without_content_is_a_fault() -> None:
    """撤回: with nothing behind it must not leave the item public without a word."""
    assert convert(PAIR, {"甲": "1", "乙": ""}) == (
        None, [Fault(("键", "乙"), "value", "写了“乙”却没有内容；请填写，或删去这一行", at_key=True)])


@table("why raw faults", [
    ("缺必填的", {"乙": ["2"]}, [Fault(("键", "甲"), "required", "缺少“甲”；写甲")]),
    ("必填的是空的", {"甲": ""}, [Fault(("键", "甲"), "required", "缺少“甲”；写甲")]),
    ("不认识的键", {"甲": "1", "丙": "2"}, [Fault(("键", "丙"), "unknown_key", "不认识的键“丙”；可用的有：甲、乙", at_key=True)]),
    ("里层的错误带着路径", {"甲": "1", "乙": ["2", ["3"]]}, [Fault(("键", "乙", 1), "value", "乙应当是文字")]),
    ("不是一组", "甲", [Fault(("键",), "value", "键“甲”应当由“键: 值”组成")]),
    ("全部错误都说", {"乙": "2", "丙": "3"}, [
        Fault(("键", "乙"), "value", f"乙“2”{LIST}"), Fault(("键", "丙"), "unknown_key", "不认识的键“丙”；可用的有：甲、乙", at_key=True),
        Fault(("键", "甲"), "required", "缺少“甲”；写甲")]),
])
def test_record_refusal(why: str, raw: Any, faults: list[Fault]) -> None:
    assert convert(PAIR, raw) == (None, faults), why


@table("why word words meant", [
    ("错一个字", "发布日其", ["成文日期", "发布日期"], "发布日期"), ("少一个字", "发布日", ["成文日期", "发布日期"], "发布日期"),
    ("没有相近的", "电话", ["成文日期", "发布日期"], None), ("没有可选的", "电话", [], None),
    ("两个都像时取更像的", "民政办", ["民政", "民政办公室"], "民政"),
])
def test_nearest(why: str, word: str, words: list[str], meant: str | None) -> None:
    assert nearest(word, words) == meant, why


def test_field_tables_have_unique_keys_names_and_help() -> None:
    """Two rows with one key or name would silently shadow each other."""
    for fields in (ITEM_FIELDS, REPORT_FIELDS, SITE_FIELDS, VOCABULARY_FIELDS, LAW_FIELDS):
        assert len({row.key for row in fields}) == len({row.json for row in fields}) == len(fields) > 3
        assert all(row.help for row in fields)


def test_item_keys_are_those_of_the_published_contract() -> None:
    keys = ("标题 类别 事项 体裁 发布机构 责任科室 成文日期 发布日期 期间 本期无 文号 公开属性 审查 有效性 失效日期 被替代 公示期 "
            "依据 摘要 关键词 数据 附件 正文 更正 撤回 示例")
    assert {row.key for row in ITEM_FIELDS} == set(keys.split())
    assert [row.key for row in ITEM_FIELDS if row.required] == ["标题", "类别", "事项", "体裁", "成文日期", "发布日期"]
    assert [row.key for row in ITEM_FIELDS if not row.public] == ["审查"]
