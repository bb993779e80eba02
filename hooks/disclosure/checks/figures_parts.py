"""各部分相加要等于写明的合计。

正文的句子：“共 219 条：政策 4 条、动态 215 条”“农村 120 户、城市 30 户，共 150 户”列全了的，相加要相等；
有“等”“主要”“其中”“包括”的没有列全，相加（用逗号隔开的，每一项）不能超过总数；其中只分农村和城市、男和女的，要相等。表格：有“合计、总计、共计、小计”的
行和列，数字要等于它上面（或左边）各项之和；排在最前面的合计等于后面各项之和。带“其中”的表格不判断。
件数、人数、户数和写到元的整数金额要正好相等；万元、面积、百分比可差四舍五入的尾数；应当合计 100% 的可差 0.1（或各项尾数之和）。
约数、空格、单位不一的不判断，“数据”里待填的提示“不知道”。这是给工作人员核对的线索，不改动任何文字。
通过：共 219 条：政策 4 条、动态 215 条
不通过：共 129 条：政策 4 条、动态 123 条（相加是 127）
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ..model.catalog import Catalog
from ..model.context import Context
from ..model.expanded import Expanded, expanded
from ..model.figures import references
from ..model.pipe_tables import Cell, Table, Total, kind_of, tables, totals
from ..model.quantities import may_list, place_of, plain, sentences
from ..model.records import Figure, Item, Report
from ..model.values import PENDING, number_text
from ..source.problems import Level, Problem
from . import part_sentences
from .part_sentences import rounding, said_sum
from .unknown import Unknown, first_figure

ID = "figures.parts"
LEVEL = Level.WARNING
NORM = "《政府信息公开条例》第六条：准确"
_TOTAL_CELL = re.compile(r"计(?<=[合总小共 　].)[^|\n]{0,12}\|")
_UNSUMMED = re.compile("序号|编号|标准|单价|均|率|日期|时间|年份|年度|月份|年龄|期限|占|比|构成|电话|排名|得分")
_PERCENT_COLUMN = re.compile("占|比例|比重|构成")
_MEASURED = re.compile("元|亩|公顷|公里|吨|平方米|%|％|资金|金额")
_UNIT_COLUMN = ("单位", "计量单位")
_BRACKETED = re.compile(r"[（(]([^（）()]{1,4})[）)]\Z")
_ENDING = re.compile(r"(?:户数|人数|人次|件数|金额|次数|户次|资金)\Z")
_STAND_INS = (Decimal(0), Decimal(987654321))  # a sum of parts equals neither of them by chance


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Stated totals that their parts miss, in sentences and tables; a report's figures are read in their places."""
    for record in catalog.records:
        body = expanded(record)
        for sentence, start in sentences(body.text, "。！？") if may_list(body.text) and part_sentences.may_state(body.text) else ():
            if may_list(sentence) and part_sentences.may_state(sentence):
                for position, message in part_sentences.judge(plain(sentence)):
                    yield _problem(catalog, record, body, start + position, message)
        if "计" in body.text and "|" in body.text and _TOTAL_CELL.search(body.text):
            for cell, message in _in_tables(body.text):
                yield _problem(catalog, record, body, _position(body.text, cell), message)


def unknown(catalog: Catalog, context: Context) -> Iterator[Unknown]:
    """Reports whose totals would be judged if their 待填 figures were numbers: any number at all, or none."""
    for report in catalog.reports:
        pending = {name: figure for name, figure in report.figures.items() if figure.value is PENDING}
        named = [name for name, _, _ in references(report.body) if name in pending]
        if named and any(_judged(catalog, context, report, pending, number) for number in _STAND_INS):
            yield from first_figure(report.path, "各部分相加是否等于合计", {name: pending[name] for name in named})


def _judged(catalog: Catalog, context: Context, report: Report, pending: Mapping[str, Figure], number: Decimal) -> bool:
    """Whether anything is said of the report with that number in the place of every 待填 that is not said now."""
    filled = {name: replace(figure, value=number) for name, figure in pending.items()}
    then = replace(report, figures={**report.figures, **filled})
    told, now = (set(check(replace(catalog, items=(), reports=(row,)), context)) for row in (then, report))
    return bool(told - now)


