"""Stamping: a page that MkDocs rendered once, with tokens, becomes any number of pages by joining strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

TOKENS = ("TITLE", "DESCRIPTION", "HEAD", "CONTENT")
_TOKEN = re.compile(f"@@({'|'.join(TOKENS)})@@")
FOLDER = "_shell"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What goes into a shell. `title` and `description` are text, `head` and `content` HTML."""

    address: str
    title: str
    description: str
    head: str
    content: str


def shell_address(depth: int) -> str:
    """Where the shell of a depth is built: `_shell/`, `_shell/x/`, …"""
    return "/".join([FOLDER, *["x"] * (depth - 1)]) + "/"


class Shell:
    """The shell of one depth, cut at its tokens."""

    def __init__(self, html: str, depth: int) -> None:
        self._parts = _TOKEN.split(html)
        self._own_address = shell_address(depth)
        found = set(self._parts[1::2])
        if found != set(TOKENS):
            raise ValueError(f"shell of depth {depth} lacks {', '.join(sorted(set(TOKENS) - found))}")

    def stamp(self, page: Stamp) -> str:
        """The whole page. The shell's own address (in a canonical link) becomes the page's."""
        values = {"TITLE": escape(page.title), "DESCRIPTION": escape(page.description), "HEAD": page.head,
                  "CONTENT": page.content}
        parts = [values[part] if position % 2 else part.replace(self._own_address, page.address)
                 for position, part in enumerate(self._parts)]
        return "".join(parts)
