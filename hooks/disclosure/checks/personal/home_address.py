"""Addresses down to the door: village group and number, building with flat, street and number behind 家住 or 住址."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import ADDRESS, Finding, Situation

_N = r"[0-9一二三四五六七八九十百零〇]{1,5}"
_AN = r"[A-Za-z0-9一二三四五六七八九十]{1,5}"
_DASHED = rf"(?:\s?[-—–]\s?{_N})"
_NOT_A_DOOR = (
    r"(?!\s?(?:图斑|地块|文|令|公告|宗地|机井|水井|水池|水塘|山坪塘|塘|桥|路灯|点位|隧道|线|楼梯|通知|台区|变压器|电杆|杆|堰|水库|鱼池|泵))")
_PLACE = re.compile(
    rf"[村栋幢座楼单路街巷道](?:"
    # 北屏村3组45号, 苍坪村三社12号附1号, 北屏村45号
    rf"(?<=村)(?:民委员会|委会)?\s?(?:第?{_N}\s?(?:村民小组|组|社|队)\s?(?:[\u4e00-\u9fff]{{1,6}}?\s?)?|[\u4e00-\u9fff]{{2,6}}组\s?)?"
    rf"{_N}\s?号{_NOT_A_DOOR}(?:附{_N}号)?"
    # 3栋2单元501, 3幢501室, 5号楼2-301
    rf"|(?<=[A-Za-z0-9一二三四五六七八九十号][栋幢座楼])\s?(?:"
    rf"{_AN}\s?单元\s?{_N}{_DASHED}{{0,2}}(?:\s?[室号房]|(?![0-9一二三四五六七八九十]|\s?[户套间人]))|{_N}{_DASHED}{{0,3}}\s?(?:室|房)"
    rf"|{_N}\s?(?:层|楼)\s?{_N}\s?(?:室|号|房)|[0-9]{{1,3}}\s?[-—–]\s?[0-9]{{1,4}}(?:\s?[-—–]\s?[0-9]{{1,4}})?(?![0-9号栋幢-]))"
    rf"|(?<=[0-9一二三四五六七八九十]单)元\s?{_N}{_DASHED}{{0,2}}\s?(?:室|号|房)"
    # 土城路12号3-2, 东大街58号2楼3室
    rf"|(?<=[路街巷道])\s?{_N}\s?号(?:附{_N}号)?\s?(?:{_N}\s?(?:楼|层|单元)\s?{_N}\s?(?:室|号)|{_N}{_DASHED}{{1,2}}(?![0-9])|{_N}\s?室))")
_AT_HOME = re.compile(
    r"[家住户现常居](?:(?<=家)(?:庭(?:住址|地址)|住)|(?<=住)(?:址|所|在|于)|(?<=户)(?:籍(?:所在地|地址|地|住址)|口所在地)|(?<=现)(?:住址|住|居住)|"
    r"(?<=常)住地?址?|(?<=居)住(?:地址|地|于|在))[是为在于]?\s?[:：|]?\s?([^\n，。；|]{2,30}?[0-9一二三四五六七八九十]\s?号)" + _NOT_A_DOOR)
_OF_AN_OFFICE = re.compile(
    r"(?:办公|办事|受理|通讯|通信|信访|邮寄|服务|投诉|举报|窗口|单位|机构|机关|经营|注册|公司|厂|生产|施工|门店|店铺|会议|培训|领取|活动|"
    r"集合|报名|接待|查阅|查询|咨询|申请|提交|投递)(?:场所|地址|地点|处所|时间和地点)?(?:设在|位于|在|是|为)?\s?[:：|]?\s?[^\n，。；|:：]{0,24}$")
_OFFICE_BEHIND = re.compile(
    r"\s?[(（，,]?\s?(?:原|位于)?[\u4e00-\u9fff]{0,8}?(?:政府|便民|服务中心|村委会|村民委员会|居委会|办公|卫生院|卫生室|学校|小学|中学|敬老院|"
    r"养老院|幼儿园|派出所|司法所|党群|机关|大厅|窗口|法院|检察院|公司|门市|超市|合作社|加油站|银行|信用社)")
_HOME = re.compile(r"家住|住址|住在|家庭|户籍|现住|居住|[，,]住")
# where a place to live may be named
_IN_BUILDING = re.compile(r"[栋幢座楼](?=\s?[A-Za-z0-9一二三四五六七八九十百零〇])")
_IN_UNIT = re.compile(r"单元(?=\s?[0-9一二三四五六七八九十百零〇])")
_NUMBERED = re.compile(r"号(?:(?<=[0-9一二三四五六七八九十百零〇].)|(?<=[0-9一二三四五六七八九十百零〇]\s.))")
_OF_A_DOCUMENT = re.compile(r"〕[0-9]{1,6}\s?$")
_MOST_TRIED = 1000
_REACH = 48  # characters between such a word and its number


def may_hold(text: str) -> bool:
    """Whether a closer look at normalised text is worth it."""
    return (("楼" in text or "座" in text or "栋" in text or "幢" in text) and _IN_BUILDING.search(text) is not None) \
        or ("单元" in text and _IN_UNIT.search(text) is not None) or _has_number(text)


def _has_number(text: str) -> bool:
    """Whether a number with 号 stands behind a village, a street or a word of living; documents have numbers too."""
    for tried, number in enumerate(_NUMBERED.finditer(text)):
        before = text[max(0, number.start() - _REACH):number.start()]
        if tried > _MOST_TRIED or not _OF_A_DOCUMENT.search(before) and any(sign in before for sign in "村路街巷道住家户现居"):
            return True
    return False


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in normalised text. The office's own address and places where people are received are none."""
    end = -1
    line = _Line(text, situation)
    for found in _PLACE.finditer(text):
        situation.effort.spend(2)
        if found.start() >= end and not line.is_office(found.start(), found.end()):
            end = found.end()
            yield Finding(ADDRESS, _start(text, found.start()), end, _shown(text, found.start()))
    for home in _AT_HOME.finditer(text):
        situation.effort.spend(2)
        if home.start() >= end:
            end = home.end()
            yield Finding(ADDRESS, home.start(1), end, _shown(text, home.start(1) + 4))


