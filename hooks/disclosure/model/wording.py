"""How a faulty value is named in a message: its key, its beginning, the word that was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any

_IN_MARKS = re.compile(r"“[^“”]*”|‘[^‘’]*’|＂[^＂]*＂|「[^「」]*」")
_WHITE = " \t\u3000\u00a0\u2002\u2003"
_NUMBER = re.compile(r"\d{11,}[\dXx]?")


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The known word that people most likely meant."""
    letters = set(word[:80])
    alike = [other for other in words if not letters.isdisjoint(other)]  # the rest cannot be near, and this is quick
    found = difflib.get_close_matches(word[:80], alike, n=1, cutoff=0.5)
    return found[0] if found else None


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The message about a key that no field has."""
    words = list(known)
    plain = key.strip(_WHITE)
    if plain != key and plain in words:
        return f"“{plain}”前后有全角空格；请去掉"
    word, colon, _ = key.partition("：" if "：" in key else ":")
    if colon and word in words:
        wrong = "后面是全角冒号“：”" if colon == "：" else "的冒号后面缺少空格"
        return f"“{word}”{wrong}；请写成“{word}: 值”"
    meant = nearest(key, words)
    advice = f"是否想写“{meant}”？" if meant else f"可用的有：{'、'.join(words)}"
    return f"不认识的键“{short(key)}”；{advice}"


def in_chinese_marks(text: str) -> bool:
    """Whether a value stands as a whole in Chinese quotation marks, which YAML does not take away."""
    return bool(_IN_MARKS.fullmatch(text))


def key_of(path: Sequence[str | int]) -> str:
    """The nearest key of a place in a record; nothing for the record itself."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


def is_empty(value: Any) -> bool:
    """Nothing written, or only blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def short(text: str) -> str:
    """The beginning of a value, on one line, as a message shows it.

    Messages are public: of a run of eleven digits or more, which may be somebody's number, three are shown.
    """
    line = _NUMBER.sub(lambda found: found.group()[:3] + "…", text.strip("\n").split("\n")[0])
    return line if len(line) <= 24 else line[:24] + "…"
