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
    attachment_file,
    basis_unknown,
    figures_recount,
    item_access,
    item_body,
    item_date_order,
    item_future,
    item_id,
    item_markup,
    item_period,
    item_publisher_name,
    item_validity,
    item_vocabulary,
    link_item,
    link_page,
    loading_rules,
    report_figure,
    report_typed_number,
    site_edition,
    site_marker,
    site_register,
)

CHECKS: tuple[ModuleType, ...] = (
    attachment_file, basis_unknown, figures_recount, item_access, item_body, item_date_order, item_future, item_id,
    item_markup, item_period, item_publisher_name, item_validity, item_vocabulary, link_item, link_page, report_figure,
    report_typed_number, site_edition, site_marker, site_register,
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
