"""manifest.json: every published file with its size and SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

NAME = "manifest.json"


def write_manifest(site: Path, commit: str | None, item_count: int, version: str) -> None:
    """Lists every file below `site` but the manifest itself, sorted by path."""
    files = [{"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
             for path, data in _files(site)]
    content = {"commit": commit, "item_count": item_count, "tool_version": version, "files": files}
    (site / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _files(site: Path) -> list[tuple[str, bytes]]:
    paths = (path for path in site.rglob("*") if path.is_file())
    named = {path.relative_to(site).as_posix(): path for path in paths}
    return [(name, named[name].read_bytes()) for name in sorted(named) if name != NAME]
