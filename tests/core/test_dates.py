"""Dates as people mistype them, and periods."""

from __future__ import annotations

import datetime as dt

import pytest

from disclosure.model.dates import EXAMPLE, Period, date_advice, read_period
from disclosure.model.values import PENDING, chinese_date
from support import table


@table("why text advice", [
    ("年月日", "2022年3月5日", "2022-03-05"), ("年月日补零", "2022年03月05日", "2022-03-05"), ("没有写“日”", "2022年3月5", "2022-03-05"),
    ("点", "2022.3.5", "2022-03-05"), ("斜线", "2022/3/5", "2022-03-05"), ("没有补零", "2022-3-5", "2022-03-05"),
    ("全角数字", "２０２２年３月５日", "2022-03-05"), ("全角短横线", "2022－03－05", "2022-03-05"),
    ("破折号", "2022—03—05", "2022-03-05"),
    ("全角斜线", "2022／3／5", "2022-03-05"), ("全角点", "2022．3．5", "2022-03-05"), ("有空格", "2022 年 3 月 5 日", "2022-03-05"),
    ("前后有空格", " 2022-03-05 ", "2022-03-05"),
    ("二月三十日", "2022-02-30", "2022-02-28"), ("闰年二月三十日", "2024-02-30", "2024-02-29"),
    ("四月三十一日", "2022-04-31", "2022-04-30"),
    ("三十二日", "2022-12-32", "2022-12-31"), ("Excel 序号", "44625", "2022-03-05"), ("Excel 序号带小数", "44625.0", "2022-03-05"),
    ("最小的序号", "30000", "1982-02-18"), ("最大的序号", "69999", "2091-08-24"), ("序号太小", "29999", EXAMPLE),
    ("序号太大", "70000", EXAMPLE),
    ("没有十三月", "2022-13-01", EXAMPLE), ("没有零月", "2022-00-01", EXAMPLE), ("没有零日", "2022-01-00", EXAMPLE),
    ("年份太早", "1899-01-01", EXAMPLE), ("年份太晚", "2200-01-01", EXAMPLE), ("两位的年", "22-3-5", EXAMPLE),
    ("只有年月", "2022-03", EXAMPLE),
    ("连着写", "20220305", EXAMPLE), ("汉字数字", "二〇二二年三月五日", EXAMPLE), ("空的", "", EXAMPLE), ("别的文字", "昨天", EXAMPLE),
    ("带时间", "2022-03-05 12:30", EXAMPLE),
])
def test_advice(why: str, text: str, advice: str) -> None:
    assert date_advice(text) == advice, why
    dt.date.fromisoformat(advice)


@table("text period chinese", [
    ("2022", Period(2022, "年", 0), "2022年"), ("2022-Q1", Period(2022, "季", 1), "2022年第一季度"),
    ("2022-Q4", Period(2022, "季", 4), "2022年第四季度"),
    ("2022-01", Period(2022, "月", 1), "2022年1月"), ("2022-12", Period(2022, "月", 12), "2022年12月"),
])
def test_period(text: str, period: Period, chinese: str) -> None:
    assert read_period(text) == period
    assert period.text == text, "写出来和读进来一样"
    assert period.chinese == chinese


@pytest.mark.parametrize("text", ["", "22", "1999", "2022-0", "2022-1", "2022-00", "2022-13", "2022-Q0", "2022-Q5", "2022-q1", "2022Q1",
                                  "2022-Q1 ", "2022-01-01", "2022年", "2022年7月", "2022/07", "七月", "2022-07\n"])
def test_no_period(text: str) -> None:
    assert read_period(text) is None


@table("why period day inside", [
    ("年的第一天", "2022", dt.date(2022, 1, 1), True), ("年的最后一天", "2022", dt.date(2022, 12, 31), True),
    ("下一年", "2022", dt.date(2023, 1, 1), False),
    ("季的第一天", "2022-Q2", dt.date(2022, 4, 1), True), ("季的最后一天", "2022-Q2", dt.date(2022, 6, 30), True),
    ("季的前一天", "2022-Q2", dt.date(2022, 3, 31), False), ("季的后一天", "2022-Q2", dt.date(2022, 7, 1), False),
    ("别的年的同一季", "2022-Q2", dt.date(2021, 5, 1), False), ("月的最后一天", "2022-02", dt.date(2022, 2, 28), True),
    ("月的后一天", "2022-02", dt.date(2022, 3, 1), False),
    ("别的年的同一月", "2022-02", dt.date(2023, 2, 1), False),
])
def test_period_holds(why: str, period: str, day: dt.date, inside: bool) -> None:
    found = read_period(period)
    assert found is not None and found.holds(day) is inside, why


def test_date_said_in_chinese() -> None:
    assert [chinese_date(day) for day in (dt.date(2022, 3, 5), PENDING, None)] == ["2022年3月5日", "待填", ""]
