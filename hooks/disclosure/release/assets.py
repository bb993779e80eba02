"""Styles, scripts and icon as they are published: lighter than they are written, under names that carry their content's hash."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

SEARCH_SCRIPTS = ("search-index.js", "search-suggestions.js", "search.js")  # of the search page alone, in this order
NAMES = ("site.css", "print.css", "site.js", "page.js", "aloud.js", "icon.svg", *SEARCH_SCRIPTS)
_REMARK = {"css": re.compile(r"/\*.*?\*/", re.S), "js": re.compile(r"^\s*//.*$", re.M)}
# a string of a style sheet, or white space that means nothing there
_LOOSE = re.compile(r'("[^"]*")|;\s*(?=\})|\s*([{};,])\s*|(:)\s+')


def theme_assets(folder: Path) -> dict[str, bytes]:
    """Address → content of every asset in the theme's folder `assets`."""
    found = {}
    for name in NAMES:
        stem, ending = name.split(".")
        data = lighter((folder / name).read_text(encoding="utf-8"), ending).encode("utf-8")
        found[f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}"] = data
    return found


def lighter(text: str, ending: str) -> str:
    """Without remarks, indentation and empty lines; inside the lines of a script nothing is touched."""
    if ending not in _REMARK:
        return text
    lines = (line.strip() for line in _REMARK[ending].sub("", text).split("\n"))
    text = "".join(f"{line}\n" for line in lines if line)
    return _LOOSE.sub(lambda found: "".join(part or "" for part in found.groups()), text) if ending == "css" else text
