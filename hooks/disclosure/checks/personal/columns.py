"""Tables: what stands under 姓名, 账号, 电话 or 护照, in lines with separators and in the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
# what one of the headings holds under which personal data stands: a quick look before the costly ones
_PERSONAL = re.compile(
    "姓名|户主|[请取款助益]人|对象|患者|残疾人|学生|监护人|家庭成员|低保户|特困人员|[账帐卡]号|存折|[账帐]户|一卡通|电话|手机|联系方式|传真|护照")
_PERSONAL_HEAD = re.compile("|".join(f"(?:{_HEADS[kind].pattern})" for kind in ("name", "account", "phone", "passport")))
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
_SHORT = 100_000  # characters
APART = "\x1e"  # a line of its own between texts that were joined


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without the white space around it, where that starts, and its column."""

    text: str
    start: int
    column: int


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in the tables of normalised text: Markdown tables, lines parted by tabs or commas."""
    if not _may_hold(text):
        return
    at = 0
    while hint := _HINT.search(text, at):
        start = text.rfind("\n", 0, hint.start()) + 1
        separator, table, at = _separator(text[start:hint.end()]), _Table(situation), start
        for line in _LINE.finditer(text, start):
            written = line.group()
            if written == APART:  # a file that was read line by line
                continue
            if at > start and not separator.search(written):
                break
            at = line.end()
            situation.effort.spend(len(written) // 50 + sum(map(written.count, "|\t,，")) // 8)
            if table.is_unfinished or _may_have_heads(written, separator):
                yield from table.findings(list(_cells(text, line.start(), line.end(), separator)))


def _may_hold(text: str) -> bool:
    """A look at the lines that may belong to a table; in a long text looking at everything costs less memory."""
    has_names = "姓名" in text
    if not has_names and "|" not in text and "\t" not in text:
        return False
    if len(text) > _SHORT:
        return _HINT.search(text) is not None
    lines = text.split("\n")
    if "\t" not in text and not has_names:
        return _HINT.search("\n".join([line for line in lines if "|" in line])) is not None
    return _HINT.search("\n".join([line for line in lines if "|" in line or "\t" in line or "名" in line])) is not None


def _may_have_heads(line: str, separator: re.Pattern[str]) -> bool:
    """Whether a cell of the line is a heading under which personal data stands: a look before the line is taken apart."""
    return _PERSONAL.search("".join(line.split())) is not None and any(
        _PERSONAL_HEAD.fullmatch("".join(cell.split()).strip("\"*>：:")) for cell in separator.split(line))


def in_rows(rows: Iterable[Sequence[Cell]], situation: Situation) -> Iterator[Finding]:
    """Findings under the headings of a table."""
    table = _Table(situation)
    for row in rows:
        yield from table.findings(row)


class _Table:
    """A table read row by row; a row with headings of its own begins a new one."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._heads: dict[int, str] = {}

    @property
    def is_unfinished(self) -> bool:
        """Whether headings were found: the rows below them count."""
        return bool(self._heads)

    def findings(self, row: Sequence[Cell]) -> Iterator[Finding]:
        """What stands in this row under the headings before it."""
        self._situation.effort.spend(1 + len(row) // 4)
        own = _heads(row)
        if own and "public" in own.values():
            self._heads = {column: "other" if kind == "name" else kind for column, kind in own.items()}
        elif own:
            self._heads = own
        elif self._heads:
            yield from _in_row(row, self._heads, self._situation)


def _in_row(row: Sequence[Cell], heads: dict[int, str], situation: Situation) -> Iterator[Finding]:
    young = any(_is_young(cell.text, heads.get(cell.column), situation) for cell in row)
    for cell in row:
        head = heads.get(cell.column, "other")
        if head == "other":
            continue
        digits = "".join(cell.text.split()).replace("-", "")
        if head == "name" and is_cell_name(cell.text):
            yield Finding(MINOR if young else NAME, cell.start, cell.start + len(cell.text), f"{cell.text[0]}…")
        elif head == "account" and len(digits) >= 12 and digits.isdecimal():
            yield Finding(BANK_CARD, cell.start, cell.start + len(cell.text), cut(digits))
        elif head == "phone" and is_local_number(cell.text) and not situation.allowed.has_telephone(digits):
            yield Finding(LANDLINE, cell.start, cell.start + len(cell.text), cut(digits))
        elif head == "passport" and re.fullmatch(r"[A-Za-z]{1,2}[0-9]{7,8}|[0-9]{9}", digits):
            yield Finding(PASSPORT, cell.start, cell.start + len(cell.text), cut(digits))


def _heads(row: Sequence[Cell]) -> dict[int, str]:
    """column → kind of heading; empty for a row that holds none. A heading is a whole cell, with Chinese in it."""
    words = {cell.column: "".join(cell.text.split()).strip("*：:") for cell in row if not cell.text.isascii()}
    if not any(_PERSONAL.search(word) for word in words.values()):
        return {}
    found = {column: next((kind for kind, pattern in _HEADS.items() if pattern.fullmatch(word)), "other")
             for column, word in words.items()}
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
