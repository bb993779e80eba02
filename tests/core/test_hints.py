"""The mistakes of office staff, one row each: the exact lines the check prints, all of them and nothing else."""

from __future__ import annotations

import pytest

from disclosure.source import forms
from disclosure.source.marked_yaml import parse
from disclosure.source.slips import column_before
from support import BASE, ITEM, ITEM_TEXT, MARKDOWN, Files, as_markdown, problems_of, table

HEAD = ITEM_TEXT.split("正文")[0]
SITE = BASE["data/site.yml"]
FULL_COLON = "后面是全角冒号“：”；请改成半角冒号加一个空格“: ” [file.yaml]"
WIDE = "错误: 缩进用了全角空格；请改用半角空格 [file.yaml]"
TAB = "错误: 缩进用了制表符（Tab）；请改用半角空格 [file.yaml]"
COMMENT = "错误: “#”前面有空格，从这里到行末当作注释丢掉了；要保留就用英文双引号括起整个值，是备注就另写一行 [file.comment]"


def changed(old: str, new: str) -> Files:
    assert old in ITEM_TEXT
    return {ITEM: ITEM_TEXT.replace(old, new)}


def added(text: str) -> Files:
    return {ITEM: ITEM_TEXT + text}


@table("why files lines", [
    ("GBK", {ITEM: ITEM_TEXT.encode("gbk")}, ["1:1: 错误: 文件不是 UTF-8 编码；像是 GBK（ANSI）编码；请另存为 UTF-8 [file.encoding]"]),
    ("带 BOM", {ITEM: ITEM_TEXT.encode("utf-8-sig")}, ["1:1: 错误: 文件开头有 BOM；请另存为不带 BOM 的 UTF-8 [file.encoding]"]),
    ("UTF-16 没有 BOM", {ITEM: ITEM_TEXT.encode("utf-16-le")},
     ["1:1: 错误: 文件不是 UTF-8 编码；像是 UTF-16 编码；请另存为 UTF-8 [file.encoding]"]),
    ("GB18030 的生僻字", {ITEM: ITEM_TEXT.replace("电话见", "𠮷话见").encode("gb18030")},
     ["1:1: 错误: 文件不是 UTF-8 编码；像是 GBK（ANSI）编码；请另存为 UTF-8 [file.encoding]"]),
    ("UTF-16", {ITEM: ITEM_TEXT.encode("utf-16")}, ["1:1: 错误: 文件是 UTF-16 编码；请另存为 UTF-8 [file.encoding]"]),
    ("全角冒号", changed("类别: ", "类别："), [f"2:3: 错误: “类别”{FULL_COLON}"]),
    ("全角冒号后面又有空格", changed("类别: ", "类别： "), [f"2:3: 错误: “类别”{FULL_COLON}"]),
    ("每一行都是全角冒号", changed(": ", "："),
     [f"{line}:{column}: 错误: “{key}”{FULL_COLON}" for line, column, key in
      ((1, 3, "标题"), (2, 3, "类别"), (3, 3, "事项"), (4, 3, "体裁"), (5, 5, "成文日期"), (6, 5, "发布日期"), (7, 3, "正文"))]),
    ("数据名称后面的全角冒号", added("数据:\n  户数：\n    值: 1\n"), [f"9:5: 错误: “户数”{FULL_COLON}"]),
    ("全角空格缩进", added("审查:\n　审查人: 甲\n　日期: 2022-03-02\n　结论: 好\n"), [f"9:1: {WIDE}", f"10:1: {WIDE}", f"11:1: {WIDE}"]),
    ("Tab 缩进", added("审查:\n\t审查人: 甲\n\t日期: 2022-03-02\n\t结论: 好\n"), [f"9:1: {TAB}", f"10:1: {TAB}", f"11:1: {TAB}"]),
    ("Tab 缩进的列表", added("更正:\n\t- 日期: 2022-03-06\n\t\t说明: 甲\n"), [f"9:1: {TAB}", f"10:1: {TAB}"]),
    ("混着缩进", added("审查:\n  审查人: 甲\n　日期: 2022-03-02\n\t结论: 好\n"), [f"10:1: {WIDE}", f"11:1: {TAB}"]),
    ("正文用全角空格缩进", {ITEM: f"{HEAD}正文: |\n　　地址：甲\n　　电话：乙\n"}, [f"8:1: {WIDE}"]),
    ("正文一半用全角空格缩进", {ITEM: f"{HEAD}正文: |\n  地址：甲\n　　电话：乙\n"}, [f"9:1: {WIDE}"]),
    ("从网页抄来的空格", added("审查:\n\u00a0审查人: 甲\n\u00a0日期: 2022-03-02\n\u00a0结论: 好\n"),
     [f"{line}:1: 错误: 缩进用了特殊空格；请改用半角空格 [file.yaml]" for line in (9, 10, 11)]),
    ("标题在中文引号里", changed("社会救助监督电话", "“社会救助监督电话”"),
     ["1:5: 警告: 值两边的中文引号会照样显示；不需要就去掉，需要就在外面再加一对英文双引号 [file.quotes]"]),
    ("日期在中文引号里", changed("2022-03-05", "“2022-03-05”"),
     ["6:7: 错误: 发布日期““2022-03-05””两边有引号；请写成 2022-03-05 这样的形式 [item.date]"]),
    ("选项在中文引号里", added("有效性: “有效”\n"), ["8:6: 错误: 有效性““有效””两边是中文引号；请写成 有效 [item.value]"]),
    ("中文引号当英文引号用", changed("社会救助监督电话", "“通知: 监督电话”"),
     ["1:5: 错误: 中文引号不能代替英文引号；值里有“: ”，请把整个值用英文双引号括起来 [file.yaml]"]),
    *((f"日期 {text}", changed("2022-03-05", text), [f"6:7: 错误: 发布日期“{text}”{why}；请写成 2022-03-05 这样的形式 [item.date]"])
      for text, why in (("2022年3月5日", "不是有效日期"), ("2022.3.5", "不是有效日期"), ("2022/3/5", "不是有效日期"),
                        ("２０２２-０３-０５", "有全角数字"), ("44625", "是 Excel 的日期序号"))),
    ("冒号后面没有空格", changed("类别: ", "类别:"), ["2:3: 错误: “类别”的冒号后面缺少空格；请写成“类别: 值” [file.yaml]"]),
    ("冒号后面是全角空格", changed("类别: ", "类别:　"), ["2:4: 错误: “类别”的冒号后面是全角空格；请改成一个半角空格 [file.yaml]"]),
    ("里层都没有空格", added("审查:\n  审查人:甲\n  日期:2022-03-02\n  结论:好\n"),
     [f"{line}:{column}: 错误: “{key}”的冒号后面缺少空格；请写成“{key}: 值” [file.yaml]"
      for line, column, key in ((9, 6, "审查人"), (10, 5, "日期"), (11, 5, "结论"))]),
    ("标题里的冒号", changed("社会救助", "通知: 社会救助"), ["1:7: 错误: 值里出现了“: ”；请把整个值用英文双引号括起来 [file.yaml]"]),
    ("标题里的井号", changed("监督电话\n", "监督电话 #2\n"), [f"1:14: {COMMENT}"]),
    ("花括号里的井号", added("公示期: {起: 2022-03-05, 止: 2022-03-16, 异议受理: 民政 #1号窗口}\n"),
     ["8:46: 错误: “#”前面有空格，从这里到行末当作注释丢掉了，括号就没有写完；要保留就用英文双引号括起这个值 [file.yaml]"]),
    ("键写了两次", added("类别: 民政\n"), ["8:1: 错误: “类别”写了两次；请只留一个 [file.duplicate_key]"]),
    ("键错了一个字", changed("发布日期", "发布日其"), ["1:1: 错误: 缺少“发布日期”；公开的日期，不早于成文日期 [item.required]",
                                         "6:1: 错误: 不认识的键“发布日其”；是否想写“发布日期”？ [item.unknown_key]"]),
    *((f"文号 {text}", added(f"文号: {text}\n"), [f"8:5: 错误: 文号“{text}”格式不对，{why}；请写成 北屏府发〔2022〕5号 [item.value]"])
      for text, why in (("北屏府发(2022)5号", "年份要用六角括号〔〕"), ("北屏府发【2022】5号", "年份要用六角括号〔〕"),
                        ("北屏府发（2022）5号", "年份要用六角括号〔〕"), ("北屏府发[2022]5号", "年份要用六角括号〔〕"),
                        ("北屏府发〔2022〕第5号", "序号不加“第”"), ("北屏府发〔2022〕05号", "序号不补零"))),
    ("引号只括一部分", changed("社会救助", '"社会"救助'),
     ["1:5: 错误: 引号只括住了一部分；请把整个值括起来，里面的引号改用中文引号“” [file.yaml]"]),
    ("引号没有成对", changed("社会救助", '"社会救助'), ["1:5: 错误: 引号没有成对；请补上另一半引号 [file.yaml]"]),
    ("多缩进了一行", changed("类别", "  类别"), ["2:3: 错误: “类别”缩进多了；请和上面同一级的键对齐 [file.yaml]"]),
])
def test_hint(why: str, files: Files, lines: list[str]) -> None:
    assert problems_of(files) == [f"{ITEM}:{line}" for line in lines], why


