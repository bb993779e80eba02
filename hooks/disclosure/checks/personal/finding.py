"""What a detector reports, and what is allowed because the office publishes it itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ...source.problems import Level
from .effort import Effort

ID_NUMBER = "privacy.id_number"
DISABILITY_CARD = "privacy.disability_card"
MOBILE = "privacy.mobile"
LANDLINE = "privacy.landline"
BANK_CARD = "privacy.bank_card"
PASSPORT = "privacy.passport"
PLATE = "privacy.plate"
EMAIL = "privacy.email"
ADDRESS = "privacy.address"
NAME = "privacy.name"
MINOR = "privacy.minor"
WEAK_MASK = "privacy.weak_mask"
MASK_MISMATCH = "privacy.mask_mismatch"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data at characters `start` to `end` of the text given to the detector.

    `kind` is the rule's id; `shown` is all that a message may show of the value; `level` only where the rule's own
    level does not hold; `note` is what a message says instead of the rule's own words.
    """

    kind: str
    start: int
    end: int
    shown: str
    level: Level | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The office's own contacts: digits of telephones, lower-case e-mail addresses, addresses without white space."""

    telephones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()

    def has_telephone(self, digits: str) -> bool:
        """Whether it is a registered number; one of the two may lack the area code."""
        return digits in self.telephones or any(
            min(len(digits), len(own)) >= 7 and (own.endswith(digits) or digits.endswith(own)) for own in self.telephones)


@dataclass(frozen=True, slots=True)
class Situation:
    """The day of judgement, what is allowed, and what the file in hand may still cost."""

    today: dt.date
    allowed: Allowed = Allowed()
    effort: Effort = field(default_factory=Effort, compare=False)


def cut(value: str) -> str:
    """The first three characters: enough to find the place, too little to know the number."""
    return f"{value[:3]}…"
