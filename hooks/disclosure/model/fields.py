"""The field tables: one row a key. Validation, exports, JSON Schema, handbook and forms are made from them."""

from __future__ import annotations

from typing import Any

from ..source.forms import document_number
from . import records as r
from .dates import read_period
from .kinds import Choice, Date, Fault, Field, Flag, Kind, Many, Named, Number, Path, Record, Text
from .wording import short

ONE_LINE = Text()
OPEN_TEXT = Text(pending=True)
OPEN_DATE = Date(pending=True)
# names that become part of an address
NAME = Text(pattern=r"(?![.])[^/\\?#%<>\x00-\x1f]+", advice="不能有 / \\ ? # % < > 这些符号，也不能以点开头")
SLUG = Text(pattern=r"[a-z0-9]+(-[a-z0-9]+)*", advice="只用小写字母、数字和短横线，例如 civil-affairs")
ITEM_ID = Text(pattern=r"20\d{2}-\d{5}", advice="请写成 2022-00012 这样的编号")
DOCUMENT_NUMBER = Text(pattern=r"[\u4e00-\u9fff]+〔20\d{2}〕[1-9]\d*号", pending=True,
                       advice="请写成 某府发〔2022〕5号 这样的形式，用六角括号〔〕，序号不加“第”、不补零",
                       form=document_number)
VALIDITY = ("有效", "失效", "废止", "已修改")
REPORT_TYPES = ("法治政府建设年度报告", "政府信息公开工作年度报告")


class PeriodKind:
    """期间: a year, a quarter or a month."""

    label = "期间"

    def convert(self, raw: Any, path: Path, faults: list[Fault]) -> Any:
        period = read_period(raw) if isinstance(raw, str) else None
        if period is None:
            shown = raw if isinstance(raw, str) else ""
            faults.append(Fault(path, "value", f"{path[-1]}“{short(shown)}”格式不对；请写成 2022、2022-Q3 或 2022-07"))
        return period


PERIOD: Kind = PeriodKind()

