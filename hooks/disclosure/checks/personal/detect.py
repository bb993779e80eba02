"""All detectors over one text: findings with places in the text as given."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import columns, glance, home_address, letters, masks, names, numbers, telephones
from .effort import Spent
from .finding import Finding, Situation
from .glance import Glance
from .masks import Mask
from .normalise import INVISIBLE, LOOK_ALIKES, Normal, normalise

# what everyday text is made of: a quick look before the costly one
_UNUSUAL = re.compile("[^\x00-\x7f\u4e00-\u9fff\u2014\u2018-\u201d\u2026\u3001\u3002\u3008-\u3011\u3014\u3015！％（），：；？]")
_RARE = re.compile(f"[{INVISIBLE}{LOOK_ALIKES}{glance.RARE}]")


_A_FINDING = 8  # looks: it must be placed, said and sorted


@dataclass(frozen=True, slots=True)
class Found:
    """Findings and masked numbers of one text, in its order; not `complete` where looking at all of it costs too much."""

    findings: list[Finding]
    masks: list[Mask]
    complete: bool = True


def detect(text: str, situation: Situation) -> Found:
    """Everything personal in a text. Never raises; linear in its length, and bounded by the situation's effort."""
    rare = _UNUSUAL.search(text) is not None and _RARE.search(text) is not None
    findings: list[Finding] = []
    masked: list[Mask] = []
    normal = Normal(text)
    try:
        normal = normalise(text, situation.effort, odd=rare)
        look = Glance(normal.text, rare=rare or normal.starts is not None)
        for finding in _findings(normal.text, look, situation):
            situation.effort.spend(_A_FINDING)
            findings.append(finding)
        if look.masks:
            masked.extend(masks.masks(normal.text, situation))
        findings.extend(masks.find(masked, situation))
        complete = True
    except Spent:
        complete = False
    return Found(sorted(_placed(_once(findings), normal), key=lambda finding: finding.start),
                 [_at(mask, normal) for mask in masked], complete)


def find(text: str, today: dt.date) -> list[Finding]:
    """The findings of one text where nothing is allowed."""
    return detect(text, Situation(today)).findings


def _findings(text: str, look: Glance, situation: Situation) -> Iterator[Finding]:
    if look.eleven:
        yield from numbers.find(text, situation)
    if look.seven:
        yield from telephones.find(text, situation)
    if letters.may_hold(text, look):
        yield from letters.find(text, situation)
    if home_address.may_hold(text):
        yield from home_address.find(text, situation)
    yield from names.find(text, situation)
    yield from columns.find(text, situation)


def _once(findings: list[Finding]) -> list[Finding]:
    """Each place once for a kind; a name that is a minor's only as the minor's."""
    minors = {(finding.start, finding.end) for finding in findings if finding.kind == names.MINOR}
    seen: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        if finding.kind != names.NAME or (finding.start, finding.end) not in minors:
            seen.setdefault((finding.kind, finding.start), finding)
    return list(seen.values())


def _placed(findings: list[Finding], normal: Normal) -> list[Finding]:
    if normal.starts is None:
        return findings
    return [dataclasses.replace(finding, start=normal.original(finding.start), end=normal.original(finding.end - 1) + 1)
            for finding in findings]


def _at(mask: Mask, normal: Normal) -> Mask:
    return dataclasses.replace(mask, start=normal.original(mask.start), end=normal.original(mask.end - 1) + 1)
