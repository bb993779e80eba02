"""百分比要有整数能算得出来：按写出的位数，没有一个分子（或分母）能得到的百分比，要核对。

报告里单位是 % 又写了“比率”的数据：只有分母时，看 0 至分母之间有没有整数分子能得到它；只有分子时，看不小于分子的
整数分母；两个都有时，看相除是否得到它。四舍五入和截去尾数都算对；同一分母的几项合计正好 100% 时，末位可以差 1。
名称里有“完成”“增”“超”“同比”的可以超过 100%。带“余”“近”的约数不判断，待填的提示“不知道”。
正文（条目和报告手写的数字）只在一句话里说得明白时判断：“化解38件，化解率…%”“调处248件，成功率…%”
“共250件，其中办结246件，占…%”。说增减、目标的句子不判断。这是给工作人员核对的线索，不改动任何文字。
通过：调处纠纷 250 件，成功率 99.20%（248/250）
不通过：调处纠纷 248 件，成功率 99.07%（245/248 是 98.79%，246/248 是 99.19%）
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.quantities import COUNTING, PERCENT, Quantity, may_list, place_of, plain, quantities, sentences
from ..model.rates import Rate
from ..model.records import Figure, Item, Report
from ..model.values import number_text
from ..source.problems import Level, Problem
from .unknown import Unknown, first_figure

ID = "figures.impossible_rate"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条：准确"
_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_MAY_EXCEED = re.compile("完成|增|超|同比|环比")
_UNCERTAIN = re.compile("增长|下降|降低|同比|环比|提高|上升|减少|增加|提升|较上|较去|比上|比去|目标|计划|要求|力争|确保|不低于|不少于|预计")
_RATE_WORD = re.compile(r"([\u4e00-\u9fff]{2})率[ ]?(?:为|是|达到|达)?[ ]?\Z")
_SHARE_WORD = re.compile(r"[，,（(][ ]?占(?:总数|全部|总量|其中|比|总)?(?:的|为|达)?[ ]?\Z")
_OF_ALL = ("成功", "合格")
_CASES = ("件", "起", "件次", "例", "宗", "批次")
_STATED = re.compile(r"其中|共|合计|总计|总数")
_AFTER_VERB = r"[^0-9，,、；;：:]{0,10}\Z"
_MOST_IN_A_SENTENCE = 40
_REACH = 30  # characters before a number in which its verb stands


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Named percentages that their 比率 cannot give, and percentages in a sentence that its own counts cannot give."""
    for report in catalog.reports:
        for name, figure in report.figures.items():
            message = _judge_figure(name, figure, report) if figure.rate and figure.unit in ("%", "％") else None
            if message:
                yield catalog.problem(report.path, ("数据", name, "值"), LEVEL, ID, message)
    for record in catalog.records:
        if "%" in record.body or "％" in record.body:
            yield from _body(catalog, record)


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    for report in catalog.reports:
        for name, figure in report.figures.items():
            if figure.rate and figure.unit in ("%", "％"):
                parts = {other: report.figures[other] for other in (figure.rate.part, figure.rate.whole) if other in report.figures}
                if parts:
                    yield from first_figure(report.path, f"“{name}”算不算得出来", {name: figure, **parts})


def _judge_figure(name: str, figure: Figure, report: Report) -> str | None:
    """What is wrong with a percentage that names its parts; None where it fits or cannot be judged."""
    if figure.rate is None or not isinstance(figure.value, Decimal) or figure.about or figure.value < 0:
        return None
    names = {role: of for role, of in (("分子", figure.rate.part), ("分母", figure.rate.whole)) if of}
    given = {role: report.figures.get(of) for role, of in names.items()}
    if not given or any(other is None or not isinstance(other.value, Decimal) or other.about or other.value < 0
                        for other in given.values()):
        return None
    rate, said = Rate(figure.value, _adds_up(figure, report)), f"“{name}”{number_text(figure.value)}%"
    part, whole = given.get("分子"), given.get("分母")
    if part and whole:
        return _judge_both(said, rate, part, whole)
    role, only = ("分子", part) if part else ("分母", whole)
    if only is None or not isinstance(only.value, Decimal) or only.value != only.value.to_integral_value():
        return None
    number, what = int(only.value), f"{said}与{role}“{names[role]}”{number_text(only.value)}{only.unit}"
    if part:
        return None if rate.has_whole(number) else _impossible(what, rate.near_wholes(number))
    if number == 0:
        return f"{what}对不上，分母是零，算不出百分比；请核对原始数字"
    above = bool(_MAY_EXCEED.search(name))
    return None if rate.has_part(number, above=above) else _impossible(what, rate.near_parts(number, above=above))


