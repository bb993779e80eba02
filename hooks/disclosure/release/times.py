"""How long each part of a command took. A part lasts from the end of the one before it, so the parts add up to the whole."""

from __future__ import annotations

import time

START, CHECK, HANDWRITTEN, PAGES, INDEX, MANIFEST, SWITCH = (
    "准备", "读取和检查", "手写网页", "网页和数据", "搜索索引", "文件清单", "换上新网站")


class Times:
    """Seconds by part; one that ends several times has them all."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._seconds: dict[str, float] = {}

    def ended(self, part: str) -> None:
        """What went on since the last call, or since the beginning, was this."""
        now = time.perf_counter()
        self._seconds[part] = self._seconds.get(part, 0.0) + now - self._last
        self._last = now

    def line(self) -> str:
        """All parts in the order in which they first ended, and their sum."""
        parts = "，".join(f"{part} {seconds:.2f} 秒" for part, seconds in self._seconds.items())
        return f"用时：{parts}；共 {sum(self._seconds.values()):.2f} 秒"


# one process runs one command; MkDocs stands between its parts, so nothing else can be handed through
times = Times()
