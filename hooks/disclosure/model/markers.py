"""Markers in hand-written pages, `<!-- disclosure:name -->`: what authors and pages agree on."""

from __future__ import annotations

import re

MARKER = re.compile(r"<!--\s*disclosure:([^\s>]+)\s*-->")
MARKERS = (
    "home", "contacts", "contacts-short", "laws", "catalogue", "reports", "request-form", "search", "open-data",
    "field-table", "rule-table",
)
