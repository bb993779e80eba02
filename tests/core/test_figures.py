"""Percentages that whole numbers can give, lists and tables that add up, and whom named figures count."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.checks import figures_impossible_rate, figures_parts, part_sentences
from disclosure.model import persons
from disclosure.model.dates import read_period
from disclosure.model.expanded import expanded
from disclosure.model.pipe_tables import kind_of, tables
from disclosure.model.quantities import may_list, plain, quantities, sentences
from disclosure.model.rates import Rate
from disclosure.model.records import Figure, Report
from disclosure.model.values import PENDING
from support import ITEM, ITEM_TEXT, MARKDOWN, REPORT, as_markdown, problems_of

WHOLES = [
    ("印发稿里的成功率", "99.07", 248, False), ("最接近的低值", "98.79", 248, True), ("最接近的高值", "99.19", 248, True),
    ("截去尾数也算", "66.6", 3, True), ("四舍五入", "66.7", 3, True), ("再高就不行", "66.8", 3, False),
    ("再低也不行", "66.5", 3, False), ("全部", "100", 7, True), ("没有", "0", 7, True), ("一半进位", "13", 8, True),
    ("一半截去", "12", 8, True), ("写了两位小数就看两位", "12.50", 8, True), ("两位小数对不上", "12.49", 8, False),
    ("高于全部", "100.1", 7, False), ("几乎为零，截去成零", "0", 1000, True), ("一个对象只有两种比率", "50", 1, False),
]
PARTS = [
    ("印发稿里的化解率", "96.8", 38, False), ("38/39", "97.4", 38, True), ("38/40", "95.0", 38, True), ("分母不小于分子", "100", 38, True),
    ("不能高于全部", "101", 38, False), ("很小的比率", "0.01", 1, True), ("零除以几都是零", "0", 0, True), ("零得不出别的", "5", 0, False),
    ("零可以由很小的数截成", "0", 3, True), ("三分之一", "33.3", 1, True), ("一除以几得不出四成", "40", 1, False),
]


@pytest.mark.parametrize(("why", "value", "whole", "possible"), WHOLES, ids=[row[0] for row in WHOLES])
def test_some_part_of_a_whole(why: str, value: str, whole: int, possible: bool) -> None:
    assert Rate(Decimal(value)).has_part(whole) is possible, why


@pytest.mark.parametrize(("why", "value", "part", "possible"), PARTS, ids=[row[0] for row in PARTS])
def test_some_whole_of_a_part(why: str, value: str, part: int, possible: bool) -> None:
    assert Rate(Decimal(value)).has_whole(part) is possible, why


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 3), st.booleans())
def test_a_true_rate_is_never_impossible(part: int, whole: int, digits: int, cut_off: bool) -> None:
    """Rounded or cut off, with either number known."""
    part = min(part, whole)
    unit = Decimal(1).scaleb(-digits)
    exact = Decimal(part) * 100 / Decimal(whole)
    rate = Rate(exact.quantize(unit, "ROUND_DOWN" if cut_off else "ROUND_HALF_UP"))
    assert rate.has_part(whole)
    assert rate.has_whole(part)
    assert rate.holds(Fraction(part * 100, whole))


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 2), st.integers(1, 60))
def test_possible_means_that_a_number_can_be_shown(hundredths: int, digits: int, whole: int) -> None:
    """Against trying every number."""
    rate = Rate((Decimal(hundredths) / 100).quantize(Decimal(1).scaleb(-digits), "ROUND_DOWN"))
    assert rate.has_part(whole) is any(rate.holds(Fraction(part * 100, whole)) for part in range(whole + 1))
    if rate.value > 1:
        assert rate.has_whole(whole) is any(rate.holds(Fraction(whole * 100, other)) for other in range(whole, whole * 250))


@pytest.mark.parametrize(("why", "said", "expected"), [
    ("分母已知", Rate(Decimal("99.07")).near_parts(248), "98.79%（245/248）、99.19%（246/248）"),
    ("分子已知", Rate(Decimal("96.8")).near_wholes(38), "95.0%（38/40）、97.4%（38/39）"),
    ("高于全部时只有一个", Rate(Decimal("101")).near_parts(7), "100%（7/7）"),
    ("零件", Rate(Decimal("5")).near_wholes(0), "0%（0/1）"),
])
def test_nearest_possible_values(why: str, said: str, expected: str) -> None:
    assert said == expected, why


RATES = [
    ("成功率说的是全部纠纷", "全年调处纠纷248件，成功率99.07%。", ["99.07"]), ("可能的比率", "全年调处纠纷248件，成功率99.19%。", []),
    ("机构个数不是分母", "7个调委会调处纠纷248件，成功率99.07%。", ["99.07"]),
    ("办结率对应办结的件数", "办结38件，办结率96.8%。", ["96.8"]),
    ("动词和件数隔着几个字", "化解各种信访问题38件次，化解率达96.8%。", ["96.8"]), ("换行不断句", "办结38件，\n办结率96.8%。", ["96.8"]),
    ("分号断句", "办结38件；办结率96.8%。", []), ("句号断句", "办结38件。办结率96.8%。", []), ("另起一条", "- 办结38件\n- 办结率96.8%", []),
    ("另一件事的率", "举办宣传12场，知晓率98.5%。", []), ("同比", "办结38件，办结率同比提高3.3%。", []),
    ("目标", "办结38件，办结率目标96.8%。", []),
    ("约", "办结38件，办结率约96.8%。", []), ("以上", "办结38件，办结率96.8%以上。", []), ("余", "办结38余件，办结率96.8%。", []),
    ("百分点", "办结38件，办结率提升96.8个百分点。", []), ("其中占比", "共250件，其中办结246件，占98.5%。", ["98.5"]),
    ("其中占比对得上", "共250件，其中办结246件，占98.4%。", []), ("两个占比不知是谁的", "男320人，占55.18%，女260人，占44.82%。", []),
    ("凑足 100% 的占比", "共580人，其中男320人，占55.18%，女260人，占44.82%。", []), ("年份不是件数", "2022年办结率96.8%。", []),
    ("表格里的不看", "| 办结38件 | 办结率96.8% |", []), ("三个数时按分子判断", "上年2件，新收246件，办结247件，办结率99.6%。", []),
    ("小数不是件数", "办结3.8件，办结率96.8%。", []), ("率在前面的不判断", "办结率96.8%，共38件。", []),
]


@pytest.mark.parametrize(("why", "text", "expected"), RATES, ids=[row[0] for row in RATES])
def test_rates_in_a_sentence(why: str, text: str, expected: list[str]) -> None:
    lines = problems_of({ITEM: ITEM_TEXT.replace("正文: 监督电话见公开指南。", "正文: |\n  " + text.replace("\n", "\n  "))})
    found = [re.search(r"([0-9.]+)%与", line) for line in lines if line.endswith("[figures.impossible_rate]")]
    assert [match.group(1) for match in found if match] == expected, why


LISTS = [
    ("九项正好", "全年公开219条：政策4条、简介8条、民生25条、动态123条、养老13条、救助37条、文化3条、涉农4条、救灾2条。", []),
    ("冒号", "公开129条：政策4条、动态123条。", ["129"]), ("括号", "公开129条（政策4条，动态123条）。", ["129"]),
    ("分别为", "两类共130条，分别为政策4条、动态123条。", ["130"]), ("合计在后", "政策4条，动态123条，合计129条。", ["129"]),
    ("分号隔开", "政策4条；动态123条；合计129条。", ["129"]), ("和字", "政策4条和动态123条，共129条。", ["129"]),
    ("千位分隔", "甲1,200元、乙300元，合计1,600元。", ["1,600"]), ("全角数字", "甲１２户、乙３户，共１６户。", ["１６"]),
    ("跨行", "政策4条、\n动态123条，\n合计129条。", ["129"]), ("季度不是数", "第一季度120户、第二季度130户，合计251户。", ["251"]),
    ("等", "公开129条：政策4条、动态123条等。", []), ("等，但超过", "公开129条：政策4条、动态126条等。", ["129"]),
    ("其中没超过", "受理35件，其中信访20件、投诉10件。", []), ("其中超过", "受理35件，其中信访20件、投诉18件。", ["35"]),
    ("其中用逗号，只看每一项", "受理35件，其中信访20件，投诉18件。", []), ("其中有一项超过", "受理35件，其中办结38件，满意20件。", ["35"]),
    ("主要没超过", "受理35件，主要是信访20件、投诉10件。", []), ("主要超过", "受理35件，主要是信访20件、投诉18件。", ["35"]),
    ("男女", "参加200人，其中男120人、党员100人。", []),
    ("单位不一", "走访12户、8人，共发放30份。", []), ("约数", "约200户：城市120户、农村100户。", []),
    ("余数", "200余户：城市120户、农村100户。", []),
    ("待填", "农村待填户、城市3户，共8户。", []), ("公示天数", "公示7个工作日：本页12天、公示栏3天。", []),
    ("条款", "第3条：甲4条、乙5条。", []),
    ("文号", "北屏府发〔2022〕5号：甲4条、乙5条。", []), ("村（社区）", "6个村（社区）：甲4件、乙5件。", []),
    ("只有一项", "受理12件（办结10件）。", []),
    ("占比少了", "分别占55.2%、44.3%。", ["55.2"]), ("占比正好", "分别占55.2%、44.8%。", []),
    ("占比差 0.1", "分别占33.3%、33.3%、33.3%。", []),
    ("整数占比差 1", "分别占33%、33%、33%。", []), ("占比超了", "分别占55.2%、45.2%。", ["55.2"]), ("只列前两名", "分别占50%、30%。", []),
    ("万元尾数", "甲3.25万元、乙1.13万元，共计4.39万元。", []), ("差得多", "甲3.25万元、乙1.13万元，共计4.5万元。", ["4.5"]),
    ("年龄段", "80至89周岁30人、90至99周岁4人、100周岁以上1人，合计36人。", ["36"]),
]


@pytest.mark.parametrize(("why", "text", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_lists_in_a_sentence(why: str, text: str, expected: list[str]) -> None:
    """The numbers at which a problem stands."""
    found = [(start + position, text) for sentence, start in sentences(text, "。！？") if may_list(sentence)
             for position, _ in part_sentences.judge(plain(sentence))]
    assert [re.match("[0-9０-９.,]+", body[position:]).group() for position, body in found] == expected, why  # type: ignore[union-attr]


TABLES = [
    ("合计行", "|村|户数|\n|-|-|\n|甲|3|\n|乙|4|\n|合计|8|", [(5, 5)]), ("正好", "|村|户数|\n|-|-|\n|甲|3|\n|乙|4|\n|合计|7|", []),
    ("合计列", "|村|农村|城市|合计|\n|-|-|-|-|\n|甲|3|4|8|", [(3, 8)]), ("没有外框", "村|户数\n-|-\n甲|3\n乙|4\n合计|8", [(5, 4)]),
    ("粗体和全角", "|村|户数|\n|-|-|\n|甲|３|\n|乙|**4**|\n|**合　计**|8户|", [(5, 10)]),
    ("行数不齐的表不看", "|村|户数|\n|-|-|\n|甲|3|\n|乙|\n|合计|8|", []),
    ("单位不一", "|项|数|单位|\n|-|-|-|\n|甲|3|户|\n|乙|4|人|\n|合计|8|户|", []),
    ("单位一样", "|项|数|单位|\n|-|-|-|\n|甲|3|户|\n|乙|4|户|\n|合计|8|户|", [(5, 5)]),
    ("列的单位不一", "|村|户数|人数|合计|\n|-|-|-|-|\n|甲|3|4|8|", []),
    ("代码块里的不看", "```\n|村|户数|\n|-|-|\n|甲|3|\n|乙|4|\n|合计|8|\n```", []),
    ("转义的竖线", "|村\\|组|户数|\n|-|-|\n|甲|3|\n|乙|4|\n|合计|8|", [(5, 5)]), ("只有一项", "|村|户数|\n|-|-|\n|甲|3|\n|合计|8|", []),
    ("两个合计各管各的", "|村|户数|\n|-|-|\n|甲|3|\n|乙|4|\n|合计|7|\n|丙|1|\n|丁|2|\n|合计|4|", [(8, 5)]),
    ("空格不是零", "|村|户数|\n|-|-|\n|甲||\n|乙|4|\n|丙|5|\n|合计|8|", []),
    ("人均不相加", "|村|人均|\n|-|-|\n|甲|3|\n|乙|4|\n|合计|3.5|", []),
    ("金额可差尾数", "|村|金额（万元）|\n|-|-|\n|甲|3.25|\n|乙|1.13|\n|合计|4.39|", []),
    ("件数不可差", "|村|件数|\n|-|-|\n|甲|3|\n|乙|1|\n|合计|5|", [(5, 5)]),
    ("备注列", "|村|户数|备注|\n|-|-|-|\n|甲|3|无|\n|乙|4|无|\n|合计|8|无|", [(5, 5)]),
]


@pytest.mark.parametrize(("why", "text", "expected"), TABLES, ids=[row[0] for row in TABLES])
def test_tables(why: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert [(cell.line, cell.column) for cell, _ in figures_parts._in_tables(text)] == expected, why


@pytest.mark.parametrize(("label", "kind"), [
    ("合计", "合计"), ("总计（人）", "合计"), ("两类合计", "合计"), ("全乡合计", "合计"), ("小计", "小计"), ("共计", "合计"),
    ("救助金合计", "项"),
    ("其中：女", "其中"), ("主要问题", "其中"), ("合计数", "项"), ("", "项"), ("农村", "项"),
])
def test_labels_of_totals(label: str, kind: str) -> None:
    assert kind_of(label) == kind


@pytest.mark.parametrize(("text", "expected"), [
    ("2022年7月5日至8月1日", []), ("第12条、〔2022〕5号", []), ("7个工作日、3天、5个月、2小时", []), ("80至89周岁、16岁", []),
    ("提高3.3个百分点", []), ("６人次", [("6", "人次")]), ("1,234.5元和3万元", [("1234.5", "元"), ("3", "万元")]),
    ("12345678901234567件", []),
    ("248件次、99.07％", [("248", "件次"), ("99.07", "%")]), ("20多件", []), ("60余条", []),
])
def test_quantities_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(row.value), row.unit) for row in quantities(plain(text), 60)] == expected


@given(st.text("0123456789０％%，。：（）、共计其中条件人年月日第|-\n 甲", max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    """Nothing raises, and every place lies inside the text."""
    assert len(plain(text)) == len(text)
    for sentence, start in sentences(text):
        assert text[start:start + len(sentence)] == sentence
        for position, _ in [*part_sentences.judge(plain(sentence)), *figures_impossible_rate._judge_sentence(plain(sentence))]:
            assert sentence[position]
    assert all(cell.text in text for table in tables(text) for row in (table.header, *table.rows) for cell in row)


@pytest.mark.parametrize("text", ["1" * 300_000 + "件", "共1件：" + "1件、" * 60_000, "1%" * 100_000, "（" * 200_000 + "共12件",
                                  "|" * 200_000 + "\n|-|-|\n" + "|合计" * 50_000, " " * 300_000 + "共3件", "\n" * 300_000 + "1件1件"],
                         ids=["长数字", "长列表", "很多百分号", "很多括号", "很宽的表", "很多空格", "很多空行"])
def test_long_texts_take_no_longer_than_their_length(text: str) -> None:
    start = time.perf_counter()
    problems_of({ITEM: None, MARKDOWN: as_markdown(ITEM_TEXT, text)})
    assert time.perf_counter() - start < 5


def test_report_bodies_are_read_with_their_figures() -> None:
    figures = {"甲": Figure(Decimal(4), "条"), "乙": Figure(Decimal(60), "条", about="余")}
    report = Report("题", "类", 2022, PENDING, PENDING, figures=figures, body="政策{{ 甲 }}、\n动态{{乙}}，{{丙}}。")
    body = expanded(report)
    assert body.text == "政策4条、\n动态60余条，{{丙}}。"
    assert [report.body[body.origin(place)] for place in range(len(body.text))] == list("政策{{、\n动态{{{{，{{丙}}。")


SERVED = [
    ("农村和城市相加", {"农村人数": "90", "城市人数": "10"}, "人", "100"),
    ("新增、停发不算", {"保障人数": "100", "新增人数": "5", "停发人数": "2"}, "人", "100"),
    ("有合计就用合计", {"孤儿人数": "3", "事实无人抚养儿童人数": "4", "保障儿童合计": "7"}, "人", "7"),
    ("两个合计说不清", {"甲合计": "3", "乙合计": "4"}, "人", None),
    ("护理等级不重复算", {"集中供养人数": "6", "分散供养人数": "4", "全护理人数": "3", "全自理人数": "7"}, "人", "10"),
    ("只有护理等级时就用它", {"全护理人数": "3", "全自理人数": "7"}, "人", "10"),
    ("有一项待填", {"农村人数": "90", "城市人数": "待填"}, "人", None),
    ("单位不同", {"保障户数": "90"}, "户", "90"), ("没有人数", {}, "人", None),
]


@pytest.mark.parametrize(("why", "values", "unit", "expected"), SERVED, ids=[row[0] for row in SERVED])
def test_persons_served(why: str, values: dict[str, str], unit: str, expected: str | None) -> None:
    figures = {name: Figure(PENDING if value == "待填" else Decimal(value), unit) for name, value in values.items()}
    assert persons.total(persons.served(figures, unit)) == (None if expected is None else Decimal(expected)), why


@pytest.mark.parametrize(("period", "following", "months"), [
    ("2022-07", "2022-08", 1), ("2022-12", "2023-01", 1), ("2022-Q3", "2022-Q4", 3), ("2022-Q4", "2023-Q1", 3), ("2022", "2023", 12),
])
def test_periods_follow_one_another(period: str, following: str, months: int) -> None:
    first = read_period(period)
    assert first is not None
    assert persons.next_period(first).text == following
    assert len(persons.months(first)) == months
    assert persons.months(first)[-1] < persons.months(persons.next_period(first))[0]


def test_the_shipped_report_has_its_two_findings(root) -> None:
    """99.07 % of 248 and 96.8 % with 38, with the nearest possible values."""
    text = (root / "docs/reports/2022-law-government.md").read_text(encoding="utf-8")
    lines = [line for line in problems_of({REPORT: text}) if line.endswith("[figures.impossible_rate]")]
    assert len(lines) == 2
    assert "98.79%（245/248）、99.19%（246/248）" in lines[0]
    assert "95.0%（38/40）、97.4%（38/39）" in lines[1]
