"""Resident IDs, disability cards, bank cards and passbooks, mobiles: numbers known by length, checksum and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .checksums import is_credit_code, is_old_resident_id, is_resident_id, passes_luhn
from .finding import BANK_CARD, DISABILITY_CARD, ID_NUMBER, MOBILE, Finding, Situation, cut
from .runs import HYPHENS, Token, Window, runs, windows

_LENGTHS = frozenset((11, 12, 13, 15, 16, 17, 18, 19, 20))
_MOBILE = re.compile(r"(?:0|86|0086)?(1[3-9][0-9]{9})")
_CARD = re.compile(r"62|4|5[1-5]|3[47]|35|955|60|68|69")
_ACCOUNT = r"账号|帐号|卡号|存折|一卡通|银行卡|账户|帐户|储蓄卡|打卡"
_IN_ACCOUNT = re.compile(rf"(?:{_ACCOUNT})(?:(?!电话|热线|传真|手机|余额|金额|资金|共|合计|日期|时间)[^0-9]){{0,10}}"
                         r"(?:[0-9 \-]{12,40}[、，,；;和及/][^0-9\n]{0,4}){0,8}$")
# a number of something, not of somebody: the label stands right before it
_OWN = r"(?:(?!身份|证件|负责|联系|经办|手机|电话)[^0-9\n，。；|]){0,6}(?:号|代码|编码|编号|码|ID)[^0-9\n，。；|]{0,4}$"
_THINGS = r"项目|合同|采购|招标|订单|流水|交易|凭证|票据|发票|不动产|宗地|图斑|地块|产权|条形|商品|设备|物资|标段|资产"
_OF_A_THING = re.compile(rf"(?:{_THINGS}){_OWN}")
_OF_A_RECORD = re.compile(
    rf"(?:{_THINGS}|登记|许可|备案|信用|机构|组织|索引|档案|注册|批准|公告|事项|标准|版权|报告|文书|案件|受理|工单|执法|资格|检测){_OWN}")
_NUMBERED = re.compile(r"(?:编号|代码|编码|证号|案号|书号|统编|流水|序列|批次|单号|ISBN|ISSN|IMEI|第)[号为是码]{0,2}[:：]?\s*[A-Za-z]?$")
_CREDIT = re.compile(r"信用代码|索引号")
_UNIT = re.compile(
    r"\s?(?:\.[0-9]|[%％‰]|亿|万|千|百|元(?![旦月宵])|块|角|斤|公斤|千克|克|吨|平方|立方|公里|千米|米|亩|公顷|度|千瓦|户|人次|人|件|次|株|棵|头|只)")
_MASKED_SIDE = re.compile(r"(?:[*×●○•□■#_]{3,}|…) ?$|^ ?(?:[*×●○•□■#_]{3,}|…)")  # part of a masked number; two asterisks are bold
_AMOUNT_KEY = re.compile(r"值:\s*[\"']?$")


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in normalised text; of two that overlap the longer number counts."""
    for tokens in runs(text, situation.effort):
        taken = bytearray(len(tokens))
        for window in sorted(_tested(tokens), key=lambda window: -len(window.digits)):
            if any(taken[at] for at in window.tokens):
                continue
            found = _judge(text, window, situation)
            if found:
                for at in window.tokens:
                    taken[at] = 1
                yield found
        yield from _accounts(text, tokens, taken)
        yield from _glued(tokens, situation)


def _tested(tokens: list[Token]) -> Iterator[Window]:
    return (window for window in windows(tokens, _LENGTHS) if window.is_natural)


def _judge(text: str, window: Window, situation: Situation) -> Finding | None:
    digits, size = window.digits, len(window.digits)
    if size in (18, 20) and is_resident_id(digits[:18], situation.today) and not _is_of_a_thing(text, window):
        if size == 18:
            return _finding(ID_NUMBER, window)
        return _finding(DISABILITY_CARD, window) if digits[18] in "1234567" and digits[19] in "1234" else None
    if "X" in digits or _MASKED_SIDE.search(text[max(0, window.start - 4):window.start]) \
            or _MASKED_SIDE.match(text[window.end:window.end + 4]):
        return None
    if size == 15 and len(window.parts) <= 3 and is_old_resident_id(digits) and not _is_numbered(text, window, "证号"):
        return _finding(ID_NUMBER, window)
    if 15 <= size <= 19 and _is_grouped_card(window) and _CARD.match(digits) and passes_luhn(digits) \
            and not _is_numbered(text, window):
        return _finding(BANK_CARD, window)
    mobile = _MOBILE.fullmatch(digits) if size <= 15 else None
    if mobile and _is_mobile(text, window) and not situation.allowed.has_telephone(mobile.group(1)):
        return Finding(MOBILE, window.start, window.end, cut(mobile.group(1)))
    return None


