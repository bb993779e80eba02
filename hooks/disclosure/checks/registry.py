"""All rules, and the one function that runs them."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

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

CHECKS: tuple[ModuleType, ...] = (
    attachment_author, attachment_bomb, attachment_broken, attachment_file, attachment_hidden, attachment_kind,
    attachment_location, attachment_macro, attachment_unreadable, basis_cited, basis_not_in_force, basis_unknown,
    figures_benefit, figures_change, figures_households, figures_impossible_rate, figures_parts, figures_recount,
    figures_small_cell, file_too_large, history_backdated, history_date_changed, history_no_correction, history_renamed,
    history_rewritten_id, history_vanished, index_gap, index_order, item_access, item_body, item_credit_code,
    item_date_order, item_foreign_name, item_future, item_id, item_markup, item_period, item_publisher_name,
    item_review, item_secret_mark, item_validity, item_vocabulary, item_year, link_item, link_page, notice_board_only,
    notice_missing, notice_objection, notice_order, notice_too_short, privacy_address, privacy_bank_card,
    privacy_disability_card, privacy_email, privacy_id_number, privacy_landline, privacy_mask_mismatch, privacy_minor,
    privacy_mobile, privacy_name, privacy_passport, privacy_plate, privacy_weak_mask, report_figure,
    report_typed_number, report_year, series_gap, site_credit_code, site_edition, site_marker, site_register,
    timeliness_due, timeliness_late, timeliness_unknown, timeliness_withdrawal,
)


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


def run(catalog: Catalog, today: dt.date, history: History | None = None) -> Iterator[Problem]:
    """Every problem that the rules find; `today` is the clock of the rules that need one."""
    context = Context(today, working_days(catalog.calendar), history or History())
    for module in CHECKS:
        yield from module.check(catalog, context)
    needs = ((module.ID, row) for module in CHECKS if hasattr(module, "unknown") for row in module.unknown(catalog, context))
    yield from unknown.problems(catalog, needs)
