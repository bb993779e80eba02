"""Manual pages of the problems that reading itself reports; the reading code stands in source/ and model/."""

from __future__ import annotations

from ..source.problems import Level

_FILES = "文件要能被准确读取，不猜测、不跳过"
_RECORDS = "《政府信息公开条例》第六条：及时、准确"


def _record_rules(family: str, name: str) -> tuple[tuple[str, Level, str, str], ...]:
    return (
        (f"{family}.required", Level.ERROR, _RECORDS,
         f"{name}缺少必须写的内容。\n\n通过：必填的键都有值\n不通过：没有写标题，或标题后面是空的"),
        (f"{family}.date", Level.ERROR, _RECORDS,
         f"{name}里的日期要存在，并写成 2022-03-05 的形式。\n\n通过：2022-03-05\n"
         "不通过：2022-02-30、2022年3月5日、2022.3.5、44625（Excel 序号）"),
        (f"{family}.value", Level.ERROR, _RECORDS,
         f"{name}里的值不是该键要求的样子。\n\n通过：期间: 2022-07\n不通过：期间: 七月"),
        (f"{family}.unknown_key", Level.ERROR, _FILES,
         f"{name}里有不认识的键，多半是写错了字。\n\n通过：发布日期: 2022-03-05\n不通过：发布日其: 2022-03-05"),
    )


RULES: tuple[tuple[str, Level, str, str], ...] = (
    ("file.encoding", Level.ERROR, _FILES,
     "文件要用不带 BOM 的 UTF-8 编码。\n\n通过：另存为 UTF-8\n不通过：GBK（ANSI）、UTF-16、带 BOM 的 UTF-8"),
    ("file.yaml", Level.ERROR, _FILES,
     "文件的写法有误，无法读取。\n\n通过：标题: 某某情况\n不通过：标题：某某情况（全角冒号）、缩进用了 Tab、引号没有成对"),
    ("file.comment", Level.ERROR, _FILES,
     "值里的“ #”会让后面的文字悄悄丢掉。\n\nYAML 把空格加井号当作注释的开头，后面的文字不会公开。要保留，就用英文双引号括起整个值；"
     "是备注，就另写一行，以 # 开头。词表等登记文件里只是警告。\n\n通过：标题: \"救助公告 #2\"\n不通过：标题: 救助公告 #2"),
    ("file.quotes", Level.WARNING, _FILES,
     "值两边的中文引号不起引用的作用，会照样显示。\n\n不需要就去掉；标题本来就有，就在外面再加一对英文双引号。\n\n"
     "通过：标题: \"“一卡通”\"\n不通过：标题: “社会救助监督电话”"),
    ("file.duplicate_key", Level.ERROR, _FILES,
     "同一个键写了两次。\n\n通过：每个键只写一次\n不通过：写了两个“发布日期”"),
    ("file.stray", Level.ERROR, _FILES,
     "有文件不会被读取，等于悄悄漏掉。\n\n通过：data/items/2022/2022-00012.yml\n不通过：2022-00012.yaml、新建文档.yml"),
    ("file.missing", Level.ERROR, _FILES,
     "缺少必要的文件。\n\n通过：有 data/site.yml 和 data/vocabulary.yml\n不通过：没有 data/site.yml"),
    ("site.waiver", Level.ERROR, "豁免要有理由、有人批准、有期限",
     "data/waivers.yml 里的豁免要写对、用得上、没有过期。\n\n"
     "一条豁免只管一个文件里的一条规则，到截止那天为止；到期后 30 天内照样有效，但是警告，再往后就是错误，不再有效。用不上的豁免是警告。"
     "读不出来的内容（file.* 和各种必填、日期、值、键）、site.edition、site.waiver、item.access、item.id、item.body、"
     "figures.recount 不能豁免。"
     "涉及个人信息的，批准人要对公开负责；批准人一律不能待填。\n\n"
     "通过：规则: timeliness.late，文件: data/items/2022/2022-00012.yml，写明理由、批准人和截止\n"
     "不通过：规则: file.yaml；批准人: 待填；截止: 2021-12-31"),
    *_record_rules("item", "条目"),
    *_record_rules("report", "年度报告"),
    *_record_rules("site", "站点、词表或法规登记"),
)