@table("why files lines", [
    (".yaml", {"data/items/2022/2022-00002.yaml": ITEM_TEXT},
     ["data/items/2022/2022-00002.yaml: 错误: 文件名以“.yaml”结尾，不会被读取；请改名为 2022-00002.yml [file.stray]"]),
    (".YML", {"data/items/2022/2022-00002.YML": ITEM_TEXT},
     ["data/items/2022/2022-00002.YML: 错误: 文件名以“.YML”结尾，不会被读取；请改名为 2022-00002.yml [file.stray]"]),
    (".yml.txt", {"data/items/2022/2022-00002.yml.txt": ITEM_TEXT},
     ["data/items/2022/2022-00002.yml.txt: 错误: 文件名以“.yml.txt”结尾，不会被读取；请改名为 2022-00002.yml [file.stray]"]),
    ("站点的 .yaml", {"data/laws.yaml": "[]\n"}, ["data/laws.yaml: 错误: 这个文件不会被读取；请改名为 laws.yml [file.stray]"]),
    ("站点的选项在中文引号里", {"data/site.yml": SITE.replace("示例", "“示例”")},
     ["data/site.yml:1:5: 错误: 版本““示例””两边是中文引号；请写成 示例 [site.value]"]),
    ("方括号没有写完，不怪下面没有错的行", {"data/vocabulary.yml": BASE["data/vocabulary.yml"].replace("发放情况]", "发放情况")},
     ["data/vocabulary.yml:12:5: 错误: 方括号或花括号里的内容没有写完；请检查逗号和括号 [file.yaml]"]),
    ("多了一行 ---", added("---\n标题: 又一条\n"),
     [f"{ITEM}:8:1: 错误: 文件格式有误：文件里多了一行 ---；一个文件只写一条信息 [file.yaml]"]),
    ("Markdown 里的行号从整个文件算起", {ITEM: None, MARKDOWN: as_markdown(ITEM_TEXT.replace("类别: ", "类别："))},
     [f"{MARKDOWN}:3:3: 错误: “类别”{FULL_COLON}"]),
])
def test_line(why: str, files: Files, lines: list[str]) -> None:
    assert problems_of(files) == lines, why


