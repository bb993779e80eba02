"""Names beside benefits, illness and penalties, and minors: found in these contexts and in no others."""

from __future__ import annotations

import datetime as dt

import pytest

from disclosure.checks.personal.detect import find
from disclosure.checks.personal.names import age, years

TODAY = dt.date(2023, 1, 31)

# text, the names found
NAMES = [
    ("低保户张三", ["张三"]), ("农村低保户：张三、李四、王五等3户", ["张三", "李四", "王五"]),
    ("低保对象名单：张三、李四", ["张三", "李四"]),
    ("特困人员李秀英", ["李秀英"]), ("特困供养人员王大明因病去世", ["王大明"]), ("五保户田德贵，", ["田德贵"]),
    ("贫困户何秀兰家", ["何秀兰"]),
    ("残疾人刘德富", ["刘德富"]), ("重度残疾人陈桂芳家中", ["陈桂芳"]), ("患者赵小兰", ["赵小兰"]), ("严重精神障碍患者周建国", ["周建国"]),
    ("刑满释放人员吴涛", ["吴涛"]), ("社区矫正对象郑强", ["郑强"]), ("社区矫正人员：孙丽", ["孙丽"]), ("戒毒人员钱伟", ["钱伟"]),
    ("社区戒毒（康复）人员王强", ["王强"]), ("吸毒人员胡军", ["胡军"]), ("建档立卡户高明远", ["高明远"]), ("救助对象张三", ["张三"]),
    ("户主张三", ["张三"]), ("失独家庭王芳", ["王芳"]), ("贫困大学生张三", ["张三"]), ("低保户（张三）", ["张三"]),
    ("低保户**张三**", ["张三"]),
    ("低保户：向德发", ["向德发"]), ("特困人员陈有富", ["陈有富"]), ("低保户欧阳德", ["欧阳德"]),
    ("张三（低保户）", ["张三"]), ("张三(残疾人)", ["张三"]), ("张三（男，低保户）", ["张三"]), ("李秀英，低保户", ["李秀英"]),
    ("欧阳锋（特困人员）", ["欧阳锋"]), ("王大明系特困供养人员", ["王大明"]), ("刘德富为精神障碍患者", ["刘德富"]),
    ("陈桂芳患有尿毒症", ["陈桂芳"]),
    ("村民张三享受农村低保", ["张三"]), ("张三，男，1960年3月生，二级肢体残疾", ["张三"]), ("同意张三享受低保", ["张三"]),
    ("张三的低保金", ["张三"]),
    ("对李四给予临时救助2000元", ["李四"]), ("慰问了困难党员张德福", ["张德福"]), ("走访低保户张三丰、李四光", ["张三丰", "李四光"]),
    ("低保户张德福搬进新居", ["张德福"]), ("举报人廖长青反映的问题", ["廖长青"]), ("陈大山、吴秀英两户拟纳入低保", ["陈大山", "吴秀英"]),
    ("覃永明，视力一级", ["覃永明"]), ("张某，男，1962年8月14日出生", ["1962年8月14日出生"]), ("出生日期：1962-08-14", ["1962-08-14"]),
    ("张三吸毒成瘾", ["张三"]), ("张三，1960年3月生", ["张三"]), ("姓名：张三", ["张三"]), ("姓 名：张三", ["张三"]),
    ("| 姓名 | 金额 |\n|---|---|\n| 张三 | 500 |\n| 合计 | 500 |", ["张三"]),
    ("| 序号 | 户主姓名 | 村组 |\n| --- | --- | --- |\n| 1 | 欧阳修 | 北屏村 |\n| 2 | 张 三 | 北屏村 |", ["欧阳修", "张 三"]),
    ("序号,姓名,金额\n1,张三,500\n2,李四,300", ["张三", "李四"]), ("姓名\t金额\n张三\t500", ["张三"]),
]
MINORS = [
    ("孤儿张三", ["张三"]), ("留守儿童李小明", ["李小明"]), ("困境儿童赵雷、钱云", ["赵雷", "钱云"]), ("残疾儿童周洋", ["周洋"]),
    ("女童陈雨", ["陈雨"]),
    ("学生王小红", ["王小红"]), ("小学生李明", ["李明"]), ("张小明（12岁）", ["张小明"]), ("张小明，男，8岁", ["张小明"]),
    ("张三，十二岁", ["张三"]),
    ("张小明，2015年3月5日出生", ["张小明"]), ("张小明（2015年3月生）", ["张小明"]), ("张小明，17周岁", ["张小明"]),
    ("张小明，2005年2月1日出生", ["张小明"]), ("李小花，北屏小学三年级学生", ["李小花"]), ("姓名：张小明，年龄：12岁", ["张小明"]),
    ("| 姓名 | 年龄 |\n|---|---|\n| 张三 | 9 |\n| 李四 | 17岁 |", ["张三", "李四"]),
    ("| 姓名 | 出生日期 |\n|---|---|\n| 张三 | 2010-05-06 |", ["张三"]),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[row[0] for row in NAMES])
def test_name_is_found(text: str, names: list[str]) -> None:
    for whole in (text, f"公示如下。\n{text}\n特此公示。"):
        found = find(whole, TODAY)
        assert [whole[finding.start:finding.end] for finding in found] == names
        assert {finding.kind for finding in found} == {"privacy.name"}


@pytest.mark.parametrize(("text", "names"), MINORS, ids=[row[0] for row in MINORS])
def test_minor_is_found(text: str, names: list[str]) -> None:
    found = find(text, TODAY)
    assert [text[finding.start:finding.end] for finding in found] == names
    assert {finding.kind for finding in found} == {"privacy.minor"}


@pytest.mark.parametrize(("text", "kinds"), [
    ("张小明，2005年1月31日出生", {"privacy.name"}),  # 18 today
    ("张小明，18岁", set()), ("张三（62岁）", set()), ("| 姓名 | 年龄 |\n|---|---|\n| 张三 | 18 |", {"privacy.name"})])
def test_at_eighteen_nobody_is_a_minor(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in find(text, TODAY)} == kinds


def test_a_name_shows_only_its_surname() -> None:
    assert [finding.shown for finding in find("低保户张三、欧阳修", TODAY)] == ["张…", "欧…"]


@pytest.mark.parametrize(("text", "value"), [("9", 9), ("九", 9), ("十", 10), ("十七", 17), ("二十", None), ("百", None)])
def test_years(text: str, value: int | None) -> None:
    assert years(text) == value


def test_age_changes_on_the_birthday() -> None:
    assert age(2005, 1, 31, TODAY) == 18
    assert age(2005, 2, 1, TODAY) == 17
