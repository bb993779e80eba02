"""Tables of the handbook, made from the field table and the rules, so that they cannot go stale."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.fields import ITEM_FIELDS, REPORT_FIELDS
from ..model.kinds import Field, Many, Named, Record
from ..model.register_fields import SITE_FIELDS
from .html import table, text


def field_tables() -> str:
    """Every key of items, reports and the site, with its kind and the rule in words."""
    return "".join(f"<h3>{name}</h3>{_fields(rows)}" for name, rows in (
        ("条目", ITEM_FIELDS), ("年度报告", REPORT_FIELDS), ("站点（data/site.yml）", SITE_FIELDS)))


def rule_table(rules: Sequence[tuple[str, str, str, str]]) -> str:
    """Rules as (id, level, headline, norm)."""
    return table(("规则", "级别", "内容", "依据"),
                 [(f"<code>{text(rule)}</code>", level, text(line), text(norm)) for rule, level, line, norm in rules])


def _fields(rows: Sequence[Field]) -> str:
    return table(("键", "必填", "类型", "说明", "JSON"),
                 [(text(row.key), "是" if row.required else "", text(row.kind.label), text(_help(row)),
                   f"<code>{row.json}</code>" if row.public else "不公开") for row in rows])


def _help(row: Field) -> str:
    kind = row.kind
    while isinstance(kind, Many | Named):
        kind = kind.of
    inner = f"（{'、'.join(part.key for part in kind.fields)}）" if isinstance(kind, Record) else ""
    return row.help + inner
