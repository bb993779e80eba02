"""All detectors over one text: findings with places in the text as given."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass

from . import columns, home_address, letters, masks, names, numbers, telephones
from .finding import Finding, Situation
from .letters import PROVINCES
from .masks import SIGNS, Mask
from .normalise import INVISIBLE, LOOK_ALIKES, REFERENCE, Normal, normalise
from .runs import BETWEEN

# one look at every character: where this finds nothing, there is no number, address or look-alike worth a closer look
_SUSPECT = re.compile(
    rf"[0-9零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖@*●○•□■村栋幢座楼单路街巷道住籍{PROVINCES}{INVISIBLE}{LOOK_ALIKES}](?:"
    rf"(?<=[0-9])(?<![0-9][0-9])(?<![0-9]-[0-9])(?!(?<=[12])[0-9]{{3}}-(?:[0-9]{{2}}-[0-9]{{2}}|[0-9]{{5}})(?![0-9]))"
    rf"(?:(?:{BETWEEN}[0-9OoXx]){{6}}|\s?\\?[{SIGNS}]|[0-9]{{1,14}}\s?(?:\\?[{SIGNS}]|[-—–.]{{3}}))"
    rf"|(?<=[村住籍])[^，。；、\n]{{0,24}}?[0-9一二三四五六七八九十]\s?号|(?<=[栋幢座楼])\s?[A-Za-z0-9一二三四五六七八九十]|(?<=单)元\s?[0-9一二三四五六七八九十]"
    rf"|(?<=[路街巷道])\s?[0-9一二三四五六七八九十]{{1,5}}\s?号|(?<=[{PROVINCES}])\s?[A-Za-z]"
    rf"|(?<=[*●○•□■])(?<![*●○•□■][*●○•□■])(?:\\?[*●○•□■]){{2,}}+[0-9]{{2}}|(?<=[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖])[零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{{6}}|(?<=@)|(?<=[{INVISIBLE}])|(?<=[{LOOK_ALIKES}])(?=\s?[0-9{LOOK_ALIKES}]))")

@dataclass(frozen=True, slots=True)
class Found:
    """Findings and masked numbers of one text, in its order."""

    findings: list[Finding]
    masks: list[Mask]


_NOTHING = Found([], [])


def detect(text: str, situation: Situation) -> Found:
    """Everything personal in a text. Never raises; linear in its length."""
    if not _SUSPECT.search(text) and not letters.CHAT.search(text) and not (("&" in text or "\\" in text) and REFERENCE.search(text)):
        findings = [*names.find(text, situation), *columns.find(text, situation)]
        return Found(sorted(_once(findings), key=lambda finding: finding.start), []) if findings else _NOTHING
    normal = normalise(text)
    plain = normal.text
    masked = list(masks.masks(plain, situation.today))
    findings = [finding for detector in (numbers, telephones, letters, home_address, names, columns)
                for finding in detector.find(plain, situation)]
    findings += masks.find(masked, situation)
    return Found(sorted(_placed(_once(findings), normal), key=lambda finding: finding.start),
                 [_at(mask, normal) for mask in masked])


def find(text: str, today: dt.date) -> list[Finding]:
    """The findings of one text where nothing is allowed."""
    return detect(text, Situation(today)).findings


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
