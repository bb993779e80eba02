"""Personal data in text: what must be found, at the right characters, under the right rule."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from disclosure.checks.personal.checksums import ID_CHECKS, ID_WEIGHTS, is_credit_code, is_old_resident_id, is_resident_id, passes_luhn
from disclosure.checks.personal.detect import find

TODAY = dt.date(2023, 1, 31)


def identity(born: str, region: str = "500229", sequence: str = "123") -> str:
    """A resident ID with the right check character."""
    number = region + born + sequence
    return number + ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=True)) % 11]


def wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if character.isascii() and character.isalnum() else character for character in text)


def card(start: str) -> str:
    """A card number with the right last digit."""
    return next(start + last for last in "0123456789" if passes_luhn(start + last))


ID = identity("19900101")
ID_X = next(number for number in (identity("19850612", sequence=f"{at:03}") for at in range(999)) if number.endswith("X"))
CARD_19, CARD_16 = card("622202310009988776"), card("622848001234567")
IN_FOURS = " ".join(CARD_16[at:at + 4] for at in range(0, 16, 4))

# kind, text, what stands at the finding, why
NUMBERS = [
    ("id_number", f"身份证号{ID}。", ID, "18 位"),
    ("id_number", ID_X, ID_X, "末位 X"),
    ("id_number", ID_X.lower(), ID_X.lower(), "末位小写 x"),
    ("id_number", identity("19491231", "110105", "002"), "11010519491231002X", "别的地区；标准里的例子"),
    ("id_number", identity("20230131"), identity("20230131"), "今天出生"),
    ("id_number", f"ID{ID}", ID, "前面是字母"),
    ("id_number", f"张三{ID}男", ID, "夹在汉字里"),
    ("id_number", f"1 {ID} 500", ID, "表格里的序号和金额在两边"),
    ("id_number", f"2022-03-05 {ID}", ID, "前面是日期"),
    ("id_number", f"{ID}\n2022-03-05", ID, "下一行是日期"),
    ("id_number", " ".join(ID), " ".join(ID), "每位之间有空格"),
    ("id_number", f"{ID[:6]} {ID[6:14]} {ID[14:]}", f"{ID[:6]} {ID[6:14]} {ID[14:]}", "分三段"),
    ("id_number", f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", "横线"),
    ("id_number", f"{ID[:6]}.{ID[6:14]}.{ID[14:]}", f"{ID[:6]}.{ID[6:14]}.{ID[14:]}", "圆点"),
    ("id_number", f"{ID[:9]}\n    {ID[9:]}", f"{ID[:9]}\n    {ID[9:]}", "中间换行，下一行有缩进"),
    ("id_number", f"{ID[:6]}**{ID[6:14]}**{ID[14:]}", f"{ID[:6]}**{ID[6:14]}**{ID[14:]}", "中间几位加粗"),
    ("id_number", "\u200b".join(ID), "\u200b".join(ID), "看不见的零宽空格"),
    ("id_number", "\u2060".join(ID), "\u2060".join(ID), "看不见的连接符"),
    ("id_number", wide(ID), wide(ID), "全角数字"),
    ("id_number", f"{ID_X[:-1]}×", f"{ID_X[:-1]}×", "乘号当 X"),
    ("id_number", f"{ID_X[:-1]}Х", f"{ID_X[:-1]}Х", "西里尔字母当 X"),
    ("id_number", ID.replace("0", "O"), ID.replace("0", "O"), "字母 O 当 0"),
    ("id_number", f"{ID[:3]}&#{ord(ID[3])};{ID[4:]}", f"{ID[:3]}&#{ord(ID[3])};{ID[4:]}", "HTML 的字符编号"),
    ("id_number", f"{ID[:3]}\\u{ord(ID[3]):04x}{ID[4:]}", f"{ID[:3]}\\u{ord(ID[3]):04x}{ID[4:]}", "YAML 双引号里的转义"),
    ("id_number", f"{ID}13812345678", ID, "与手机号码连在一起"),
    ("id_number", f"项目负责人身份证号：{ID}", ID, "“项目”后面说的是人"),
    ("id_number", f"编号：{ID}", ID, "只写“编号”的仍是身份证号"),
    ("id_number", "500229900101123", "500229900101123", "15 位"),
    ("id_number", "500229 900101 123", "500229 900101 123", "15 位，分段"),
    ("disability_card", f"残疾人证号{ID}43", f"{ID}43", "20 位"),
    ("disability_card", f"{ID_X}21", f"{ID_X}21", "身份证末位 X"),
    ("disability_card", f"{ID} 43", f"{ID} 43", "类别和等级隔开写"),
    ("mobile", "联系人13812345678。", "13812345678", "11 位"),
    ("mobile", "138-1234-5678", "138-1234-5678", "3-4-4"),
    ("mobile", "138 1234 5678", "138 1234 5678", "空格"),
    ("mobile", "138.1234.5678", "138.1234.5678", "圆点"),
    ("mobile", "1381234\n5678", "1381234\n5678", "换行"),
    ("mobile", "1 3 8 1 2 3 4 5 6 7 8", "1 3 8 1 2 3 4 5 6 7 8", "每位隔开"),
    ("mobile", "+8613812345678", "8613812345678", "+86"),
    ("mobile", "+86 138 1234 5678", "86 138 1234 5678", "+86 加空格"),
    ("mobile", "013812345678", "013812345678", "前面加 0"),
    ("mobile", wide("13812345678"), wide("13812345678"), "全角"),
    ("mobile", "138\u200b12345678", "138\u200b12345678", "零宽空格"),
    ("mobile", "[拨打](tel:13812345678)", "13812345678", "链接里"),
    ("mobile", "微信wx13812345678", "13812345678", "微信号"),
    ("mobile", "1、13812345678", "13812345678", "前面有序号"),
    ("mobile", "3 19912345678 500", "19912345678", "表格里两边有数"),
    ("id_number", f"{ID[:6]}–{ID[6:14]}·{ID[14:]}", f"{ID[:6]}–{ID[6:14]}·{ID[14:]}", "破折号和间隔点混用"),
    ("id_number", "老证号码500229900101123", "500229900101123", "15 位，前面是“证号码”"),
    ("mobile", "手机：一三八一二三四五六七八", "一三八一二三四五六七八", "汉字数字"),
    ("landline", "023-59221234", "023-59221234", "区号"),
    ("landline", "（023）59221234", "023）59221234", "区号在括号里"),
    ("landline", "(023)5922 1234", "023)5922 1234", "半角括号和空格"),
    ("landline", "02359221234", "02359221234", "连写"),
    ("landline", "023—59221234", "023—59221234", "破折号"),
    ("landline", wide("023-59221234"), wide("023-59221234"), "全角"),
    ("landline", "+86-23-59221234", "86-23-59221234", "国际写法"),
    ("landline", "0818-5221234", "0818-5221234", "4 位区号"),
    ("landline", "010-65123456", "010-65123456", "北京"),
    ("landline", "1 023-59221234", "023-59221234", "前面有序号"),
    ("landline", "电话：59221234", "59221234", "没有区号，在“电话”旁"),
    ("landline", "传真 5922 1234", "5922 1234", "在“传真”旁"),
    ("landline", "联系电话是59221234（工作日）", "59221234", "隔一个字"),
    ("landline", "办公电话\n59221234", "59221234", "下一行"),
    ("landline", "Tel: 59221234", "59221234", "英文"),
    ("landline", "59221234（传真）", "59221234", "说明在后"),
    ("landline", "| 电话 |\n|---|\n| 59221234 |", "59221234", "表格这一栏"),
    ("bank_card", CARD_19, CARD_19, "19 位银联卡"),
    ("bank_card", IN_FOURS, IN_FOURS, "四位一组"),
    ("bank_card", "账号：310005001200123456", "310005001200123456", "存折没有校验位"),
    ("bank_card", "一卡通账号 2301001460012345678", "2301001460012345678", "一卡通"),
    ("bank_card", "存折123456789012", "123456789012", "12 位"),
    ("bank_card", "| 代号 | 银行账号 |\n|---|---|\n| A | 3101050012001 |", "3101050012001", "表格这一栏"),
    ("passport", "护照号E12345678", "E12345678", "在“护照”旁"),
    ("passport", "E12345678", "E12345678", "形状就够"),
    ("passport", "EA1234567", "EA1234567", "新式"),
    ("passport", "护照 P1234567", "P1234567", "旧式，在“护照”旁"),
    ("passport", "港澳通行证C12345678", "C12345678", "通行证"),
    ("plate", "渝A12345", "渝A12345", "蓝牌"),
    ("plate", "渝A·12345", "渝A·12345", "圆点"),
    ("plate", "渝AD12345", "渝AD12345", "新能源小型车"),
    ("plate", "渝A12345D", "渝A12345D", "新能源大型车"),
    ("plate", "渝 A 8B123", "渝 A 8B123", "空格"),
    ("plate", "川S12D34违停", "川S12D34", "别的省"),
    ("plate", "渝A1234学", "渝A1234学", "教练车"),
    ("plate", wide("渝A12345"), wide("渝A12345"), "全角"),
    ("email", "邮箱：zhangsan@qq.com。", "zhangsan@qq.com", "个人邮箱"),
    ("email", "zhang.san＠qq.com", "zhang.san＠qq.com", "全角 @"),
    ("email", "QQ：284619035", "284619035", "QQ 号"),
    ("email", "微信号：chen_dashan79", "chen_dashan79", "微信号"),
    ("email", "[写信](mailto:a.b@c.gov.cn)", "a.b@c.gov.cn", "链接里"),
    ("address", "住在北屏村3组45号", "北屏村3组45号", "村、组、号"),
    ("address", "苍坪村三社12号附1号", "苍坪村三社12号附1号", "社，汉字数字"),
    ("address", "松柏村第二村民小组18号", "松柏村第二村民小组18号", "村民小组"),
    ("address", "北屏村45号", "北屏村45号", "村、号"),
    ("address", "阳光小区3栋2单元501室", "阳光小区3栋2单元501室", "小区、栋、单元、室"),
    ("address", "5幢501室", "5幢501室", "幢、室"),
    ("address", "金科城5号楼2单元1203", "金科城5号楼2单元1203", "号楼"),
    ("address", "滨河花园2单元3-1号", "滨河花园2单元3-1号", "单元、号"),
    ("address", "土城路12号3-2", "土城路12号3-2", "路、号、楼层"),
    ("address", "家住东大街58号", "东大街58号", "“家住”后面"),
    ("address", "家庭住址：葛城街道土城路12号", "葛城街道土城路12号", "“住址”后面"),
]


@pytest.mark.parametrize(("kind", "text", "piece", "why"), NUMBERS, ids=[f"{row[0]} {row[3]}" for row in NUMBERS])
def test_number_is_found_alone_and_in_a_sentence(kind: str, text: str, piece: str, why: str) -> None:
    for before, after in (("", ""), ("公示如下：\n", "\n以上情况。"), ("> ", ""), ("  ", "\n")):
        whole = before + text + after
        found = [(finding.kind, whole[finding.start:finding.end]) for finding in find(whole, TODAY)]
        assert [place for place in found if place[0] == f"privacy.{kind}"] == [(f"privacy.{kind}", piece)], why
        assert {name for name, _ in found} <= {f"privacy.{kind}", "privacy.mobile"}, why


def test_every_number_of_a_list_is_found() -> None:
    for text, count in (("手机13812345678、13912345678", 2), ("电话：59221234、59225678", 2), (f"{ID}、{ID_X}", 2),
                        ("电话：（023）59221234、59225678", 2), ("账号：123456789012、123456789099", 2)):
        assert len(find(text, TODAY)) == count, text


@pytest.mark.parametrize(("number", "good"), [
    ("11010519491231002X", True), ("440524188001010014", True), ("110105194912310021", False), ("500229199002301236", False),
    (identity("20230131"), True), (identity("20230201"), False), (identity("18791231"), False), ("0" + ID[1:], False),
    (ID[:17], False), (ID_X[:-1] + "x", True)])
def test_resident_id(number: str, good: bool) -> None:
    """Checksum, a birth date that exists, not tomorrow."""
    assert is_resident_id(number, TODAY) is good


@pytest.mark.parametrize(("number", "good"), [
    ("500229900101123", True), ("500229901301123", False), ("990229900101123", False), ("50022990010112", False)])
def test_old_resident_id(number: str, good: bool) -> None:
    assert is_old_resident_id(number) is good


@pytest.mark.parametrize(("code", "good"), [
    ("11500229750082850H", True), ("11500229768897513R", True), ("11500229750082850J", False), ("11500229750082851H", False),
    ("1150022975008285", False), ("I1500229750082850", False)])
def test_credit_code(code: str, good: bool) -> None:
    """GB 32100 with the code of the body inside (GB 11714)."""
    assert is_credit_code(code) is good


@pytest.mark.parametrize(("number", "good"), [("4111111111111111", True), ("4111111111111112", False), (CARD_19, True)])
def test_luhn(number: str, good: bool) -> None:
    assert passes_luhn(number) is good


def test_a_message_never_gets_more_than_three_characters() -> None:
    for _, text, piece, why in NUMBERS:
        for finding in find(text, TODAY):
            said = finding.note or finding.shown
            assert piece not in said and max(map(len, re.findall("“([^”]*)…”", f"“{finding.shown or '…'}”{said}"))) <= 3, why