class _Line:
    """The line in hand, taken apart once however many places stand in it."""

    def __init__(self, text: str, situation: Situation) -> None:
        self._text, self._own = text, situation.allowed.addresses
        self._stop, self._has_own = -1, False

    def is_office(self, start: int, end: int) -> bool:
        """Whether the place from `start` to `end` is where an office receives people."""
        if self._own and self._names_own(start, end):
            return True
        before = self._text[max(0, start - 40):start].rpartition("\n")[2]
        if _HOME.search(before[-24:]):
            return False
        return _OF_AN_OFFICE.search(before) is not None or _OFFICE_BEHIND.match(self._text, end) is not None

    def _names_own(self, start: int, end: int) -> bool:
        """Whether the office's own address stands in the line."""
        if start > self._stop:
            first = self._text.rfind("\n", max(0, self._stop), start) + 1 or max(0, self._stop)
            stop = self._text.find("\n", end)
            self._stop = stop if stop > 0 else len(self._text)
            around = "".join(self._text[first:self._stop].split())
            self._has_own = any(own in around for own in self._own)
        return self._has_own


def _start(text: str, at: int) -> int:
    """Where the place's name before 村, 栋, 路 begins: at most 12 characters of Chinese, digits or letters back."""
    start = at
    while start > 0 and at - start < 12 and text[start - 1].isalnum() and text[start - 1] not in "在住于位到是为址":
        start -= 1
    return start


def _shown(text: str, at: int) -> str:
    start = _start(text, at)
    return f"{text[start:min(start + 3, at + 1)]}…"
