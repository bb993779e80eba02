"""manifest.json: every published file with its size and SHA-256."""

from __future__ import annotations

import json
from collections.abc import Iterable

NAME = "manifest.json"
Fact = tuple[int, str]  # size in bytes and SHA-256 in hexadecimal digits


def manifest(files: Iterable[tuple[str, Fact]], commit: str | None, item_count: int, version: str) -> bytes:
    """The content of the manifest; `files` are paths with their facts, in any order, without the manifest itself."""
    rows = [{"path": path, "size": size, "sha256": digest} for path, (size, digest) in sorted(files)]
    content = {"commit": commit, "item_count": item_count, "tool_version": version, "files": rows}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