def test_single_lines_where_nothing_can_be_read() -> None:
    """Two unaligned keys stop YAML for good; what single lines say for certain is told all the same."""
    text = ITEM_TEXT.replace("2022-03-01", "2022.3.1").replace("发布日期: ", "发布日其：") + (
        "数据:\n    甲: {值: 1}\n  乙: {值: 2}\n文号: 北屏府发[2022]5号\n类别: 民政\n有效性: 无效 # 备注\n审查情况: 好\n")
    assert problems_of({ITEM: text}) == [f"{ITEM}:{line}" for line in (
        "5:7: 错误: 成文日期“2022.3.1”不是有效日期；请写成 2022-03-01 这样的形式 [item.date]",
        f"6:5: 错误: “发布日其”{FULL_COLON}",
        "10:3: 错误: 文件格式有误：缩进不对齐，或引号后面多了文字；同一级的行要从同一列开始 [file.yaml]",
        "11:5: 错误: 文号“北屏府发[2022]5号”格式不对，年份要用六角括号〔〕；请写成 北屏府发〔2022〕5号 [item.value]",
        "12:1: 错误: “类别”写了两次；请只留一个 [file.duplicate_key]",
        "13:6: 错误: 有效性“无效”应当是 有效、失效、废止、已修改 之一 [item.value]",
        "14:1: 错误: 不认识的键“审查情况”；是否想写“审查”？ [item.unknown_key]")]


@table("why text lines", [
    ("全角冒号写成的一句话", "标题：甲\n类别：民政\n", [f"1:3: 错误: “标题”{FULL_COLON}", f"2:3: 错误: “类别”{FULL_COLON}"]),
    ("里层只写了一项", f"{ITEM_TEXT}审查:\n  审查人：甲\n", [f"9:6: 错误: “审查人”{FULL_COLON}"]),
])
def test_slip_is_told_beside_what_is_missing(why: str, text: str, lines: list[str]) -> None:
    told = problems_of({ITEM: text})
    assert [line for line in told if "[item.required]" not in line] == [f"{ITEM}:{line}" for line in lines], why
    assert len(told) > len(lines)