def _problem(catalog: Catalog, record: Item | Report, body: Expanded, position: int, message: str) -> Problem:
    line, column = place_of(record.body, body.origin(position))
    return catalog.body_problem(record, line, column, LEVEL, ID, message)


def _position(text: str, cell: Cell) -> int:
    start = 0
    for _ in range(cell.line - 1):
        start = text.index("\n", start) + 1
    return start + cell.column - 1


def _in_tables(text: str) -> Iterator[tuple[Cell, str]]:
    for table in tables(text):
        if all(len(row) == len(table.header) for row in table.rows):
            yield from _down(table)
            yield from _across(table)


def _down(table: Table) -> Iterator[tuple[Cell, str]]:
    """Total rows against the rows above, column by column."""
    kinds = [_row_kind(row) for row in table.rows]
    if all(kind == "项" for kind in kinds):
        return
    heads = [cell.label for cell in table.header]
    column = next((place for place, head in enumerate(heads) if head in _UNIT_COLUMN), None)
    units = [_unit_of(_row_label(row)) if column is None else row[column].label for row in table.rows]
    for place, head in enumerate(heads):
        cells = [row[place] for row in table.rows]
        is_share = bool(_PERCENT_COLUMN.search(head))
        if is_share or not _UNSUMMED.search(head):
            yield from _unequal(totals(kinds, cells), dict(zip(cells, units, strict=True)), head, is_share=is_share)


def _across(table: Table) -> Iterator[tuple[Cell, str]]:
    """Total columns against the columns beside, row by row."""
    heads = [cell.label for cell in table.header]
    summed = [place for place, head in enumerate(heads) if not _UNSUMMED.search(head)]
    if all(kind_of(heads[place]) == "项" for place in summed):
        return
    for row in table.rows:
        numbered = [place for place in summed if row[place].value]
        places = [place for place in summed if numbered[0] <= place <= numbered[-1]] if numbered else []
        found = totals([kind_of(heads[place]) for place in places], [row[place] for place in places])
        yield from _unequal(found, {row[place]: _unit_of(heads[place]) for place in places}, _row_label(row))


def _unequal(found: Iterable[Total], units: Mapping[Cell, str], name: str, *, is_share: bool = False) -> Iterator[tuple[Cell, str]]:
    """Totals that two or more parts in one unit miss; shares only where the total says 100."""
    for total in found:
        values = [cell.value for cell in (total.stated, *total.parts)]
        known = [value for value in values if value is not None]
        if len(known) < max(3, len(values)) or len({unit for _, unit in known if unit}) > 1 \
                or len({units[cell] for cell in (total.stated, *total.parts)} - {""}) > 1:
            continue
        stated, *parts = (number for number, _ in known)
        said = [next((unit for _, unit in known if unit), ""), units[total.stated], _unit_of(name)]
        is_counted = "元" in said or not _MEASURED.search("".join([*said, name]))
        slack = rounding(parts if is_share else [*parts, stated], counted=is_counted and not is_share)
        of = f"“{name}”的" if name else ""
        if is_share and stated != 100:
            continue
        if abs(sum(parts, Decimal(0)) - stated) > (max(slack, Decimal("0.1")) if is_share else slack):
            yield total.stated, f"{of}合计写的是 {number_text(stated)}，各项相加是 {said_sum(parts)}；请核对"


def _row_kind(row: tuple[Cell, ...]) -> str:
    """The kind that the row's label gives it; the label is the first cell, or the second beside a number or a blank."""
    kinds = [kind_of(cell.label) for cell in row[:2] if cell.value is None]
    return next((kind for kind in kinds if kind != "项"), "项")


def _row_label(row: tuple[Cell, ...]) -> str:
    return next((cell.label for cell in row[:2] if cell.value is None and cell.label), "")


def _unit_of(label: str) -> str:
    """The unit that a label names: 户数, or what stands in its brackets."""
    found = _BRACKETED.search(label) or _ENDING.search(label)
    return found[found.re.groups] if found else ""
