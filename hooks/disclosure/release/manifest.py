"""manifest.json: every published file with its size and SHA-256."""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring

NAME = "manifest.json"
Fact = tuple[int, str]  # size in bytes and SHA-256 in hexadecimal digits


def manifest(files: Iterable[tuple[str, Fact]], commit: str | None, item_count: int, version: str) -> bytes:
    """The content of the manifest; `files` are paths with their facts, in any order, without the manifest itself."""
    # as `json.dumps(…, indent=1)` writes it, in a tenth of the time: a large site has a hundred thousand rows
    rows = [f'  {{\n   "path": {encode_basestring(path)},\n   "size": {size},\n   "sha256": "{digest}"\n  }}'
            for path, (size, digest) in sorted(files)]
    head = json.dumps({"commit": commit, "item_count": item_count, "tool_version": version}, ensure_ascii=False, indent=1)
    listed = ",\n".join(rows)
    return f'{head[:-2]},\n "files": [\n{listed}\n ]\n}}\n'.encode()