def _judge_both(said: str, rate: Rate, part: Figure, whole: Figure) -> str | None:
    (upper, upper_slack), (lower, lower_slack) = _exact(part), _exact(whole)
    if (part.unit in _YUAN) != (whole.unit in _YUAN):
        return None
    if lower == 0:
        return f"{said}的分母是零，算不出百分比；请核对原始数字"
    least = (upper - upper_slack) * 100 / (lower + lower_slack)
    most = (upper + upper_slack) * 100 / (lower - lower_slack) if lower > lower_slack else None
    if rate.holds(upper * 100 / lower) or (upper_slack and least <= rate.value and (most is None or rate.value <= most)):
        return None
    assert isinstance(part.value, Decimal) and isinstance(whole.value, Decimal)
    right = rate.said(part.value, whole.value) if part.unit == whole.unit else rate.said(_decimal(upper), _decimal(lower))
    return f"{said}与分子、分母不符，应当是 {right}；请核对原始数字"


def _exact(figure: Figure) -> tuple[Fraction, Fraction]:
    """The value (money in yuan), and how far it may be off because it was rounded: nothing for counts."""
    value = Fraction(figure.value) if isinstance(figure.value, Decimal) else Fraction(0)
    factor = _YUAN.get(figure.unit)
    digits = -int(figure.value.as_tuple().exponent) if isinstance(figure.value, Decimal) else 0
    if factor is None and digits <= 0:
        return value, Fraction(0)
    return value * (factor or 1), Fraction(factor or 1, 2 * 10 ** max(digits, 0))


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _adds_up(figure: Figure, report: Report) -> bool:
    """Whether the shares of one whole add up to exactly 100, so that digits may have been nudged."""
    if figure.rate is None or figure.rate.whole is None:
        return False
    shares = [other.value for other in report.figures.values() if other.rate and other.rate.whole == figure.rate.whole
              and other.unit == figure.unit and isinstance(other.value, Decimal)]
    return len(shares) > 1 and sum(shares) == 100


def _body(catalog: Catalog, record: Item | Report) -> Iterator[Problem]:
    for sentence, start in sentences(record.body):
        if not may_list(sentence) or not ("%" in sentence or "％" in sentence) or _UNCERTAIN.search(sentence):
            continue
        for position, message in _judge_sentence(plain(sentence)):
            line, column = place_of(record.body, start + position)
            yield catalog.body_problem(record, line, column, LEVEL, ID, message)


def _judge_sentence(sentence: str) -> Iterator[tuple[int, str]]:
    found = quantities(sentence, _MOST_IN_A_SENTENCE)
    shares = [row.value for row in found if row.unit == PERCENT]
    nudged = len(shares) > 1 and sum(shares) == 100
    for place, row in enumerate(found):
        counts = [other for other in found[:place] if other.unit in COUNTING and other.value == other.value.to_integral_value()]
        if row.unit == PERCENT and row.is_exact and counts and all(other.is_exact for other in counts):
            message = _judge_rate(sentence, row, counts, Rate(row.value, nudged))
            if message:
                yield row.start, message


def _judge_rate(sentence: str, row: Quantity, counts: list[Quantity], rate: Rate) -> str | None:
    before, said = sentence[max(0, row.start - _REACH):row.start], f"{number_text(row.value)}%"
    if _SHARE_WORD.search(before):
        of, among = counts[0], counts[-1]
        plain_to_see = len(counts) == 2 and among.unit == of.unit and among.value <= of.value \
            and ("其中" in among.label or _STATED.search(of.label))
        return _judge_pair(said, rate, among, of) if plain_to_see else None
    word = _RATE_WORD.search(before)
    if word is None:
        return None
    if word[1] in _OF_ALL:
        cases = [other for other in counts if other.unit in _CASES] if len(counts) > 1 else counts
        whole = int(cases[0].value) if len(cases) == 1 else 0
        return _impossible(f"{said}与{_said(cases[0])}", rate.near_parts(whole)) if whole and not rate.has_part(whole) else None
    part = next((other for other in reversed(counts)
                 if re.search(word[1] + _AFTER_VERB, sentence[max(0, other.start - _REACH):other.start])), None)
    if part is None:
        return None
    wholes = [other for other in counts if other is not part and other.unit == part.unit]
    if len(wholes) == 1 and wholes[0].start < part.start and wholes[0].value >= part.value > 0:
        return _judge_pair(said, rate, part, wholes[0])
    number = int(part.value)
    return None if rate.has_whole(number) else _impossible(f"{said}与{_said(part)}", rate.near_wholes(number))


def _judge_pair(said: str, rate: Rate, part: Quantity, whole: Quantity) -> str | None:
    if whole.value == 0 or rate.holds(Fraction(part.value) * 100 / Fraction(whole.value)):
        return None
    return f"{said}与{_said(part)}、{_said(whole)}不符，应当是 {rate.said(part.value, whole.value)}；请核对原始数字"


def _said(row: Quantity) -> str:
    return f"{number_text(row.value)}{row.unit}"


def _impossible(what: str, nearest: str) -> str:
    return f"{what}对不上，没有整数能算出这个百分比，最接近的是 {nearest}；请核对原始数字"