def test_every_mistake_of_a_file_is_told() -> None:
    """A file that YAML cannot read, in the wrong encoding, still tells all it holds."""
    text = ITEM_TEXT.replace("标题: ", "标题：").replace("类别: ", "类别:").replace("2022-03-01", "2022年3月1日")
    text = text.replace("发布日期: 2022-03-05", "发布日期：44625") + (
        "文号: 北屏府发[2022]05号\n审查:\n\t审查人: 甲\n\t日其: 2022/3/2\n\t结论: 好\n体裁: 清单\n")
    assert problems_of({ITEM: text.encode("gbk")}) == [f"{ITEM}:{line}" for line in (
        "1:1: 错误: 文件不是 UTF-8 编码；像是 GBK（ANSI）编码；请另存为 UTF-8 [file.encoding]",
        f"1:3: 错误: “标题”{FULL_COLON}",
        "2:3: 错误: “类别”的冒号后面缺少空格；请写成“类别: 值” [file.yaml]",
        "5:7: 错误: 成文日期“2022年3月1日”不是有效日期；请写成 2022-03-01 这样的形式 [item.date]",
        f"6:5: 错误: “发布日期”{FULL_COLON}",
        "6:6: 错误: 发布日期“44625”是 Excel 的日期序号；请写成 2022-03-05 这样的形式 [item.date]",
        "8:5: 错误: 文号“北屏府发[2022]05号”格式不对，年份要用六角括号〔〕，序号不补零；请写成 北屏府发〔2022〕5号 [item.value]",
        "9:1: 错误: 缺少“日期”；审查日期，在成文和发布之间 [item.required]",
        f"10:1: {TAB}", f"11:1: {TAB}", "11:2: 错误: 不认识的键“日其”；是否想写“日期”？ [item.unknown_key]", f"12:1: {TAB}",
        "13:1: 错误: “体裁”写了两次；请只留一个 [file.duplicate_key]")]


@table("why text", [
    ("像键的正文", f"{HEAD}正文: |\n  类别：民政\n  标题:甲\n  　　第二段\n  \t缩进\n"),
    ("像键的摘要", f"{ITEM_TEXT}摘要:\n  名称：甲，\n  日期:三月\n"),
    ("引号里的各种字", f'{ITEM_TEXT}摘要: "一: 二 #三\n  类别：四"\n'),
    ("花括号和方括号", f"{ITEM_TEXT}关键词: [甲, 乙,\n  类别：丙]\n"),
    ("标题里的中文标点", ITEM_TEXT.replace("社会救助", "通知：“社会”救助（2022）#1")),
    ("网址和时间", f"{HEAD}摘要: 见 http://a.cn:80/#x，9:00开始\n正文: 一\n"),
])
def test_what_looks_like_a_slip_and_is_none(why: str, text: str) -> None:
    assert problems_of({ITEM: text}) == [], why


@table("why old new column before", [
    ("全角冒号后面的值", "日期：甲", "日期: 甲", 5, 4), ("缺少的空格后面", "日期:甲", "日期: 甲", 5, 4),
    ("改动之前", "日期：甲", "日期: 甲", 1, 1),
    ("Tab 变成两个空格", "\t日期: 甲", "  日期: 甲", 3, 2), ("没有变", "日期: 甲", "日期: 甲", 5, 5),
    ("加了引号", "甲: 乙: 丙", "甲: '乙: 丙'", 4, 4), ("去掉了缩进", "　　日期: 甲", "日期: 甲", 1, 3),
])
def test_place_in_the_line_as_written(why: str, old: str, new: str, column: int, before: int) -> None:
    assert column_before(old, new, column) == before, why


@table("why text", [
    ("两位的年", "22.3.5"), ("只有年月", "2022年3月"), ("没有那一天", "2022.2.30"), ("十三月", "2022-13-01"),
    ("带着时刻", "2022-03-05 12:30"), ("两个日期", "2022-03-05至2022-03-08"), ("数字之间有空格", "2022-1 2-3"),
    ("文字", "三月五日"), ("空的", ""), ("Excel 序号要另看年份", "44625"),
])
def test_nothing_is_guessed_of_a_date(why: str, text: str) -> None:
    assert forms.date(text) is None, why


@table("why text", [
    ("没有年份", "北屏府发5号"), ("没有机关代字", "〔2022〕5号"), ("没有“号”", "北屏府发〔2022〕5"),
    ("零号", "北屏府发〔2022〕0号"), ("只有半个括号", "北屏府发2022〕5号"),
    ("两个号", "北屏府发〔2022〕5号6号"), ("令", "第123号令"), ("空的", ""),
])
def test_nothing_is_guessed_of_a_document_number(why: str, text: str) -> None:
    assert forms.document_number(text) is None, why


@pytest.mark.parametrize("text", ["".join(" " * depth + line for depth in range(1200)) for line in ("甲:\n", "-\n")], ids=["键", "列表"])
def test_deep_indentation_is_an_issue(text: str) -> None:
    assert [issue.message for issue in parse(text)[1]] == ["文件层次过深"]
