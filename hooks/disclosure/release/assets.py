"""Styles, scripts and icon as they are published: lighter than they are written, under names that carry their content's hash."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

SEARCH_SCRIPTS = ("search-index.js", "search-suggestions.js", "search.js")  # of the search page alone, in this order
# published name → the files of the theme that it is made of
SOURCES = {"site.css": ("site.css",), "site.js": ("site.js",), "page.js": ("page.js", "aloud.js"), "icon.svg": ("icon.svg",),
           **{name: (name,) for name in SEARCH_SCRIPTS}}
_REMARK = {"css": re.compile(r"/\*.*?\*/", re.S), "js": re.compile(r"^\s*//.*$", re.M)}


def theme_assets(folder: Path) -> dict[str, bytes]:
    """Address → content of every asset in the theme's folder `assets`."""
    found = {}
    for name, sources in SOURCES.items():
        stem, ending = name.split(".")
        data = "".join(lighter((folder / source).read_text(encoding="utf-8"), ending) for source in sources).encode("utf-8")
        found[f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}"] = data
    return found


def lighter(text: str, ending: str) -> str:
    """Without remarks, indentation and empty lines; nothing inside a line is touched, so no meaning can change."""
    if ending not in _REMARK:
        return text
    lines = (line.strip() for line in _REMARK[ending].sub("", text).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)
