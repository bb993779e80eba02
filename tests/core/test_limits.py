"""Limits, periods and the check digit: every row says why."""

from __future__ import annotations

import datetime as dt

import pytest

from disclosure.model import limits, periods
from disclosure.model.credit_code import ALPHABET, check_digit
from disclosure.model.dates import Period, read_period
from disclosure.model.register_records import Limit, Matter
from disclosure.model.working_days import working_days

DAYS = working_days({})
LAST_COVERED = max(DAYS.years)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(("why", "start", "count", "unit", "expected"), [
    ("跨元旦和春节，1月28日、29日上班", "2022-12-31", 20, "工作日", "2023-02-02"),
    ("年初的另一条", "2023-01-10", 20, "工作日", "2023-02-10"),
    ("跨国庆，10月8日、9日上班", "2022-09-28", 7, "工作日", "2022-10-12"),
    ("跨春节", "2022-01-26", 7, "工作日", "2022-02-09"),
    ("2026 年跨春节", "2026-01-22", 20, "工作日", "2026-02-26"),
    ("自然日，开始的当天不计入", "2022-03-01", 7, "日", "2022-03-08"),
    ("自然日跨二月", "2024-02-20", 20, "日", "2024-03-11"),
    ("从周末起算", "2022-03-05", 1, "工作日", "2022-03-07"),
    ("日历的最后一个工作日", "2026-12-30", 1, "工作日", "2026-12-31"),
    ("超出日历，不知道", "2026-12-31", 1, "工作日", None),
    ("日历开始之前，不知道", "1999-12-31", 1, "工作日", None),
    ("超出公元 9999 年的工作日，不知道", "9999-12-31", 1, "工作日", None),
    ("大得没有这一天的自然日，永远不晚", "2022-03-01", 10 ** 14, "日", "9999-12-31"),
])
def test_last_day(why: str, start: str, count: int, unit: str, expected: str | None) -> None:
    assert limits.last_day(Limit(count, unit), day(start), DAYS) == (day(expected) if expected else None), why


@pytest.mark.parametrize(("why", "start", "count", "published", "expected"), [
    ("天数不超过时限的数目，不必数工作日", "2026-12-28", 20, "2027-01-17", True),
    ("日历之内公开，时限在日历之外", "2026-12-01", 23, "2026-12-31", True),
    ("日历之外公开，时限也在日历之外", "2026-12-01", 23, "2027-01-04", False),
    ("时限在日历之内的不归这里说", "2022-03-01", 1, "2022-03-10", False),
])
def test_certainly_in_time(why: str, start: str, count: int, published: str, expected: bool) -> None:
    assert limits.certainly_in_time(Limit(count, "工作日"), day(start), day(published), DAYS) is expected, why


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 10, 20, 40])
def test_no_calendar_makes_a_limit_longer_than_assumed(count: int) -> None:
    """`certainly_passed` beyond the calendar rests on this; shown for every start day that the tables cover."""
    start, end = dt.date(min(DAYS.years), 1, 1), dt.date(LAST_COVERED, 8, 31)
    while start < end:
        last = DAYS.after(start, count)
        assert last is not None
        assert (last - start).days <= 2 * count + 14, start
        start += dt.timedelta(days=1)


@pytest.mark.parametrize(("why", "last", "today", "unit", "expected"), [
    ("还有四个工作日", "2022-03-29", "2022-03-23", "工作日", None),
    ("还有三个工作日", "2022-03-29", "2022-03-24", "工作日", "还剩 3 个工作日"),
    ("当天", "2022-03-29", "2022-03-29", "工作日", "今天到期"),
    ("过了一天", "2022-03-29", "2022-03-30", "工作日", "已逾期 1 个工作日"),
    ("过了周末", "2022-03-25", "2022-03-28", "工作日", "已逾期 1 个工作日"),
    ("只过了周六", "2022-03-25", "2022-03-26", "工作日", "已逾期 1 天"),
    ("国庆七天都不是工作日", "2022-09-30", "2022-10-07", "工作日", "已逾期 7 天"),
    ("周日到期，周五是最后一个工作日", "2022-03-06", "2022-03-04", "日", "今天是最后一个工作日"),
    ("周日到期，周六", "2022-03-06", "2022-03-05", "日", "到期前已没有工作日"),
    ("周日到期，当天", "2022-03-06", "2022-03-06", "日", "今天到期"),
    ("日历之外数不出还剩几天", "2027-03-31", "2027-03-29", "日", None),
    ("日历之外按天说逾期", "2027-03-31", "2027-04-02", "日", "已逾期 2 天"),
])
def test_urgency(why: str, last: str, today: str, unit: str, expected: str | None) -> None:
    assert limits.urgency(day(last), day(today), unit, DAYS) == expected, why


