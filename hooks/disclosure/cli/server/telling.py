"""What a person who pushes gets to read. Nothing here may fail: they may have gone away while the server goes on."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import traceback
from collections.abc import Callable

from ..repository import SHANGHAI
from .layout import Server


def say(text: str) -> None:
    """One line for the person who pushes, who may no longer listen."""
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)


def now() -> dt.datetime:
    """The moment in Shanghai, to the second."""
    return dt.datetime.now(SHANGHAI).replace(microsecond=0)


def guarded(server: Server, what: str, action: Callable[[], int]) -> int:
    """The result of the action; 1 with a Chinese message where it raises: a traceback is for the log, not for who pushes."""
    try:
        return action()
    except Exception:
        with contextlib.suppress(OSError), server.log.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{now().isoformat()} {what}\n{traceback.format_exc()}\n")
        say(f"{what}没有成功：服务器上的程序出错。请管理员看 {server.log.name}；已公开的网站没有变动。")
        return 1
