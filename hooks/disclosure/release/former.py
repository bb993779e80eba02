"""The ledger that was published before, in a folder or on the web: a history that was rewritten since shows in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..exports.ledger import NAME
from ..source import git_log
from .fetching import Gone, Unreachable, base_of, fetched, is_address
from .listing import Failure, shown

_LARGEST = 1 << 30  # bytes; a ledger of a million lines has a third of it


class Refused(Failure):
    """Why nothing may be published, in Chinese, for people."""


def lines(where: str) -> tuple[bytes, ...] | None:
    """The lines of the ledger of a site (its folder or address, or the ledger itself); None where the site has none yet.

    Raises `Refused` where it cannot be had, or is no ledger.
    """
    data = _fetched(where) if is_address(where) else _read(where)
    if data is None:
        return None
    *rows, rest = data.split(b"\n")
    for number, row in enumerate(rows, 1):
        if _value(row, "item") is None:
            raise Refused(f"{where} 不是公开台账：第 {number} 行读不懂；请核对 --previous")
    if rest:
        raise Refused(f"{where} 的公开台账不完整：最后一行没有写完")
    return tuple(rows)


def broken_at(rows: Sequence[bytes]) -> int | None:
    """The 1-based line that does not hold the hash of the line before it; None where every line does."""
    before = None
    for number, row in enumerate(rows, 1):
        if _value(row, "previous") != before:
            return number
        before = hashlib.sha256(row).hexdigest()
    return None


def difference(before: Sequence[bytes], now: Sequence[bytes]) -> str | None:
    """How the published ledger is not the beginning of the new one, at the first line where it is not; None where it is."""
    for number, row in enumerate(before, 1):
        if number > len(now):
            what = f"新的台账只有 {len(now)} 行" if now else "这里的提交历史里没有条目"
            return f"已公开的台账有 {len(before)} 行，{what}：第 {number} 行{_said(row)}不见了"
        if row != now[number - 1]:
            return f"已公开的台账第 {number} 行与现在的提交历史不一致：已公开的是{_said(row)}，现在是{_said(now[number - 1])}"
    return None


def advice(root: Path, before: Sequence[bytes]) -> str:
    """Why the ledgers may differ, by what git knows of the commit of the last line, and what to do."""
    commit = str(_value(before[-1], "commit"))
    if not git_log.is_part(root, commit):
        return "。公开过的历史不能改写；请取回原来的提交历史，再用新的提交更正"
    line = git_log.main_line(root)
    if commit not in line:
        return (f"。已公开的提交不在主线上，是反着合并进来的；请依次运行 git checkout -B main {commit}、git merge --no-ff {line[0]}、"
                "git push，再发布；以后用 git pull --rebase 取别人的提交")
    return "。提交历史没有改写，是程序读以前的文件读出了别的内容；请换回上一版程序，或者由管理员决定重新记台账，见手册“公开台账”"


def _said(row: bytes) -> str:
    """What a line says, for people."""
    return shown(f" {_value(row, 'item')} {_value(row, 'event')} {_value(row, 'time')}（提交 {str(_value(row, 'commit'))[:10]}）")


def _value(row: bytes, name: str) -> Any:
    """A value of a line; None for what is no line of a ledger."""
    try:
        return json.loads(row)[name]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _read(where: str) -> bytes | None:
    path = Path(where)
    try:
        if not path.is_dir():
            return path.read_bytes()
        return (path / NAME).read_bytes() if (path / NAME).exists() else None
    except OSError as error:
        raise Refused(f"读不了以前的公开台账 {where}（{error.strerror}）；请核对 --previous") from error


def _fetched(where: str) -> bytes | None:
    try:
        address = where if where.endswith(".jsonl") else f"{base_of(where)}{NAME}"
        data = b"".join(fetched(address, _LARGEST))
    except Gone:
        return None
    except (Unreachable, Failure, ValueError) as error:
        raise Refused(f"取不到以前的公开台账 {where}（{error}）") from error
    if len(data) > _LARGEST:
        raise Refused(f"以前的公开台账 {where} 太大")
    return data
