"""Tables: what stands under 姓名, 账号, 电话 or 护照, in lines with separators and in the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .finding import BANK_CARD, LANDLINE, MINOR, NAME, PASSPORT, Finding, Situation, cut
from .names import age, years
from .surnames import is_cell_name
from .telephones import is_local_number

_HEADS = {
    "name": re.compile(
        r"(?:[\u4e00-\u9fff/（）()]{0,10})?姓名(?:[（(/][^|]{0,12})?|户主|申请人|领取人|领款人|受助人|受益人|救助对象|被救助人|患者|残疾人|"
        r"学生|监护人|家庭成员|低保户|低保对象|特困人员|保障对象|享受对象|补贴对象|发放对象"),
    "account": re.compile(r"[\u4e00-\u9fff（）()]{0,8}(?:账号|帐号|卡号|存折号?|账户|帐户|一卡通)(?:号码?)?"),
    "phone": re.compile(r"[\u4e00-\u9fff]{0,6}(?:电话|手机|联系方式|传真)(?:号码?)?"),
    "passport": re.compile(r"护照(?:号码?|编号)?"),
    "age": re.compile(r"(?:周岁)?年龄(?:[（(].{0,4}[)）])?|周岁"),
    "born": re.compile(r"出生(?:日期|年月|年月日)?"),
    # lists of people in office: named by law
    "public": re.compile(
        r".*(?:职务|执法|岗位|分工|分管|职责|职称|任职|律师|党内|证件类型|法定代表|资格证|片区|网格|包村|驻村|值班|带班).*"),
}
# what may stand in a heading, its first character first so that the search is fast
_HINT = re.compile(
    r"[姓户申领受救账帐卡存一电手联传护患残学监家低特保享补发](?:"
    r"(?<=姓)\s{0,4}名|(?<=户)主|(?<=申)请人|(?<=领)[取款]人|(?<=受)[助益]人|(?<=救)助对象|(?<=[账帐])[号户]|(?<=卡)号|(?<=存)折|"
    r"(?<=一)卡通|(?<=电)话|(?<=手)机|(?<=联)系方式|(?<=传)真|(?<=护)照|(?<=患)者|(?<=残)疾人|(?<=学)生|(?<=监)护人|"
    r"(?<=家)庭成员|(?<=低)保(?:户|对象)|(?<=特)困人员|(?<=[保享补发])[障受贴放]对象)"
    r"(?:[^|,，。、；\t\n\u4e00-\u9fff]{0,4}|[（(/][^|,，\t\n]{0,12}|号码?|存折号?)(?:[|\t]|(?<=名)\s?[,，])")
_DATE = re.compile(r"([12][0-9]{3})\s?[年.\-/]?\s?([01]?[0-9])\s?[月.\-/]?\s?([0-3]?[0-9])?\s?日?")
_LINE = re.compile(r"[^\n]+")
_PIPE, _TAB, _COMMA = re.compile(r"\|"), re.compile(r"\t"), re.compile(r"[,，]")
APART = "\x1e"  # a line of its own between texts that were joined


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without the white space around it, where that starts, and its column."""

    text: str
    start: int
    column: int


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in the tables of normalised text: Markdown tables, lines parted by tabs or commas."""
    if not ("|" in text or "\t" in text or "姓名" in text):
        return
    at = 0
    while hint := _HINT.search(text, at):
        start = text.rfind("\n", 0, hint.start()) + 1
        rows, at = _block(text, start, _separator(text[start:hint.end()]))
        yield from in_rows(rows, situation)


def _block(text: str, start: int, pattern: re.Pattern[str]) -> tuple[list[list[Cell]], int]:
    """The rows from the line at `start` down to the first line without that separator, and where that is."""
    rows: list[list[Cell]] = []
    end = start
    for line in _LINE.finditer(text, start):
        if line.group() == APART:  # a file that was read line by line
            continue
        if rows and not pattern.search(line.group()):
            break
        rows.append(list(_cells(text, line.start(), line.end(), pattern)))
        end = line.end()
    return rows, end


def in_rows(rows: Sequence[Sequence[Cell]], situation: Situation) -> Iterator[Finding]:
    """Findings under the headings of a table; a row with headings of its own begins a new one."""
    heads: dict[int, str] = {}
    for row in rows:
        own = _heads(row)
        if own:
            heads = own
            continue
        if heads:
            yield from _in_row(row, heads, situation)


def _in_row(row: Sequence[Cell], heads: dict[int, str], situation: Situation) -> Iterator[Finding]:
    young = any(_is_young(cell.text, heads.get(cell.column), situation) for cell in row)
    for cell in row:
        head = heads.get(cell.column)
        digits = "".join(cell.text.split()).replace("-", "")
        if head == "name" and "public" not in heads.values() and is_cell_name(cell.text):
            yield Finding(MINOR if young else NAME, cell.start, cell.start + len(cell.text), f"{cell.text[0]}…")
        elif head == "account" and len(digits) >= 12 and digits.isdecimal():
            yield Finding(BANK_CARD, cell.start, cell.start + len(cell.text), cut(digits))
        elif head == "phone" and is_local_number(cell.text) and not situation.allowed.has_telephone(digits):
            yield Finding(LANDLINE, cell.start, cell.start + len(cell.text), cut(digits))
        elif head == "passport" and re.fullmatch(r"[A-Za-z]{1,2}[0-9]{7,8}|[0-9]{9}", digits):
            yield Finding(PASSPORT, cell.start, cell.start + len(cell.text), cut(digits))


def _heads(row: Sequence[Cell]) -> dict[int, str]:
    """column → kind of heading; empty for a row that holds none. A heading is a whole cell."""
    found = {}
    for cell in row:
        head = "".join(cell.text.split()).strip("*：:")
        kind = next((kind for kind, pattern in _HEADS.items() if pattern.fullmatch(head)), "")
        found[cell.column] = kind or "other"
    return found if set(found.values()) & {"name", "account", "phone", "passport"} else {}


def _is_young(text: str, head: str | None, situation: Situation) -> bool:
    if head == "age":
        old = years(text.removesuffix("岁").removesuffix("周").strip())
        return old is not None and old < 18
    if head == "born" and (born := _DATE.match(text)):
        year, month, day = (int(part or 1) for part in born.groups())
        return 1900 <= year <= situation.today.year and age(year, month, day, situation.today) < 18
    return False


def _separator(line: str) -> re.Pattern[str]:
    """How the line of a heading is parted."""
    if "|" in line:
        return _PIPE
    return _TAB if "\t" in line.lstrip() else _COMMA


def _cells(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Cell]:
    """The cells of one line; a Markdown table may begin its lines with a bar or without."""
    if pattern is _PIPE:
        while start < end and text[start] in " \t>":
            start += 1
        start += text.startswith("|", start, end)
    ends = [*(found.start() for found in pattern.finditer(text, start, end)), end]
    for column, stop in enumerate(ends):
        content = text[start:stop]
        stripped = content.strip().strip("\"*")
        yield Cell(stripped, start + content.index(stripped), column)
        start = stop + 1
