"""Checksums and dates of the numbers that identify a person or a body (GB 11643, GB 32100, GB 11714, Luhn)."""

from __future__ import annotations

import datetime as dt

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
EARLIEST_BIRTH_YEAR = 1880
PROVINCES = frozenset((*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71,
                       *range(81, 84)))
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def is_resident_id(number: str, today: dt.date) -> bool:
    """18 characters: any region, a birth date that exists and is not after `today`, the right check character."""
    if len(number) != 18 or number[0] == "0" or not number[:17].isdecimal():
        return False
    born = real_date(number[6:14])
    if born is None or born > today or born.year < EARLIEST_BIRTH_YEAR:
        return False
    return ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False)) % 11] == number[17].upper()


def is_old_resident_id(number: str) -> bool:
    """15 digits: a province that exists and a birth date (YYMMDD) that exists in the 20th century; there is no checksum."""
    return len(number) == 15 and number.isdecimal() and int(number[:2]) in PROVINCES and real_date(f"19{number[6:12]}") is not None


def real_date(digits: str) -> dt.date | None:
    """The date of eight digits, None where there is no such day."""
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def is_credit_code(code: str) -> bool:
    """统一社会信用代码: 18 characters with both check characters right."""
    if len(code) != 18 or any(character not in _CREDIT_ALPHABET for character in code):
        return False
    total = sum(_CREDIT_ALPHABET.index(character) * weight for character, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_ALPHABET[-total % 31] == code[17] and _is_body_code(code[8:17])


def passes_luhn(number: str) -> bool:
    """The check of bank card numbers."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(int(digit) for digit in number[-1::-2]) + sum(doubled)) % 10 == 0


def _is_body_code(code: str) -> bool:
    values = [int(character) if character.isdecimal() else ord(character) - 55 for character in code[:8]]
    rest = 11 - sum(value * weight for value, weight in zip(values, _BODY_WEIGHTS, strict=True)) % 11
    return "0123456789X0"[rest] == code[8]
