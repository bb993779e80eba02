"""How much looking one file is worth: counted, not timed, so that the verdict is the same on every machine.

A detector pays for everything that it must look at closely. Ordinary files spend next to nothing, the largest real ones a
small part; a file made to be slow runs out and is reported as not checked to the end, which is an error.
"""

from __future__ import annotations

MOST_LOOKS = 300_000  # about two seconds; a list of 50,000 numbers, names or addresses costs less


class Spent(Exception):
    """The file has used up what it may cost."""


class Effort:
    """What is left for one file."""

    __slots__ = ("left",)

    def __init__(self, looks: int = MOST_LOOKS) -> None:
        self.left = looks

    def spend(self, looks: int = 1) -> None:
        """Pays for `looks` close looks; raises Spent once nothing is left, and at every later call."""
        self.left -= looks
        if self.left < 0:
            raise Spent
