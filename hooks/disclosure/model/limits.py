"""Last days in time: of a matter's 时限, of a period's item, of the annual reports. The start day does not count.

A limit in working days that runs past the calendar is unknown (None): a date is never guessed.
"""

from __future__ import annotations

import datetime as dt

from .catalog import Catalog
from .records import Item, Report
from .register_records import Limit, NoticeMinimum
from .working_days import WorkingDays

# 条例 第二十六条: where no other law sets a term
GENERAL = Limit(20, "工作日")
SOON = 3
# month and day of the following year that is the last day in time
REPORT_DAYS = {"法治政府建设年度报告": (3, 31), "政府信息公开工作年度报告": (1, 31)}
_DAY = dt.timedelta(days=1)


def limit_of(catalog: Catalog, item: Item) -> Limit | None:
    """The 时限 of the item's matter; None where the matter states none or the vocabulary lacks it."""
    matter = catalog.matter_by_name.get((item.category, item.matter))
    return matter.limit if matter else None


def last_day(limit: Limit, start: dt.date, days: WorkingDays) -> dt.date | None:
    """The last day in time of a limit from `start`; None where the calendar does not reach that far."""
    try:
        if limit.unit == "工作日":
            return days.after(start, limit.days)
        return start + dt.timedelta(days=limit.days)
    except OverflowError:  # beyond the year 9999
        return None if limit.unit == "工作日" else dt.date.max


def certainly_in_time(limit: Limit, start: dt.date, day: dt.date, days: WorkingDays) -> bool:
    """Whether `day` is in time although the limit itself may be unknown: it lies where the calendar still reaches."""
    if (day - start).days <= limit.days:
        return True
    return last_day(limit, start, days) is None and day.year < first_unknown_year(start, days)


def certainly_passed(limit: Limit, start: dt.date, today: dt.date, days: WorkingDays) -> bool:
    """Whether the limit is over. Beyond the calendar only when no calendar could make it longer.

    Of any 2n + 14 days in a row at least n are working days, the longest holidays included.
    """
    last = last_day(limit, start, days)
    return (today - start).days > 2 * limit.days + 14 if last is None else today > last


def first_unknown_year(start: dt.date, days: WorkingDays) -> int:
    """The first year after the day `start` that the calendar does not cover."""
    year = start.year if (start.month, start.day) != (12, 31) else start.year + 1
    while year in days.years:
        year += 1
    return year


def report_last_day(report_type: str, year: int) -> dt.date | None:
    """The last day on which the report on `year` is public in time; None for a year that no calendar has."""
    month, day = REPORT_DAYS[report_type]
    return dt.date(year + 1, month, day) if 1900 <= year <= 2199 else None


def deadline_of(report: Report) -> dt.date | None:
    return report_last_day(report.type, report.year)


def staff_day(last: dt.date, days: WorkingDays) -> dt.date:
    """The last working day up to `last`, on which people still work; `last` itself where that is unknown."""
    day = last
    while (working := days.is_working(day)) is not None:
        if working:
            return day
        day -= _DAY
    return last


def said(limit: Limit) -> str:
    """10 个工作日, 20 天."""
    return f"{limit.days} {'个工作日' if limit.unit == '工作日' else '天'}"


def said_minimum(least: NoticeMinimum) -> str:
    """7 天、并满 7 个工作日; only the minimum that there is."""
    parts = ((least.calendar_days, "天"), (least.working_days, "个工作日"))
    return "、并满".join(f" {count} {unit}" for count, unit in parts if count)


def overdue_by(last: dt.date, day: dt.date, unit: str, days: WorkingDays) -> str:
    """How far `day` lies behind `last`, said in the limit's unit; in plain days where no working day lies between."""
    count = days.between(last, day) if unit == "工作日" else None
    return f"{count} 个工作日" if count else f"{(day - last).days} 天"


def urgency(last: dt.date, today: dt.date, unit: str, days: WorkingDays) -> str | None:
    """已逾期…, 今天到期, 还剩… (within three working days); None while there is time enough, or it is unknown."""
    if today > last:
        return f"已逾期 {overdue_by(last, today, unit, days)}"
    if today == last:
        return "今天到期"
    working = staff_day(last, days)
    if today >= working:
        return "今天是最后一个工作日" if today == working else "到期前已没有工作日"
    left = days.between(today, last)
    return f"还剩 {left} 个工作日" if left is not None and left <= SOON else None
