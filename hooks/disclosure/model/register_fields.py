"""Field tables of the small registers: site identity, vocabulary, laws."""

from __future__ import annotations

from . import register_records as r
from .fields import NAME, ONE_LINE, OPEN_DATE, OPEN_TEXT, PERIOD, SLUG
from .kinds import Choice, Date, Field, Flag, Many, Named, Number, Record, Text

OFFICE_FIELDS = (
    Field("名称", "name", OPEN_TEXT, "公开工作机构的名称"),
    Field("办公地址", "address", OPEN_TEXT, "办公地址"),
    Field("办公时间", "hours", OPEN_TEXT, "例如 工作日 9:00—12:00，14:00—18:00"),
    Field("联系电话", "telephone", OPEN_TEXT, "带区号的办公电话"),
    Field("传真号码", "fax", OPEN_TEXT, "传真号码"),
    Field("电子邮箱", "email", OPEN_TEXT, "互联网联系方式"),
    Field("邮政编码", "postcode", OPEN_TEXT, "6 位邮政编码"),
    Field("负责人职务", "head", OPEN_TEXT, "只写职务，不写姓名"),
    Field("监督电话", "supervision", OPEN_TEXT, "监督投诉电话"),
)
SITE_FIELDS = (
    Field("版本", "edition", Choice(("示例", "正式")), "示例 或 正式", required=True),
    Field("站点名称", "name", NAME, "显示在每页页首", required=True),
    Field("机构名称", "agency", NAME, "全称", required=True),
    Field("机构简称", "short_name", NAME, "例如 北屏乡", required=True),
    Field("区划代码", "division_code", Text(pattern=r"\d{9}", pending=True, advice="9 位数字"), "9 位数字"),
    Field("统一社会信用代码", "credit_code",
          Text(pattern=r"[0-9A-HJ-NPQRTUWXY]{18}", pending=True, advice="18 位"), "18 位，索引号的前半"),
    Field("网址", "url", Text(pattern=r"https?://[^\s/]+(/[^\s]*)?", pending=True,
                            advice="请写成 https://… 的完整网址"), "网站首页的完整网址"),
    Field("网站标识码", "site_code", Text(pattern=r"\d{10}|无", pending=True, advice="10 位数字，没有就写 无"), "10 位数字；没有就写 无"),
    Field("ICP备案号", "icp", OPEN_TEXT, "例如 渝ICP备…号；没有就写 无"),
    Field("公安备案号", "police", OPEN_TEXT, "例如 渝公网安备…号；没有就写 无"),
    Field("启用日期", "started_on", OPEN_DATE, "开始用本站公开的日期"),
    Field("年度", "years", Many(Number(whole=True), fewest=1), "公开哪些年度", required=True),
    Field("公开工作机构", "office", Record(r.Office, OFFICE_FIELDS), "条例第十二条要求的各项"),
    Field("联系电话", "telephones", Many(ONE_LINE), "文中可以出现的全部办公电话"),
    Field("有关单位", "related_bodies", Many(ONE_LINE), "文中可以出现的其他单位"),
)
LIMIT_FIELDS = (
    Field("天数", "days", Number(whole=True, smallest=1), "多少天内公开", required=True),
    Field("单位", "unit", Choice(("工作日", "日")), "工作日 或 日", required=True),
    Field("起算", "start", ONE_LINE, "从哪一天起算"),
    Field("依据", "basis", ONE_LINE, "data/laws.yml 里的代号"),
)
NOTICE_MINIMUM_FIELDS = (
    Field("自然日", "calendar_days", Number(whole=True, smallest=0), "至少多少自然日"),
    Field("工作日", "working_days", Number(whole=True, smallest=0), "至少多少工作日"),
)
MATTER_FIELDS = (
    Field("名称", "name", NAME, "事项名称", required=True),
    Field("代号", "slug", SLUG, "用在网址里，定了不改", required=True),
    Field("时限", "limit", Record(r.Limit, LIMIT_FIELDS), "公开时限"),
    Field("周期", "cadence", Choice(("月", "季", "年", "不定期")), "多久公开一次"),
    Field("起", "begins", PERIOD, "从哪一期起应当齐全"),
    Field("止", "ends", PERIOD, "到哪一期为止"),
    Field("公示", "notice", Record(r.NoticeMinimum, NOTICE_MINIMUM_FIELDS), "公示期的法定最短时间"),
    Field("标准目录", "catalogue_row", ONE_LINE, "基层政务公开标准目录的哪一行"),
    Field("条例条款", "article", ONE_LINE, "政府信息公开条例的哪一条"),
    Field("仅公示栏", "board_only", Flag(), "名单只在村（社区）公示栏公布"),
)
CATEGORY_FIELDS = (
    Field("名称", "name", NAME, "类别名称", required=True),
    Field("代号", "slug", SLUG, "用在网址里，定了不改", required=True),
    Field("事项", "matters", Many(Record(r.Matter, MATTER_FIELDS)), "类别下的事项", required=True),
)
PUBLISHER_FIELDS = (
    Field("名称", "name", ONE_LINE, "机构名称", required=True),
    Field("起", "begins", OPEN_DATE, "从哪天起用这个名称"),
    Field("止", "ends", OPEN_DATE, "到哪天为止"),
)
VOCABULARY_FIELDS = (
    Field("类别", "categories", Many(Record(r.Category, CATEGORY_FIELDS)), "类别和事项", required=True),
    Field("体裁", "genres", Many(NAME), "体裁", required=True),
    Field("责任科室", "offices", Many(ONE_LINE), "责任科室"),
    Field("发布机构", "publishers", Many(Record(r.Publisher, PUBLISHER_FIELDS)), "发布机构的名称沿革"),
)
LAW_FIELDS = (
    Field("代号", "id", ONE_LINE, "条目的依据里写的就是它", required=True),
    Field("名称", "name", ONE_LINE, "全称，不加书名号", required=True),
    Field("文号", "number", OPEN_TEXT, "公布令号或发文字号"),
    Field("施行", "begins", OPEN_DATE, "这一版开始施行的日期"),
    Field("废止", "ends", OPEN_DATE, "不再适用的第一天"),
    Field("被替代", "replaced_by", ONE_LINE, "替代它的代号"),
)
CALENDAR_FIELDS = (
    Field("依据", "basis", ONE_LINE, "国务院办公厅放假通知的文号", required=True),
    Field("放假", "off", Many(Date()), "放假的日子（周末也可以写）"),
    Field("调休上班", "on", Many(Date()), "周末上班的日子"),
)
STANDARD_FIELDS = (
    Field("事项", "matter", ONE_LINE, "词表里的事项", required=True),
    Field("标准（元/人·月）", "yuan", Number(smallest=0), "每人每月多少元", required=True),
    Field("起", "begins", PERIOD, "从哪个月起，例如 2023-09", required=True),
    Field("止", "ends", PERIOD, "到哪个月为止"),
    Field("依据", "basis", ONE_LINE, "公布标准的文件"),
)
WAIVER_FIELDS = (
    Field("规则", "rule", ONE_LINE, "哪条规则，例如 privacy.mobile", required=True),
    Field("文件", "file", ONE_LINE, "哪个文件，从仓库算起的路径", required=True),
    Field("理由", "reason", ONE_LINE, "为什么可以不改", required=True),
    Field("批准人", "approver", OPEN_TEXT, "谁批准的", required=True),
    Field("截止", "until", Date(), "到哪天为止", required=True),
)
CALENDAR = Named(Record(r.CalendarYear, CALENDAR_FIELDS))
STANDARDS = Many(Record(r.Standard, STANDARD_FIELDS))
WAIVERS = Many(Record(r.Waiver, WAIVER_FIELDS))
SITE = Record(r.Site, SITE_FIELDS)
VOCABULARY = Record(r.Vocabulary, VOCABULARY_FIELDS)
LAWS = Many(Record(r.Law, LAW_FIELDS))
