"""All rules, and the one function that runs them."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from ..model.catalog import Catalog
from ..model.context import Context, History
from ..model.working_days import working_days
from ..source.problems import Level, Problem
from . import (
    attachment_author,
    attachment_bomb,
    attachment_broken,
    attachment_file,
    attachment_hidden,
    attachment_kind,
    attachment_location,
    attachment_macro,
    attachment_unreadable,
    basis_cited,
    basis_not_in_force,
    basis_unknown,
    figures_benefit,
    figures_change,
    figures_households,
    figures_impossible_rate,
    figures_parts,
    figures_recount,
    figures_small_cell,
    file_too_large,
    history_backdated,
    history_date_changed,
    history_no_correction,
    history_renamed,
    history_rewritten_id,
    history_vanished,
    index_gap,
    index_order,
    item_access,
    item_body,
    item_credit_code,
    item_date_order,
    item_foreign_name,
    item_future,
    item_id,
    item_markup,
    item_period,
    item_publisher_name,
    item_review,
    item_secret_mark,
    item_validity,
    item_vocabulary,
    item_year,
    link_item,
    link_page,
    loading_rules,
    notice_board_only,
    notice_missing,
    notice_objection,
    notice_order,
    notice_too_short,
    privacy_address,
    privacy_bank_card,
    privacy_disability_card,
    privacy_email,
    privacy_id_number,
    privacy_landline,
    privacy_mask_mismatch,
    privacy_minor,
    privacy_mobile,
    privacy_name,
    privacy_passport,
    privacy_plate,
    privacy_weak_mask,
    report_figure,
    report_typed_number,
    report_year,
    series_gap,
    site_credit_code,
    site_edition,
    site_marker,
    site_register,
    timeliness_due,
    timeliness_late,
    timeliness_unknown,
    timeliness_withdrawal,
    unknown,
)

# judged item by item: what such a rule finds in the parts of a catalog is what it finds in the whole (model/parts.py)
ITEM_CHECKS: tuple[ModuleType, ...] = (
    attachment_author, attachment_bomb, attachment_broken, attachment_file, attachment_hidden, attachment_kind,
    attachment_location, attachment_macro, attachment_unreadable, basis_cited, basis_not_in_force, basis_unknown,
    figures_benefit, figures_households, figures_impossible_rate, figures_parts, figures_small_cell, file_too_large, item_access,
    item_body, item_credit_code, item_date_order, item_foreign_name, item_future, item_id, item_markup, item_publisher_name, item_review,
    item_secret_mark, item_validity, item_vocabulary, link_item, link_page, notice_board_only, notice_missing,
    notice_objection, notice_order, notice_too_short, privacy_address, privacy_bank_card, privacy_disability_card,
    privacy_email, privacy_id_number, privacy_landline, privacy_minor, privacy_mobile, privacy_name, privacy_passport,
    privacy_plate, privacy_weak_mask, timeliness_late, timeliness_unknown, timeliness_withdrawal,
)
# looked up in the parts by `gather`, judged on all that was gathered by `settle`
GATHERED_CHECKS: tuple[ModuleType, ...] = (privacy_mask_mismatch,)
# judged on the whole catalog
CATALOG_CHECKS: tuple[ModuleType, ...] = (
    figures_change, figures_recount, history_backdated, history_date_changed, history_no_correction, history_renamed,
    history_rewritten_id, history_vanished, index_gap, index_order, item_period, item_year, report_figure,
    report_typed_number, report_year, series_gap, site_credit_code, site_edition, site_marker, site_register,
    timeliness_due,
)
# whose missing values are those of registers: what several items need is said once
MISSED_BY_ALL: tuple[ModuleType, ...] = (basis_cited, basis_not_in_force, item_publisher_name)
CHECKS = (*ITEM_CHECKS, *GATHERED_CHECKS, *CATALOG_CHECKS)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's manual page, as `explain` prints it and the handbook lists it."""

    id: str
    level: Level
    norm: str
    manual: str

    @property
    def headline(self) -> str:
        return self.manual.split("\n", 1)[0]


def rules() -> tuple[Rule, ...]:
    """Every rule with its manual, sorted by id: those of the checks and those of reading itself."""
    of_checks = [Rule(module.ID, module.LEVEL, module.NORM, inspect.getdoc(module) or "") for module in CHECKS]
    of_reading = [Rule(*row) for row in loading_rules.RULES]
    return tuple(sorted(of_checks + of_reading, key=lambda rule: rule.id))


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What was found in a part: the problems, what each of the gathering rules has gathered, and the values that rules miss."""

    problems: list[Problem]
    gathered: tuple[list[Any], ...]
    needs: list[tuple[str, unknown.Unknown]]


def context_of(catalog: Catalog, today: dt.date, history: History | None = None) -> Context:
    """What the rules may know; `today` is the clock of those that need one."""
    return Context(today, working_days(catalog.calendar), history or History())


def run(catalog: Catalog, today: dt.date, history: History | None = None) -> Iterator[Problem]:
    """Every problem that the rules find."""
    context = context_of(catalog, today, history)
    for module in CHECKS:
        yield from module.check(catalog, context)
    needs = (need for module in CHECKS for need in _unknown(module, catalog, context))
    yield from unknown.problems(catalog, needs)


def run_part(part: Catalog, context: Context) -> PartVerdict:
    """The rules that look at one item after the other, over one part."""
    problems = [problem for module in ITEM_CHECKS for problem in module.check(part, context)]
    return PartVerdict(problems, tuple(list(module.gather(part, context)) for module in GATHERED_CHECKS),
                       [need for module in ITEM_CHECKS if module not in MISSED_BY_ALL for need in _unknown(module, part, context)])


def run_whole(catalog: Catalog, context: Context, parts: Iterable[PartVerdict]) -> Iterator[Problem]:
    """The rest of the rules, over everything: together with the parts' problems, what `run` finds."""
    every = list(parts)
    for place, module in enumerate(GATHERED_CHECKS):
        yield from module.settle([row for part in every for row in part.gathered[place]], context)
    for module in CATALOG_CHECKS:
        yield from module.check(catalog, context)
    needs = [need for part in every for need in part.needs]
    needs += (need for module in (*CATALOG_CHECKS, *MISSED_BY_ALL) for need in _unknown(module, catalog, context))
    yield from unknown.problems(catalog, needs)


def _unknown(module: ModuleType, catalog: Catalog, context: Context) -> list[tuple[str, unknown.Unknown]]:
    """What a rule would need to know, if it is one that can miss something."""
    return [(module.ID, row) for row in module.unknown(catalog, context)] if hasattr(module, "unknown") else []
