"""公开及时: in how many days after 成文 an item was published, its limit, and the norm, in words.

Only what the two dates prove is said: nothing of samples, of withdrawn items, of dates 待填, of days beyond the calendar.
"""

from __future__ import annotations

import datetime as dt

from ..model import limits
from ..model.catalog import Catalog
from ..model.records import Item
from ..model.register_records import Limit
from ..model.values import known
from ..model.working_days import WorkingDays

# 条例 第二十六条 sets the general limit; other norms set theirs as a whole
GENERAL_ARTICLE = {"政府信息公开条例": "第二十六条"}
STATE = "中华人民共和国"
LONGEST = 20  # characters of a law's name in a line of the page; a longer one is called by its number


def punctuality(catalog: Catalog, item: Item, days: WorkingDays) -> str | None:
    """成文后第 13 个工作日公布，时限 20 个工作日（《政府信息公开条例》第二十六条）; None where it is not known."""
    limit, formed, published = limits.limit_of(catalog, item), item.formed_on, item.published_on
    if item.sample or item.withdrawn or limit is None or not isinstance(formed, dt.date) or not isinstance(published, dt.date):
        return None
    taken = _taken(limit, formed, published, days)
    if taken is None or published < formed:
        return None
    norm = norm_of(catalog, limit)
    words = f"{taken}公布，时限 {limits.said(limit)}{f'（{norm}）' if norm else ''}"
    last = limits.last_day(limit, formed, days)
    if last is None or published <= last:  # a limit beyond the calendar that `published` lies within
        return words
    return f"{words}，晚了 {limits.overdue_by(last, published, limit.unit, days)}"


def norm_of(catalog: Catalog, limit: Limit) -> str:
    """The norm that sets a limit: 《…》 with the article where one sets it for all, a long name by its 文号; or nothing."""
    law = catalog.law_by_id.get(limit.basis)
    if law is None:
        return ""
    name, number = law.name.removeprefix(STATE), known(law.number)
    if len(name) > LONGEST and number:
        return number
    return f"《{name}》{GENERAL_ARTICLE.get(name, '')}"


def _taken(limit: Limit, formed: dt.date, published: dt.date, days: WorkingDays) -> str | None:
    """How long it took, in the limit's unit; None where the calendar does not reach."""
    if published == formed:
        return "成文当天"
    if limit.unit != "工作日":
        return f"成文后第 {(published - formed).days} 天"
    count = days.between(formed, published)
    if not count:
        return None if count is None else "成文后不到 1 个工作日"
    return f"成文后第 {count} 个工作日" if days.is_working(published) else f"成文后过了 {count} 个工作日"