FIGURE_FIELDS = (
    Field("值", "value", Number(pending=True), "只写数字；还不知道时写 待填", required=True),
    Field("单位", "unit", ONE_LINE, "例如 户、人、元、%"),
    Field("说明", "note", ONE_LINE, "一句话说明数的是什么"),
    Field("约", "about", Choice(("余", "近")), "约数：余（写在数字后）或 近（写在数字前）"),
)
RECOUNT_FIELDS = (
    Field("类别", "categories", Many(ONE_LINE, or_one=True), "数哪些类别的条目", required=True),
    Field("年度", "year", Number(whole=True), "数哪一年的条目", required=True),
)
RATE_FIELDS = (
    Field("分子", "part", ONE_LINE, "作分子的数据名称"),
    Field("分母", "whole", ONE_LINE, "作分母的数据名称"),
)
REPORT_FIGURE_FIELDS = (
    *FIGURE_FIELDS,
    Field("核对", "recount", Record(r.Recount, RECOUNT_FIELDS), "构建时由条目重新计数"),
    Field("比率", "rate", Record(r.Rate, RATE_FIELDS), "百分比由哪两个数据相除"),
)
REVIEW_FIELDS = (
    Field("审查人", "reviewer", OPEN_TEXT, "谁审查的", required=True),
    Field("日期", "date", OPEN_DATE, "审查日期，在成文和发布之间", required=True),
    Field("结论", "result", OPEN_TEXT, "例如 同意公开", required=True),
)
NOTICE_FIELDS = (
    Field("起", "opens", OPEN_DATE, "公示第一天", required=True, english="from"),
    Field("止", "closes", OPEN_DATE, "公示最后一天", required=True, english="to"),
    Field("异议受理", "objection", OPEN_TEXT, "向谁提出异议"),
)
ATTACHMENT_FIELDS = (
    Field("文件", "file", ONE_LINE, "data/attachments/<编号>/ 里的文件名", required=True),
    Field("名称", "name", ONE_LINE, "给群众看的名称", required=True),
)
CORRECTION_FIELDS = (
    Field("日期", "date", OPEN_DATE, "更正的日期", required=True),
    Field("说明", "note", ONE_LINE, "更正了什么，群众会看到", required=True),
)
WITHDRAWAL_FIELDS = (
    Field("日期", "date", OPEN_DATE, "撤回的日期", required=True),
    Field("原因", "reason", ONE_LINE, "为什么撤回，群众会看到", required=True),
)
ITEM_FIELDS = (
    Field("标题", "title", Text(longest=120), "1 至 120 字，写在一行内", required=True),
    Field("类别", "category", ONE_LINE, "词表 data/vocabulary.yml 里的类别", required=True),
    Field("事项", "matter", ONE_LINE, "词表里该类别下的事项", required=True),
    Field("体裁", "genre", ONE_LINE, "词表里的体裁", required=True),
    Field("发布机构", "publisher", ONE_LINE, "不写时就是本站的机构名称"),
    Field("责任科室", "office", ONE_LINE, "词表里的责任科室"),
    Field("成文日期", "formed_on", OPEN_DATE, "信息形成的日期", required=True),
    Field("发布日期", "published_on", OPEN_DATE, "公开的日期，不早于成文日期", required=True),
    Field("期间", "period", PERIOD, "定期公开的事项写 2022、2022-Q3 或 2022-07"),
    Field("本期无", "nil", Flag(), "本期没有发生时写 true"),
    Field("文号", "document_number", DOCUMENT_NUMBER, "例如 某府发〔2022〕5号"),
    Field("公开属性", "access", ONE_LINE, "只有 主动公开 的信息可以放进来"),
    Field("审查", "review", Record(r.Review, REVIEW_FIELDS), "公开前审查记录，不对外显示", public=False),
    Field("有效性", "validity", Choice(VALIDITY), "有效、失效、废止、已修改；不写就是有效"),
    Field("失效日期", "invalid_on", OPEN_DATE, "失效、废止时写"),
    Field("被替代", "replaced_by", ITEM_ID, "替代它的条目编号"),
    Field("公示期", "notice", Record(r.Notice, NOTICE_FIELDS), "公示的起止日期和异议受理"),
    Field("依据", "legal_basis", Many(ONE_LINE), "data/laws.yml 里的代号"),
    Field("摘要", "summary", Text(longest=300), "300 字以内；不写时取正文开头"),
    Field("关键词", "keywords", Many(ONE_LINE), "三五个词"),
    Field("数据", "figures", Named(Record(r.Figure, FIGURE_FIELDS)), "有名称的数字，供图表、核对和导出使用"),
    Field("附件", "attachments", Many(Record(r.Attachment, ATTACHMENT_FIELDS)), "文件名和给群众看的名称"),
    Field("更正", "corrections", Many(Record(r.Correction, CORRECTION_FIELDS)), "更正的日期和说明，群众会看到"),
    Field("撤回", "withdrawn", Record(r.Withdrawal, WITHDRAWAL_FIELDS), "撤回的日期和原因；网址保留，内容撤下"),
    Field("示例", "sample", Flag(), "示例数据写 true；正式版不能有"),
    Field("正文", "body", Text(one_line=False), "Markdown；有附件时可以没有"),
)
REPORT_FIELDS = (
    Field("标题", "title", Text(longest=120), "报告的标题", required=True),
    Field("类型", "type", Choice(REPORT_TYPES), "两种年度报告之一", required=True),
    Field("年度", "year", Number(whole=True), "报告写的是哪一年", required=True),
    Field("发布机构", "publisher", ONE_LINE, "不写时就是本站的机构名称"),
    Field("成文日期", "formed_on", OPEN_DATE, "报告印发的日期", required=True),
    Field("发布日期", "published_on", OPEN_DATE, "报告公开的日期", required=True),
    Field("数据", "figures", Named(Record(r.Figure, REPORT_FIGURE_FIELDS)), "正文用 {{ 名称 }} 引用的数字"),
    Field("示例", "sample", Flag(), "示例数据写 true"),
    Field("转述", "restated", Flag(), "用自己的话转述印发稿时写 true"),
    Field("原文", "issued", Flag(), "就是印发稿原文时写 true"),
    Field("备注", "remarks", Many(ONE_LINE), "给工作人员看的备注，不对外显示", public=False),
)