def _finding(kind: str, window: Window) -> Finding:
    return Finding(kind, window.start, window.end, cut(window.digits))


def _is_of_a_thing(text: str, window: Window) -> bool:
    before = text[max(0, window.start - 20):window.start]
    if _CREDIT.search(before) or text.startswith("/20", window.end):
        return is_credit_code(window.digits[:18])
    return _OF_A_THING.search(before) is not None


def _is_numbered(text: str, window: Window, but: str = "\0") -> bool:
    """Whether it is the number of a record; `but` is a label that does not say so."""
    before = text[max(0, window.start - 20):window.start].replace(but, "")
    return (_OF_A_RECORD.search(before) is not None or _NUMBERED.search(before) is not None
            or _is_decimal(text, window.start))


def _is_grouped_card(window: Window) -> bool:
    parts = window.parts
    if len(parts) == 1:
        return True
    if any("\n" in gap for gap in window.gaps[1:]):
        return False
    return parts[:-1] == (4,) * (len(parts) - 1) or parts in ((6, 10), (6, 13), (4, 6, 5)) or \
        (window.before is None and window.after is None)


def _is_mobile(text: str, window: Window) -> bool:
    before, after = text[window.start - 1:window.start], text[window.end:window.end + 1]
    if (before.isascii() and before.isalnum()) or (after.isascii() and after.isalpha()) or before in ("%", "="):
        return text[max(0, window.start - 6):window.start].lower().endswith(("tel", "tel=", "phone", "phone=", "mobile", "dh", "wx", "vx"))
    if _UNIT.match(text, window.end) or _is_numbered(text, window):
        return False
    if _AMOUNT_KEY.search(text, max(0, window.start - 8), window.start) and "单位:" in text[window.end:window.end + 24]:
        return False
    if len(window.parts) == 1:
        return True
    return _is_grouped_mobile(window)


def _is_decimal(text: str, start: int) -> bool:
    return text[start - 1] == "." and text[start - 2:start - 1].isdecimal()


def _is_grouped_mobile(window: Window) -> bool:
    """Grouped 3-4-4 and the like; otherwise nearly alone in its run, so that a row of counts is no telephone."""
    parts = window.parts[1:] if window.parts[0] in (1, 2, 4) and sum(window.parts[1:]) == 11 else window.parts
    dotted = {gap.strip() for gap in window.gaps} & {"."}
    if parts in ((3, 4, 4), (3, 8), (7, 4), (11,), (3, 3, 5), (4, 4, 3), (5, 6)):
        return not dotted or all(gap == "." for gap in window.gaps)
    return not dotted and window.before is None and window.after is None


def _accounts(text: str, tokens: list[Token], taken: bytearray) -> Iterator[Finding]:
    """At least 12 digits beside 账号, 卡号, 存折, 一卡通: passbook numbers have no checksum."""
    at = 0
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and "\n" not in tokens[end].gap and tokens[end].gap.strip() in ("", *HYPHENS):
            end += 1
        digits = "".join(token.digits for token in tokens[at:end])
        start, stop = tokens[at].start, tokens[end - 1].end
        free = not any(taken[at:end])
        if len(digits) >= 12 and free and not _UNIT.match(text, stop) and _IN_ACCOUNT.search(text[max(0, start - 80):start]):
            yield Finding(BANK_CARD, start, stop, cut(digits))
        at = end


def _glued(tokens: list[Token], situation: Situation) -> Iterator[Finding]:
    """An ID and a mobile without anything between them, as tables lose their columns when copied."""
    for token in tokens:
        for identity, mobile, start in ((token.digits[:18], token.digits[18:], token.start),
                                        (token.digits[11:], token.digits[:11], token.start + 11)):
            if len(token.digits) == 29 and _MOBILE.fullmatch(mobile) and is_resident_id(identity, situation.today):
                yield Finding(ID_NUMBER, start, start + 18, cut(identity))
