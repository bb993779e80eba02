"""Properties: a valid number is found wherever it stands and whatever is scattered in it; a wrong checksum is not."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.checks.personal.checksums import ID_CHECKS, ID_WEIGHTS, is_resident_id
from disclosure.checks.personal.detect import detect, find
from disclosure.checks.personal.finding import ID_NUMBER, Situation
from disclosure.checks.personal.normalise import Lines, normalise

TODAY = dt.date(2023, 1, 31)
QUIET = settings(derandomize=True, deadline=None, max_examples=300)
PROSE = st.text("北屏乡公示发放情况，。；：\n", max_size=40)
NOISE = st.sampled_from(("", "", "", "\u200b", "\u2060", "\ufeff", "\u00ad", " ", "\u3000", "\u00a0", "-", "－"))


@st.composite
def identities(draw: st.DrawFn) -> str:
    """A valid resident ID of any region, born on any day from 1900 to today."""
    region = draw(st.integers(100000, 999999))
    born = draw(st.dates(dt.date(1900, 1, 1), TODAY))
    number = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return number + ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=True)) % 11]


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """(the ID, the ID with full-width digits, look-alikes and noise between its characters)."""
    number = draw(identities())
    shown = ""
    for at, character in enumerate(number):
        if draw(st.booleans()):
            character = "×" if character == "X" else chr(ord(character) + 0xFEE0)
        elif character == "0" and at and draw(st.booleans()):
            character = "O"
        shown += character + (draw(NOISE) if at < len(number) - 1 else "")
    return number, shown


@QUIET
@given(before=PROSE, after=PROSE, pair=disguised())
def test_a_valid_id_is_found_at_its_place(before: str, after: str, pair: tuple[str, str]) -> None:
    number, shown = pair
    text = before + shown + after
    found = [finding for finding in find(text, TODAY) if finding.kind == ID_NUMBER]
    assert [(finding.start, finding.end, finding.shown) for finding in found] == [
        (len(before), len(before) + len(shown), f"{number[:3]}…")]
    assert Lines(text).place(found[0].start) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


@QUIET
@given(number=identities(), line_end=st.integers(1, 17), indent=st.integers(0, 6))
def test_a_line_end_inside_hides_nothing(number: str, line_end: int, indent: int) -> None:
    text = f"前面\n{number[:line_end]}\n{' ' * indent}{number[line_end:]}\n后面"
    assert [(finding.kind, finding.start) for finding in find(text, TODAY) if finding.kind == ID_NUMBER] == [(ID_NUMBER, 3)]


@QUIET
@given(before=PROSE, digits=st.text("0123456789", min_size=18, max_size=18), after=PROSE)
def test_a_wrong_checksum_is_no_id(before: str, digits: str, after: str) -> None:
    found = {finding.kind for finding in find(before + digits + after, TODAY)}
    assert (ID_NUMBER in found) is is_resident_id(digits, TODAY)


@QUIET
@given(number=identities(), step=st.integers(1, 9), at=st.integers(0, 16))
def test_one_changed_digit_is_no_id(number: str, step: int, at: int) -> None:
    """GB 11643 catches every single change."""
    changed = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1:]
    assert ID_NUMBER not in {finding.kind for finding in find(changed, TODAY)}


@QUIET
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = detect(text, Situation(TODAY))
    assert all(0 <= finding.start < finding.end <= len(text) for finding in found.findings)


@QUIET
@given(st.text("0123456789 -*.\n|姓名张三低保户岁电话账号号村组栋单元室×Xx@渝A\u200b１&#;\\，（）", max_size=120))
def test_any_text_of_these_signs_is_answered(text: str) -> None:
    found = detect(text, Situation(TODAY))
    assert all(0 <= finding.start < finding.end <= len(text) for finding in found.findings)
    assert all(0 <= mask.start < mask.end <= len(text) for mask in found.masks)


@QUIET
@given(st.text("0１Ｘ×О\u200b&#49;\\x31 张", max_size=60))
def test_normalised_text_knows_the_way_back(text: str) -> None:
    """Each character came from where the map says, and the map only goes forward."""
    normal = normalise(text)
    places = [normal.original(at) for at in range(len(normal.text))]
    assert places == sorted(set(places))
    assert all(text[place] == character or text[place] in "１Ｘ×О&\\" for place, character in zip(places, normal.text, strict=True))
