"""Every kind of page that residents and staff meet, and the looks in which pictures are taken of them."""

from __future__ import annotations

from dataclasses import dataclass

TOWN, OTHER = "town", "other"  # the shipped sample site; the official site of tests/official


@dataclass(frozen=True)
class Look:
    """How a page is shown: width in pixels, palette, medium, and an attribute of the root element that a switch sets."""

    width: int = 1280
    scheme: str = "light"
    media: str = "screen"
    attribute: tuple[str, str] | None = None


LOOKS = {
    "light": Look(),
    "dark": Look(scheme="dark"),
    "phone": Look(width=360),
    "print": Look(width=794, media="print"),
}

# name → (site, address)
KINDS = {
    "首页": (TOWN, ""), "指南": (TOWN, "guide/"), "制度": (TOWN, "rules/"), "目录": (TOWN, "catalogue/"), "年报": (TOWN, "reports/"),
    "依申请公开": (TOWN, "request/"), "列表": (TOWN, "items/"), "列表第二页": (TOWN, "items/page/2/"),
    "类别": (TOWN, "items/category/enforcement/"), "事项": (TOWN, "items/matter/temporary-assistance/"),
    "空的事项": (TOWN, "items/matter/assistance-notices/"), "年份": (TOWN, "items/year/2022/"),
    "月份": (TOWN, "items/month/2022-07/"), "体裁": (TOWN, "items/genre/办事指南/"), "有效性": (TOWN, "items/validity/valid/"),
    "条目": (TOWN, "items/2022-00019/"), "有附件的条目": (TOWN, "items/2022-00012/"), "有公示期的条目": (TOWN, "items/2022-00033/"),
    "Markdown 条目": (TOWN, "items/2022-00006/"), "报告": (TOWN, "reports/2022-law-government/"),
    "搜索之前": (TOWN, "search/"), "搜索有结果": (TOWN, "search/?q=低保"), "搜索没有结果": (TOWN, "search/?q=低保 火星"),
    "开放数据": (TOWN, "open-data/"), "没有的页面": (TOWN, "404.html"),
    "正式首页": (OTHER, ""), "正式列表": (OTHER, "items/"), "废止的列表": (OTHER, "items/validity/repealed/"),
    "废止的条目": (OTHER, "items/2023-00001/"), "更正过的条目": (OTHER, "items/2023-00002/"),
    "改动对照": (OTHER, "items/2023-00002/history/"),
    "撤回的条目": (OTHER, "items/2023-00003/"),
    "公示": (OTHER, "items/2023-00004/"), "各种附件": (OTHER, "items/2023-00005/"), "数据另列的条目": (OTHER, "items/2023-00007/"),
    "本期无": (OTHER, "items/2023-00008/"), "标题很长、已失效": (OTHER, "items/2023-00009/"), "已修改的条目": (OTHER, "items/2023-00010/"),
    "有依据的报告": (OTHER, "reports/2023-information/"), "正式的 404": (OTHER, "404.html"), "手册": (OTHER, "handbook/"),
    "手册里的台账": (OTHER, "handbook/ledger/"),
}
