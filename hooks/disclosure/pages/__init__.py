"""Catalog → HTML: item pages, lists, parts of hand-written pages and reports, charts. No disk, no clock."""
