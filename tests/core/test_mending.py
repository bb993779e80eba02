"""`check --fix`: what is mended, and what must stay as it is."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_mutations import CHANGES, FORMS, Change

from disclosure.model.fields import ITEM_FIELDS
from disclosure.model.kinds import Record
from disclosure.model.mendable import mended, shape_of
from disclosure.model.records import Item
from disclosure.source import forms
from disclosure.source.documents import decode, split
from disclosure.source.marked_yaml import parse
from disclosure.source.mending import Mended
from support import ITEM, ITEM_TEXT, MARKDOWN, as_markdown, problems_of, table

HEAD = ITEM_TEXT.split("正文")[0]
REVIEW = "审查:\n  审查人: 甲\n  日期: 2022-03-02\n  结论: 好\n"
CORRECTIONS = "更正:\n  - 日期: 2022-03-06\n    说明: 甲\n"
SHAPE = shape_of(Record(Item, ITEM_FIELDS), 2022)


def done(data: bytes | str, path: str = ITEM) -> Mended:
    result = mended(path, data.encode("utf-8") if isinstance(data, str) else data)
    assert result is not None
    return result


def text_of(data: bytes | str, path: str = ITEM) -> str:
    return done(data, path).data.decode("utf-8")


@table("why before after", [
    ("GBK", ITEM_TEXT.encode("gbk"), ITEM_TEXT),
    ("GB18030 的生僻字", ITEM_TEXT.replace("社会", "镕𠮷").encode("gb18030"), ITEM_TEXT.replace("社会", "镕𠮷")),
    ("带 BOM", ITEM_TEXT.encode("utf-8-sig"), ITEM_TEXT), ("UTF-16 小端", ITEM_TEXT.encode("utf-16"), ITEM_TEXT),
    ("UTF-16 大端", b"\xfe\xff" + ITEM_TEXT.encode("utf-16-be"), ITEM_TEXT),
    ("Windows 换行", ITEM_TEXT.replace("\n", "\r\n"), ITEM_TEXT), ("老式 Mac 换行", ITEM_TEXT.replace("\n", "\r"), ITEM_TEXT),
    ("全角冒号", ITEM_TEXT.replace("类别: ", "类别："), ITEM_TEXT), ("全角冒号又有空格", ITEM_TEXT.replace("类别: ", "类别： "), ITEM_TEXT),
    ("每一行都是全角冒号", ITEM_TEXT.replace(": ", "："), ITEM_TEXT), ("没有空格", ITEM_TEXT.replace("类别: ", "类别:"), ITEM_TEXT),
    ("每一行都没有空格", ITEM_TEXT.replace(": ", ":"), ITEM_TEXT), ("全角空格代替空格", ITEM_TEXT.replace("类别: ", "类别:　"), ITEM_TEXT),
    ("键和冒号之间的全角空格", ITEM_TEXT.replace("类别: ", "类别　: "), ITEM_TEXT),
    ("键前面的全角空格", ITEM_TEXT.replace("类别", "　类别"), ITEM_TEXT),
    ("全角空格缩进", ITEM_TEXT + REVIEW.replace("  ", "　"), ITEM_TEXT + REVIEW),
    ("两个全角空格缩进", ITEM_TEXT + REVIEW.replace("  ", "　　"), ITEM_TEXT + REVIEW),
    ("Tab 缩进", ITEM_TEXT + REVIEW.replace("  ", "\t"), ITEM_TEXT + REVIEW),
    ("混着缩进", ITEM_TEXT + REVIEW.replace("  日期", "　日期").replace("  结论", "\t结论"), ITEM_TEXT + REVIEW),
    ("Tab 缩进，照旁边四个空格的", ITEM_TEXT + REVIEW.replace("  ", "    ").replace("    审查人", "\t审查人"),
     ITEM_TEXT + REVIEW.replace("  ", "    ")),
    ("只有一行用 Tab，它的下一层是空格", f"{ITEM_TEXT}数据:\n\t甲:\n    值: 1\n  乙:\n    值: 2\n",
     f"{ITEM_TEXT}数据:\n  甲:\n    值: 1\n  乙:\n    值: 2\n"),
    ("只有一行用 Tab，下面只有它的下一层", f"{ITEM_TEXT}数据:\n\t甲:\n    值: 1\n", f"{ITEM_TEXT}数据:\n  甲:\n    值: 1\n"),
    ("Tab 缩进的列表", ITEM_TEXT + CORRECTIONS.replace("    ", "\t\t").replace("  - ", "\t- "), ITEM_TEXT + CORRECTIONS),
    ("全角空格缩进的列表", ITEM_TEXT + CORRECTIONS.replace("    ", "　　").replace("  - ", "　- "), ITEM_TEXT + CORRECTIONS),
    ("短横线后面的全角空格", ITEM_TEXT + CORRECTIONS.replace("- ", "-　"), ITEM_TEXT + CORRECTIONS),
    ("正文的缩进", f"{HEAD}正文: |\n　　地址：甲\n\n　　电话：乙\n", f"{HEAD}正文: |\n  地址：甲\n\n  电话：乙\n"),
    ("正文用 Tab 缩进，里层照旧", f"{HEAD}正文: |\n\t- 甲\n\t\t- 乙\n", f"{HEAD}正文: |\n  - 甲\n  \t- 乙\n"),
    ("正文一半用全角空格", f"{HEAD}正文: |\n  地址：甲\n　　电话：乙\n", f"{HEAD}正文: |\n  地址：甲\n  电话：乙\n"),
    *((f"日期 {text}", ITEM_TEXT.replace("2022-03-05", text), ITEM_TEXT) for text in (
        "2022年3月5日", "2022年03月05日", "2022.3.5", "2022/3/5", "2022-3-5", "２０２２-０３-０５", "２０２２年３月５日", "2022－03－05",
        "20220305", "二〇二二年三月五日", "二○二二年三月五日", "“2022-03-05”", "2022-03-05 00:00:00", "44625",
        "'2022.3.5'", '"2022年3月5日"')),
    ("里层的日期", ITEM_TEXT + REVIEW.replace("2022-03-02", "2022.3.2"), ITEM_TEXT + REVIEW),
    ("列表里的日期", ITEM_TEXT + CORRECTIONS.replace("2022-03-06", "2022年3月6日"), ITEM_TEXT + CORRECTIONS),
    ("花括号里的两个日期", ITEM_TEXT + "公示期: {起: 2022.3.5, 止: 2022/3/18, 异议受理: 待填}\n",
     ITEM_TEXT + "公示期: {起: 2022-03-05, 止: 2022-03-18, 异议受理: 待填}\n"),
    ("日期后面的注释照旧", ITEM_TEXT.replace("2022-03-05", "2022.3.5 # 星期六"), ITEM_TEXT.replace("2022-03-05", "2022-03-05 # 星期六")),
    *((f"文号 {text}", f"{ITEM_TEXT}文号: {text}\n", f"{ITEM_TEXT}文号: 北屏府发〔2022〕5号\n") for text in (
        "北屏府发(2022)5号", "北屏府发（2022）5号", "北屏府发【2022】5号", "北屏府发[2022]5号", "北屏府发〔2022〕第5号",
        "北屏府发〔2022〕05号", "北屏府发［２０２２］第００５号", "北屏府发 〔2022〕 5 号")),
    ("一个文件里的许多处", (ITEM_TEXT.replace("类别: ", "类别：").replace("2022-03-05", "2022.3.5") + REVIEW.replace("  ", "\t")
                  + "文号：北屏府发[2022]5号\n").encode("gbk"), ITEM_TEXT + REVIEW + "文号: 北屏府发〔2022〕5号\n"),
])
def test_mended(why: str, before: bytes | str, after: str) -> None:
    result = done(before)
    assert result.data.decode("utf-8") == after, why
    assert result.done, why
    assert not [line for line in problems_of({ITEM: result.data})
                if "[file.comment]" not in line and ": 提示: " not in line], "改好的文件通过检查"
    assert done(result.data) == Mended(result.data, after, after), "再改一次，什么也不变"


@table("why text", [
    ("没有错的条目", ITEM_TEXT), ("只有空格", "  \n"), ("空文件", ""), ("没有这一天", ITEM_TEXT.replace("2022-03-05", "2022.2.30")),
    ("只有年月", ITEM_TEXT.replace("2022-03-05", "2022年3月")), ("两位的年", ITEM_TEXT.replace("2022-03-05", "22.3.5")),
    ("带着时刻", ITEM_TEXT.replace("2022-03-05", "2022-03-05 12:30")), ("别的年的 Excel 序号", ITEM_TEXT.replace("2022-03-05", "36526")),
    ("待填", ITEM_TEXT.replace("2022-03-05", "待填")), ("标题里的日期", ITEM_TEXT.replace("社会", "2022.3.5社会")),
    ("标题就是日期", ITEM_TEXT.replace("社会救助监督电话", "2022.3.5")),
    ("标题里的文号", ITEM_TEXT.replace("社会", "北屏府发[2022]5号")),
    ("标题就是文号", ITEM_TEXT.replace("社会救助监督电话", "北屏府发(2022)5号")),
    ("标题里的全角数字", ITEM_TEXT.replace("社会", "２０２２")),
    ("标题里的冒号", ITEM_TEXT.replace("社会", "通知: ")), ("标题里的井号", ITEM_TEXT.replace("社会", "甲 #2")),
    ("标题在中文引号里", ITEM_TEXT.replace("社会救助监督电话", "“社会救助监督电话”")), ("引号没有成对", ITEM_TEXT.replace("社会", '"社会')),
    ("数据里的全角数字", f"{ITEM_TEXT}数据:\n  户数: {{值: １２}}\n"), ("期间的写法", f"{ITEM_TEXT}期间: 2022年7月\n"),
    ("看不出意思的文号", f"{ITEM_TEXT}文号: 2022年第5号\n"), ("键错了一个字", ITEM_TEXT.replace("发布日期", "发布日其")),
    ("错字的键后面的全角冒号", ITEM_TEXT.replace("发布日期: ", "发布日其：")), ("键写了两次", f"{ITEM_TEXT}类别: 民政\n"),
    ("多缩进了一行", ITEM_TEXT.replace("类别", "  类别")), ("别的冒号", ITEM_TEXT.replace("社会", "通知：12:30 http://a.cn/b:c ")),
    ("正文的块", f"{HEAD}正文: |\n  类别：民政\n  日期:2022.3.5\n  文号: 北屏府发[2022]5号\n  　　第二段\n  \t缩进\n"),
    ("折叠的正文", f"{HEAD}正文: >\n  类别：民政\n  日期:2022.3.5\n"), ("引号里的正文", f'{HEAD}正文: "类别：民政\n  日期:2022.3.5"\n'),
    ("接着写的摘要", f"{ITEM_TEXT}摘要:\n  名称：甲\n  日期:2022.3.5\n"), ("两行的摘要", f"{ITEM_TEXT}摘要: 甲\n  名称：乙\n"),
    ("关键词", f"{ITEM_TEXT}关键词:\n  - 2022.3.5\n  - 日期：甲\n  - 北屏府发[2022]5号\n"),
    ("注释", f"# 类别：民政\n{ITEM_TEXT}# 日期:2022.3.5\n"),
    ("没有写完的引号里", ITEM_TEXT.replace("社会", '"社会') + "摘要: 一\n  类别：民政\n"), ("乱码", ITEM_TEXT.replace("社会", "\ufffd")),
])
def test_untouched(why: str, text: str) -> None:
    assert done(text).data == text.encode("utf-8"), why
    assert done(text).done == (), why


@table("why data", [("不能确定的编码", "æ ÿ\n".encode("latin-1")), ("截断的汉字", "标题: 甲".encode()[:-1]),
                    ("图片", b"\x89PNG\r\n\x1a\n\x00\xff"),
                    ("没有键的 GBK", "乱七八糟\n".encode("gbk")), ("控制字符", ITEM_TEXT.replace("社会", "\x01").encode())])
def test_unreadable_bytes_stay(why: str, data: bytes) -> None:
    assert done(data) == Mended(data, None, None), why


def test_markdown_body_stays() -> None:
    """Below the front matter only encoding and line ends are mended."""
    body = "类别：民政\n\t日期:2022.3.5\n　　文号: 北屏府发[2022]5号\n---\n体裁：甲\n"
    before = as_markdown(ITEM_TEXT.replace("类别: ", "类别："), body)
    assert text_of(before.encode("gbk"), MARKDOWN) == as_markdown(ITEM_TEXT, body)
    assert done(before, MARKDOWN).done == ("第 3 行：改正冒号、空格或缩进",)
    unfenced = body.replace("\n", "\r\n")
    assert text_of(unfenced, MARKDOWN) == unfenced.replace("\r\n", "\n"), "没有 --- 的文件只改换行"


def test_other_files() -> None:
    law = "- 代号：甲-2019\n  名称: 甲\n  施行: 2019年5月15日\n"
    assert text_of(law, "data/laws.yml") == "- 代号: 甲-2019\n  名称: 甲\n  施行: 2019-05-15\n"
    assert text_of("2025:\n  依据：某号\n  放假: [2025.1.1, 2025年1月28日]\n", "data/calendar.yml") == (
        "2025:\n  依据: 某号\n  放假: [2025-01-01, 2025-01-28]\n")
    report = "---\n标题：报告\n类型: 法治政府建设年度报告\n年度: 2022\n成文日期: 44936\n发布日期: 2023.1.12\n---\n年度：2022\n"
    assert text_of(report, "docs/reports/2022-law.md") == report.replace("标题：", "标题: ").replace("44936", "2023-01-10").replace(
        "2023.1.12", "2023-01-12")
    assert mended("data/items/2022/2022-00001.yaml", ITEM_TEXT.encode()) is None, "不会被读取的文件不改"
    assert mended("docs/index.md", "标题：甲\n".encode("gbk")) is None, "手写页面不改"


def test_mends_behind_what_cannot_be_mended() -> None:
    """A title that YAML cannot read stays for people; the rest of the file is mended all the same."""
    text = ITEM_TEXT.replace("社会救助", "通知: 救助").replace("类别: ", "类别：").replace("2022-03-05", "2022.3.5")
    assert text_of(text) == ITEM_TEXT.replace("社会救助", "通知: 救助")


def certain(path: tuple[str | int, ...], before: Any, after: Any) -> bool:
    """Whether every difference of two values is a date or a document number in its right form."""
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(certain((*path, key), before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(certain((*path, at), *pair) for at, pair in enumerate(zip(before, after, strict=True)))
    if before == after:
        return True
    form = SHAPE.form_at(path)
    if form is None or not isinstance(before, str) or not isinstance(after, str):
        return False
    meant, serial = form(before), forms.excel_date(before)
    return after in (meant.text if meant else None, serial.isoformat() if serial and form is forms.date else None)


OFFICE = [(": ", "："), (": ", ":"), (": ", ":　"), ("  ", "　"), ("  ", "\t"), ("    ", "　　"), ("2022-03-0", "2022.3."),
          ("〔2022〕", "[2022]"), ("- ", "-　"), ("", "　")]
SLIPS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(OFFICE)), max_size=8)


def with_slips(text: str, slips: list[tuple[int, tuple[str, str]]]) -> str:
    lines = text.split("\n")
    for number, (old, new) in slips:
        lines[number % len(lines)] = lines[number % len(lines)].replace(old, new, 1)
    return "\n".join(lines)


@settings(deadline=None, derandomize=True, max_examples=1500, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(path=st.sampled_from([ITEM, MARKDOWN]), slips=SLIPS, changes=CHANGES | st.just([]))
def test_nothing_but_the_certain(path: str, slips: list[tuple[int, tuple[str, str]]], changes: list[Change]) -> None:
    text = with_slips(FORMS[path], slips)
    for change in changes:
        text = change.apply(text)
    result = done(text, path)
    again = done(result.data, path)
    assert (again.data, again.done) == (result.data, ()), "再改一次，什么也不变"
    if not result.done:
        assert result.data == text.encode("utf-8")
        return
    before, after = (split(path, decode(path, data)[0] or "")[0] for data in (text.encode("utf-8"), result.data))
    if before is None or after is None:
        assert all(not line.startswith("第") for line in result.done), "没有 --- 的文件只改编码和换行"
        return
    assert before.body == after.body
    values = [parse(document.head)[0] for document in (before, after)]
    if values[0] is not None and not certain((), *values):
        assert SHAPE.faults(values[1]) < SHAPE.faults(values[0]), "缩进或冒号改了结构，错误要变少"


@settings(deadline=None, derandomize=True, max_examples=300, database=None)
@given(path=st.sampled_from([ITEM, MARKDOWN, "data/laws.yml", "docs/reports/2022-law.md"]), data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    result = done(data, path)
    assert done(result.data, path).done == ()
