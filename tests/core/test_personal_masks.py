"""Masked numbers: how many are still possible, which level that is, and two masks that complete each other."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from disclosure.checks.personal import masks, mismatch
from disclosure.checks.personal.checksums import is_resident_id, passes_luhn
from disclosure.checks.personal.detect import detect, find
from disclosure.checks.personal.finding import Situation
from disclosure.source.problems import Level

TODAY = dt.date(2023, 1, 31)


def counted(pattern: str) -> int:
    """The candidates of an ID by trying every one of them."""
    hidden = [at for at, character in enumerate(pattern) if character == "?"]
    number = list(pattern)
    total = 0
    for digits in itertools.product("0123456789", repeat=len(hidden)):
        for at, digit in zip(hidden, digits, strict=True):
            number[at] = digit
        total += is_resident_id("".join(number), TODAY)
    return total


@pytest.mark.parametrize(("pattern", "why"), [
    ("5002291990??????3X", "遮 4 位日期和两位顺序码"), ("5002291990????1231", "遮月日"), ("500229199001011?3?"[:17] + "1", "遮一位"),
    ("500229??900101123?"[:17] + "1", "遮年份的前两位"), ("??022919900101123X", "遮前两位"), ("50022919900101??31", "遮两位顺序码")])
def test_candidates_agree_with_trying_all(pattern: str, why: str) -> None:
    assert masks.candidates(masks.ID, pattern, TODAY) == counted(pattern), why


@pytest.mark.parametrize(("pattern", "least", "most", "why"), [
    ("50022919900101????", 1000, 1000, "遮后四位：三位顺序码任意，校验位随之而定"),
    ("5002291990????1231", 33, 34, "遮月日：365 除以 11"),
    ("500229????????1231", 3300, 3600, "遮整个生日"),
    ("50022919900101??31", 8, 10, "遮两位"),
    ("35?????????????123", 10**8, 10**10, "只留前 2 位和后 3 位")])
def test_known_strengths(pattern: str, least: int, most: int, why: str) -> None:
    assert least <= masks.candidates(masks.ID, pattern, TODAY) <= most, why


def test_card_candidates_agree_with_trying_all() -> None:
    pattern = "62220231000????776"
    tried = sum(passes_luhn(pattern.replace("????", f"{middle:04}")) for middle in range(10000))
    assert masks.candidates(masks.CARD, pattern, TODAY) == tried == 1000


# text, (level, candidates) or None, why
WEAK = [
    ("500229********1231", (Level.WARNING, 3423), "常见的 6+4"), ("5002291990****1231", (Level.ERROR, 33), "只遮月日"),
    ("50022919900101****", (Level.WARNING, 1000), "正好 1000，不到错误"), ("50022919900101***1", (Level.ERROR, 91), "少于 1000"),
    ("500229****1231", (Level.WARNING, 3423), "星号个数不对，按 18 位算"), ("500229XXXXXXXX1231", (Level.WARNING, 3423), "用 X 遮"),
    ("500229××××××××1231", (Level.WARNING, 3423), "用乘号遮"), ("500229＊＊＊＊＊＊＊＊1231", (Level.WARNING, 3423), "全角星号"),
    ("500229●●●●●●●●1231", (Level.WARNING, 3423), "圆点"), ("500229________1231", (Level.WARNING, 3423), "下划线"),
    ("500229 ******** 1231", (Level.WARNING, 3423), "空格隔开"), ("**500229********1231**", (Level.WARNING, 3423), "加粗"),
    ("500229\\*\\*\\*\\*\\*\\*\\*\\*1231", (Level.WARNING, 3423), "Markdown 里星号前有反斜杠"),
    ("500229********123X", (Level.WARNING, 3420), "末位 X 没有遮"), ("500229********123143", (Level.WARNING, 3423), "残疾人证号"),
    ("5002…1231", None, "省略号，没有说是身份证"), ("身份证5002****1231", None, "30 多万种"), ("50***************1", None, "只留三位"),
    ("138****5678", (Level.WARNING, 10000), "手机遮 4 位"), ("138***5678", (Level.WARNING, 10000), "少打一个星号"),
    ("138…5678", (Level.WARNING, 10000), "省略号"), ("138----5678", (Level.WARNING, 10000), "横线"),
    ("13812345***", (Level.WARNING, 1000), "正好 1000"), ("138123456**", (Level.ERROR, 100), "遮两位"),
    ("138*****678", None, "遮 5 位"),
    ("6222…1234", None, "卡号只留 8 位"), ("6222 **** **** 1234", None, "卡号，四位一组"),
    ("622202310009****776", (Level.WARNING, 1000), "卡号遮 4 位"),
    ("62220231000998**776", (Level.ERROR, 10), "卡号遮 2 位"),
]


@pytest.mark.parametrize(("text", "weak", "why"), WEAK, ids=[row[0] for row in WEAK])
def test_weak_mask(text: str, weak: tuple[Level, int] | None, why: str) -> None:
    for whole in (text, f"公示：\n{text}。"):
        found = [(finding.level, finding.note) for finding in find(whole, TODAY) if finding.kind == "privacy.weak_mask"]
        assert len(found) == (weak is not None), why
        if weak:
            assert found[0][0] is weak[0]
            assert f" {weak[1]} 种" in found[0][1]


@pytest.mark.parametrize(("one", "other", "left", "why"), [
    ("500229********1231", "50022919900101****", 1, "一处遮生日，一处遮后四位"),
    ("138****5678", "1381234****", 1, "手机号码"),
    ("500229********1231", "500229********1231", None, "同样的遮法"),
    ("500229********1231", "50022919900101***2", None, "露出的数字矛盾"),
    ("500229********1231", "50022919900102****", None, "合起来不符合校验位"),
    ("50***************1", "500229***********1", None, "合起来仍然很多"),
    ("5002291990****1231", "50022919900101****", None, "第一处自己已经太弱，不重复说"),
    ("500229********1231", "138****5678", None, "不是一种号码"),
    ("张某：500229********1231", "李某：50022919900101****", None, "姓不同"),
    ("张某：500229********1231", "张某某 50022919900101****", 1, "姓相同"),
])
def test_two_masks_of_one_number(one: str, other: str, left: int | None, why: str) -> None:
    class Place:
        def __init__(self, path: str) -> None:
            self.path, self.line = path, 1

    placed = [(mask, Place(f"{at}.md")) for at, text in enumerate((one, other)) for mask in detect(text, Situation(TODAY)).masks]
    assert len(placed) == 2
    found = list(mismatch.find(placed, TODAY))
    assert [(place.path, f" {left} 种" in finding.note) for finding, place in found] == ([("1.md", True)] if left else []), why


def test_many_masked_rows_take_little_time() -> None:
    """Ten thousand people in two lists that are masked differently."""
    rows = [f"500229********{at % 10000:04}\n500229{1950 + at % 50}{at % 12 + 1:02}{at % 28 + 1:02}****\n" for at in range(5000)]
    found = detect("".join(rows), Situation(TODAY))
    assert len(found.masks) == 10000
    assert all(finding.level is not None for finding in found.findings)


def test_detection_is_linear_for_hostile_texts() -> None:
    """Rows of one sign are answered at once, not tried in every way."""
    for piece in ("1 ", "*", "1*", "村1", "低保户", "|姓名|\n", "电话", "1\n", "张三，", "\u200b1", "（"):
        assert detect(piece * 5000, Situation(TODAY)) is not None
