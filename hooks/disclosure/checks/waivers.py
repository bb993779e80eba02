"""Waivers (data/waivers.yml): findings that people have looked at and let stand, until a day. Applied after all rules."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator

from ..model.catalog import Catalog
from ..model.register_records import Waiver
from ..model.values import PENDING
from ..model.wording import nearest
from ..source.problems import Level, Problem, in_order
from . import loading_rules
from .registry import rules

ID = "site.waiver"
PATH = "data/waivers.yml"
GRACE = dt.timedelta(days=30)
# what a waiver would publish all the same: a file that was not read, a figure that is not true, what must never be public
_READING = frozenset(row[0] for row in loading_rules.RULES)
_ALWAYS = frozenset({"site.edition", "item.access", "item.id", "item.body", "figures.recount", ID})


def apply(catalog: Catalog, problems: Iterable[Problem], today: dt.date) -> list[Problem]:
    """The problems that no valid waiver silences, and what is wrong with the waivers themselves, sorted.

    A waiver silences one rule in one file up to and including 截止 and for 30 days more, then with a warning.
    """
    found = list(problems)
    if not catalog.waivers:
        return found
    silenced: set[Problem] = set()
    own: list[Problem] = []
    by_place: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        by_place.setdefault((problem.rule, problem.path), []).append(problem)
    # files that no rule has seen, and rules that speak only against a git state: nobody knows whether they are needed
    unread = {problem.path for problem in found if problem.rule in _READING and problem.level is Level.ERROR}
    known = [rule.id for rule in rules()]
    for number, waiver in enumerate(catalog.waivers):
        matched = by_place.get((waiver.rule, file_of(waiver)), [])
        used = bool(matched) or waiver.rule.startswith("history.") or file_of(waiver) in unread
        wrong = list(_wrong(catalog, number, waiver, known, used=used, today=today))
        own += wrong
        if not any(problem.level is Level.ERROR for problem in wrong):
            silenced.update(matched)
    return in_order([problem for problem in found if problem not in silenced] + own)


def may_be_waived(rule: str) -> bool:
    """Whether a rule's findings may stand at all."""
    return not rule.startswith("file.") and rule not in _READING and rule not in _ALWAYS


def file_of(waiver: Waiver) -> str:
    """The waiver's file as problems name it, also where it was typed with backslashes or a leading `./`."""
    return posixpath.normpath(waiver.file.strip().replace("\\", "/"))


def _wrong(catalog: Catalog, number: int, waiver: Waiver, known: list[str], *, used: bool, today: dt.date) -> Iterator[Problem]:
    if waiver.rule not in known:
        meant = nearest(waiver.rule, known)
        advice = f"是否想写“{meant}”？" if meant else "请照检查结果方括号里的名字写"
        yield _at(catalog, number, "规则", Level.ERROR, f"没有“{waiver.rule}”这条规则；{advice}")
        return
    if not may_be_waived(waiver.rule):
        yield _at(catalog, number, "规则", Level.ERROR, f"“{waiver.rule}”不能豁免；请改正问题，删去这一条")
        return
    if waiver.approver is PENDING:
        yield _at(catalog, number, "批准人", Level.ERROR, "豁免要写明批准人，不能待填")
    remedy = "请改正问题，或重新批准" if used else "已经用不上，请删去"
    if today > waiver.until + GRACE:
        yield _at(catalog, number, "截止", Level.ERROR, f"豁免 {waiver.until} 已经到期，超过 30 天，不再有效；{remedy}")
    elif today > waiver.until:
        last = waiver.until + GRACE
        yield _at(catalog, number, "截止", Level.WARNING, f"豁免 {waiver.until} 已经到期，{last} 以后不再有效；{remedy}")
    elif not used:
        yield _at(catalog, number, "文件", Level.WARNING, f"“{file_of(waiver)}”没有“{waiver.rule}”的问题，这条豁免用不上；请删去")


def _at(catalog: Catalog, number: int, key: str, level: Level, message: str) -> Problem:
    return catalog.problem(PATH, (number, key), level, ID, message)
