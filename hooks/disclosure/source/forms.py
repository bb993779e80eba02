"""Dates and document numbers as people write them → the one form that is stored, where nothing is guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

_QUOTES = "“”‘’「」『』\"' "
_DATE = re.compile(r"(\d{4})[-年./—–−‐。、](\d{1,2})[-月./—–−‐。、](\d{1,2})日?(?:(?:(?<=日)|[\sT])0{1,2}:00(?::00)?)?"
                   r"|(20\d{2})(\d{2})(\d{2})")
_HAN_DATE = re.compile(r"([〇○零Oo一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日")
_HAN_DIGITS = {character: digit for digit, character in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "o": 0}
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2})?$")
_EXCEL = re.compile(r"[3-6]\d{4}(\.0+)?")
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_NUMBER = re.compile(r"([\u4e00-\u9fff]+)([〔\[【({〈《])(20\d{2})([〕\]】)}〉》])(第?)(0*)([1-9]\d*)号")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The form to write, and in Chinese what is wrong with the one written (may be empty)."""

    text: str
    why: str = ""

    @property
    def said(self) -> str:
        return f"格式不对{'，' if self.why else ''}{self.why}；请写成 {self.text}"


def date(text: str) -> Suggestion | None:
    """The ISO date that a text can only mean: 2022年3月5日, 2022.3.5, ２０２２-３-５, 20220305, 二〇二二年三月五日.

    None for days that do not exist, for Excel serials (`excel_date`) and for everything else.
    """
    plain = _plain(text)
    parts = _parts(plain)
    if parts is None:
        return None
    try:
        meant = dt.date(*parts).isoformat()
    except ValueError:
        return None
    return Suggestion(meant, "两边有引号" if text[0] in _QUOTES.strip() else "有全角数字" if re.search(r"[０-９]", text) else "")


def excel_date(text: str) -> dt.date | None:
    """The day behind a number that Excel shows for a date (1982 to 2091); None for other texts."""
    plain = _plain(text)
    if not _EXCEL.fullmatch(plain):
        return None
    return _EXCEL_EPOCH + dt.timedelta(days=int(float(plain)))


def nearest_date(text: str) -> str | None:
    """As `date`, but a day past the end of its month becomes that month's last day, and a time of day is dropped."""
    parts = _parts(_TIME.sub("", _plain(text)))
    if parts is None:
        return None
    year, month, day = parts
    if not (1 <= month <= 12 and 1900 <= year <= 2199 and day >= 1):
        return None
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1])).isoformat()


def document_number(text: str) -> Suggestion | None:
    """某府发〔2022〕5号 for [2022], 【2022】, (2022), （2022）, 第5号, 05号, full-width digits, spaces; None for other texts."""
    found = _NUMBER.fullmatch(_plain(text))
    if not found:
        return None
    body, left, year, right, ordinal, zeros, number = found.groups()
    if body.endswith("第"):
        return None
    wrong = [] if left + right == "〔〕" else ["年份要用六角括号〔〕"]
    wrong += ["序号不加“第”"] if ordinal else []
    wrong += ["序号不补零"] if zeros else []
    return Suggestion(f"{body}〔{year}〕{number}号", "，".join(wrong))


def _plain(text: str) -> str:
    """Half-width, without quotation marks around it and without white space, except between two digits."""
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", unicodedata.normalize("NFKC", text.strip(_QUOTES + "\u3000").strip()))


def _parts(plain: str) -> tuple[int, int, int] | None:
    if found := _DATE.fullmatch(plain):
        year, month, day = (part for part in found.groups() if part is not None)
        return int(year), int(month), int(day)
    if found := _HAN_DATE.fullmatch(plain):
        year, month, day = found.groups()
        return int("".join(str(_HAN_DIGITS[digit]) for digit in year)), _han_number(month), _han_number(day)
    return None


def _han_number(text: str) -> int:
    """十 10, 十五 15, 二十 20, 廿一 21, 三十一 31; 0 for what is no such number."""
    plain = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = plain.partition("十")
    if not ten:
        return _HAN_DIGITS.get(plain, 0)
    if len(tens) > 1 or len(ones) > 1 or tens == "十" or ones == "十":
        return 0
    return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)
