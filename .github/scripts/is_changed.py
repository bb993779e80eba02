#!/usr/bin/env python3
"""Prints changed=true or changed=false: whether a built site differs from the published one.

`is_changed.py SITE ADDRESS`. Their manifests are compared, without the commit: what visitors get is what counts. A published
site that cannot be asked counts as another one, because publishing once too often does no harm.
"""

from __future__ import annotations

import http.client
import json
import sys
import urllib.request
from pathlib import Path


def files(manifest: bytes) -> dict[str, str]:
    """Path → SHA-256. ValueError, KeyError or TypeError for what is no manifest."""
    return {row["path"]: row["sha256"] for row in json.loads(manifest)["files"]}


def published(address: str) -> dict[str, str] | None:
    """The files of the published site; None where it cannot be asked."""
    if not address.startswith("https://"):
        return None
    try:
        with urllib.request.urlopen(f"{address.rstrip('/')}/manifest.json", timeout=30) as answer:
            return files(answer.read())
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None


def main(site: str, address: str) -> int:
    changed = published(address) != files((Path(site) / "manifest.json").read_bytes())
    print(f"changed={str(changed).lower()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
