"""Passports, licence plates, e-mail addresses and chat accounts: numbers known by their letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .checksums import real_date
from .effort import Effort
from .finding import EMAIL, PASSPORT, PLATE, Finding, Situation, cut
from .glance import Glance

_STRICT_PASSPORT = re.compile(r"[EG](?<![0-9A-Za-z_/.\-][EG])(?:[0-9]{8}|[A-HJ-NP-Z][0-9]{7})(?![0-9A-Za-z])")
_PASSPORT = re.compile(r"(?:护照|通行证|旅行证)(?:[^0-9A-Za-z\n]{0,12})((?:[A-Za-z]{1,2}[ -]?[0-9]{7,8}|[0-9]{9})(?![0-9A-Za-z]))")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}] ?[A-HJ-NP-Za-hj-np-z](?:\s?[·•.\-—]\s?|\s?)"
    r"((?:[DF](?:[A-HJ-NP-Z0-9][0-9]{4})|[0-9]{5}[DF]|(?=[A-Za-z]{0,4}[0-9][A-Za-z]{0,4}[0-9])[A-HJ-NP-Za-hj-np-z0-9]{4}"
    r"[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]))(?![0-9A-Za-z])", re.ASCII)
# looked for at the sign, and from there back and on: the beginning of an address may be any letter of a long row
_NAME_BEFORE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9])?\s?\Z")
_HOST_BEHIND = re.compile(r"@\s?[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}\.){1,30}[A-Za-z]{2,24}")
_LONGEST_NAME = 65  # characters, with a blank before the sign
_CHAT = re.compile(
    r"[微Qq](?:(?<=微)信|(?<=[Qq])[Qq])(?:号码?)?(?:同号)?\s?[：:为是]\s?([A-Za-z][A-Za-z0-9_\-]{5,19}|[1-9][0-9]{4,10})(?![0-9A-Za-z])")
_STANDARDS = ("GB", "DB", "HJ", "JG", "CJ", "NY", "SL", "WS", "YY", "QB", "HG")


def may_hold(text: str, look: Glance) -> bool:
    """Whether a closer look at normalised text is worth it."""
    return look.plates or look.seven or "@" in text or _may_hold_chat(text)


def find(text: str, situation: Situation) -> Iterator[Finding]:
    """Findings in normalised text."""
    effort = situation.effort
    yield from _passports(text, effort)
    for found in _PLATE.finditer(text):
        effort.spend(2)
        # 新GB2312, 云GB1234: a standard of that name, not a car
        if "".join(found.group().split())[1:3].upper() not in _STANDARDS:
            yield Finding(PLATE, found.start(), found.end(), cut(found.group()[:2]))
    for start, end in _addresses(text, effort):
        address = "".join(text[start:end].split()).lower()
        if address not in situation.allowed.emails:
            yield Finding(EMAIL, start, end, cut(address.split("@")[0][:2]))
    for found in _CHAT.finditer(text) if _may_hold_chat(text) else ():
        effort.spend(2)
        yield Finding(EMAIL, found.start(1), found.end(1), "", None, f"QQ 号或微信号“{cut(found.group(1)[:2])}”不能公开")


def _may_hold_chat(text: str) -> bool:
    return ("微" in text and "微信" in text) or (("Q" in text or "q" in text) and any(pair in text for pair in ("QQ", "qq", "Qq", "qQ")))


def _addresses(text: str, effort: Effort) -> Iterator[tuple[int, int]]:
    """Start and end of every e-mail address."""
    done = 0
    at = text.find("@")
    while at >= 0:
        effort.spend(2)
        host = _HOST_BEHIND.match(text, at)
        name = _NAME_BEFORE.search(text[max(done, at - _LONGEST_NAME):at]) if host else None
        if host and name:
            yield at - len(name.group()), host.end()
            done = host.end()
        at = text.find("@", at + 1)


def _passports(text: str, effort: Effort) -> Iterator[Finding]:
    taken: set[int] = set()
    if "护照" in text or "行证" in text:
        for found in _PASSPORT.finditer(text):
            effort.spend(2)
            taken.add(found.start(1))
            yield Finding(PASSPORT, found.start(1), found.end(1), cut(found.group(1)))
    for found in _STRICT_PASSPORT.finditer(text):
        effort.spend(2)
        number = found.group()
        is_day = number[1:].isdecimal() and number[1:3] in ("19", "20") and real_date(number[1:]) is not None
        if found.start() not in taken and not is_day:
            yield Finding(PASSPORT, found.start(), found.end(), cut(number))
