"""公开及时: said from the two dates and the limit alone, and only where they are known."""

from __future__ import annotations

import datetime as dt

import pytest

from disclosure.model.working_days import working_days
from disclosure.pages.punctuality import punctuality
from support import ITEM, ITEM_TEXT, catalog_of

DAYS = working_days({})
VOCABULARY = """\
类别:
  - 名称: 民政
    代号: civil-affairs
    事项:
      - {{名称: 救助监督, 代号: supervision{limit}}}
体裁: [公告公示]
"""
LAWS = """\
- {代号: 公开条例-2019, 名称: 中华人民共和国政府信息公开条例, 文号: 国务院令第711号}
- {代号: 标准指引, 名称: 社会救助领域基层政务公开标准指引, 文号: 民办函〔2019〕52号}
- {代号: 三项制度, 名称: 国务院办公厅关于全面推行行政执法公示制度的指导意见, 文号: 国办发〔2018〕118号}
- {代号: 没有文号的, 名称: 关于一件很长很长很长很长很长很长的事情的规定}
"""
TWENTY = "20, 单位: 工作日, 依据: 公开条例-2019"
ARTICLE = "时限 20 个工作日（《政府信息公开条例》第二十六条）"


def said(limit: str, formed: str, published: str, more: str = "") -> str | None:
    item = ITEM_TEXT.replace("2022-03-01", formed).replace("2022-03-05", published) + more
    words = VOCABULARY.format(limit=f", 时限: {{天数: {limit}}}" if limit else "")
    catalog = catalog_of({"data/vocabulary.yml": words, "data/laws.yml": LAWS, ITEM: item})
    return punctuality(catalog, catalog.items[0], DAYS)


@pytest.mark.parametrize(("why", "limit", "formed", "published", "expected"), [
    ("第 13 个工作日，条例的一般时限", TWENTY, "2022-03-01", "2022-03-18", f"成文后第 13 个工作日公布，{ARTICLE}"),
    ("最后一个工作日", TWENTY, "2022-03-01", "2022-03-29", f"成文后第 20 个工作日公布，{ARTICLE}"),
    ("晚一个工作日", TWENTY, "2022-03-01", "2022-03-30", f"成文后第 21 个工作日公布，{ARTICLE}，晚了 1 个工作日"),
    ("跨国庆，10月8日、9日上班", "7, 单位: 工作日, 依据: 三项制度", "2022-09-28", "2022-10-12",
     "成文后第 7 个工作日公布，时限 7 个工作日（国办发〔2018〕118号）"),
    ("当天", TWENTY, "2022-03-01", "2022-03-01", f"成文当天公布，{ARTICLE}"),
    ("周五成文周六公布", TWENTY, "2022-03-04", "2022-03-05", f"成文后不到 1 个工作日公布，{ARTICLE}"),
    ("周末公布，算过了几个工作日", TWENTY, "2022-03-01", "2022-03-05", f"成文后过了 3 个工作日公布，{ARTICLE}"),
    ("最后一天之后的周六，还没有过工作日，照样是晚了", "3, 单位: 工作日, 依据: 公开条例-2019", "2022-03-01", "2022-03-05",
     "成文后过了 3 个工作日公布，时限 3 个工作日（《政府信息公开条例》第二十六条），晚了 1 天"),
    ("自然日", "20, 单位: 日, 依据: 标准指引", "2022-03-01", "2022-03-21",
     "成文后第 20 天公布，时限 20 天（《社会救助领域基层政务公开标准指引》）"),
    ("自然日，晚了", "20, 单位: 日, 依据: 标准指引", "2022-03-01", "2022-03-23",
     "成文后第 22 天公布，时限 20 天（《社会救助领域基层政务公开标准指引》），晚了 2 天"),
    ("没有写依据", "20, 单位: 工作日", "2022-03-01", "2022-03-18", "成文后第 13 个工作日公布，时限 20 个工作日"),
    ("名称长又没有文号，只好用名称", "20, 单位: 工作日, 依据: 没有文号的", "2022-03-01", "2022-03-18",
     "成文后第 13 个工作日公布，时限 20 个工作日（《关于一件很长很长很长很长很长很长的事情的规定》）"),
    ("时限超出日历，公布在日历之内", "40, 单位: 工作日, 依据: 公开条例-2019", "2026-12-01", "2026-12-31",
     "成文后第 22 个工作日公布，时限 40 个工作日（《政府信息公开条例》第二十六条）"),
])
def test_what_is_known_is_said(why: str, limit: str, formed: str, published: str, expected: str) -> None:
    assert said(limit, formed, published) == expected, why


@pytest.mark.parametrize(("why", "limit", "formed", "published", "more"), [
    ("示例条目", TWENTY, "2022-03-01", "2022-03-18", "示例: true\n"),
    ("已撤回", TWENTY, "2022-03-01", "2022-03-18", "撤回: {日期: 2022-04-01, 原因: 内容有误}\n"),
    ("成文日期待填", TWENTY, "待填", "2022-03-18", ""),
    ("发布日期待填", TWENTY, "2022-03-01", "待填", ""),
    ("事项没有时限", "", "2022-03-01", "2022-03-18", ""),
    ("公布在日历之外", TWENTY, "2026-12-28", "2027-02-18", ""),
    ("日期倒了，另有错误提示", TWENTY, "2022-03-18", "2022-03-01", ""),
])
def test_what_is_not_known_is_not_said(why: str, limit: str, formed: str, published: str, more: str) -> None:
    assert said(limit, formed, published, more) is None, why


def test_the_limit_is_counted_as_the_rule_counts_it() -> None:
    """Day by day around the limit: the page says 晚了 on exactly the days on which timeliness.late speaks."""
    for day in range(25, 32):
        published = dt.date(2022, 3, day).isoformat()
        words = said(TWENTY, "2022-03-01", published)
        assert words is not None
        assert ("晚了" in words) == (published > "2022-03-29"), published
