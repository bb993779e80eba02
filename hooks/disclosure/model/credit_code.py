"""The check digit of 统一社会信用代码 (GB 32100-2015)."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_digit(code: str) -> str | None:
    """The 18th character that the first 17 call for; None where they are not 17 characters of the alphabet."""
    body = code[:17]
    if len(body) != 17 or any(character not in ALPHABET for character in body):
        return None
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]