@pytest.mark.parametrize(("why", "kind", "year", "expected"), [
    ("4月1日前公布，3月31日是最后一天", "法治政府建设年度报告", 2022, "2023-03-31"),
    ("1月31日前公布", "政府信息公开工作年度报告", 2022, "2023-01-31"),
    ("没有这样的年份", "政府信息公开工作年度报告", 99999, None),
    ("负数年份", "政府信息公开工作年度报告", -1, None),
])
def test_report_last_day(why: str, kind: str, year: int, expected: str | None) -> None:
    assert limits.report_last_day(kind, year) == (day(expected) if expected else None), why


@pytest.mark.parametrize(("year", "expected"), [(2020, "2020-01-23"), (2021, "2021-01-29"), (2022, "2022-01-30"), (2023, "2023-01-31"),
                                                (2025, "2025-01-27"), (2026, "2026-01-30")])
def test_staff_day_of_31_january(year: int, expected: str) -> None:
    """In 2020, 2021, 2022, 2025 and 2026 that day is no working day."""
    assert limits.staff_day(dt.date(year, 1, 31), DAYS) == day(expected)


@pytest.mark.parametrize(("text", "first", "final"), [
    ("2022", "2022-01-01", "2022-12-31"), ("2022-Q1", "2022-01-01", "2022-03-31"), ("2022-Q4", "2022-10-01", "2022-12-31"),
    ("2022-02", "2022-02-01", "2022-02-28"), ("2024-02", "2024-02-01", "2024-02-29"), ("2022-12", "2022-12-01", "2022-12-31"),
])
def test_span_of_a_period(text: str, first: str, final: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (periods.first_day(period), periods.final_day(period)) == (day(first), day(final))


@pytest.mark.parametrize(("why", "cadence", "begins", "ends", "years", "today", "expected"), [
    ("不定期的没有期", "不定期", None, None, (2022,), "2023-01-31", ""),
    ("按季，一年四期", "季", None, None, (2022,), "2023-01-31", "2022-Q1 2022-Q2 2022-Q3 2022-Q4"),
    ("今天以后才开始的期不算", "季", None, None, (2022,), "2022-04-01", "2022-Q1 2022-Q2"),
    ("年度不连着，中间的不算", "年", None, None, (2020, 2022), "2023-01-31", "2020 2022"),
    ("年度写了两次，只算一次", "年", None, None, (2022, 2022), "2023-01-31", "2022"),
    ("年度不像年份", "年", None, None, (0, -5, 99999), "2023-01-31", ""),
    ("有起有止", "月", "2022-11", "2023-01", (2022,), "2023-06-30", "2022-11 2022-12 2023-01"),
    ("有起没有止，到最后一个年度", "季", "2022-Q3", None, (2021, 2022), "2023-06-30", "2022-Q3 2022-Q4"),
    ("没有年度，到今年", "年", "2021", None, (), "2022-06-30", "2021 2022"),
    ("有止没有起", "季", None, "2022-Q2", (2022, 2023), "2023-06-30", "2022-Q1 2022-Q2"),
    ("起写成年，从一月起", "季", "2022", "2022", (2022,), "2023-06-30", "2022-Q1 2022-Q2 2022-Q3 2022-Q4"),
    ("起在季中间，从下一季起", "季", "2022-02", None, (2022,), "2023-06-30", "2022-Q2 2022-Q3 2022-Q4"),
    ("止早于起", "年", "2023", "2022", (2022, 2023), "2024-06-30", ""),
])
def test_due_periods(why: str, cadence: str, begins: str | None, ends: str | None, years: tuple[int, ...], today: str,
                     expected: str) -> None:
    first: Period | None = read_period(begins) if begins else None
    last: Period | None = read_period(ends) if ends else None
    matter = Matter("甲", "a", cadence=cadence, begins=first, ends=last)
    assert " ".join(period.text for period in periods.due_periods(matter, years, day(today))) == expected, why


@pytest.mark.parametrize("code", ["11500229768897513R", "11500229750082850H", "11500230008689762A"])
def test_check_digit_of_real_codes(code: str) -> None:
    assert check_digit(code) == code[17]


def test_check_digit_finds_every_single_slip() -> None:
    """One wrong character anywhere, and two neighbours swapped, never go unseen."""
    code = "11500229768897513R"
    for place in range(17):
        for character in ALPHABET:
            if character != code[place]:
                assert check_digit(code[:place] + character + code[place + 1:]) != code[17]
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2:]
        assert swapped == code or check_digit(swapped) != swapped[17]


@pytest.mark.parametrize("text", ["", "1150", "1150022976889751I0", "１１５００２２９７６８８９７５１３Ｒ"])
def test_check_digit_of_something_else(text: str) -> None:
    assert check_digit(text) is None
