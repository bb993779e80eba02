"""How the items of the official township came to read as they do: earlier states, committed to a real git repository."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from git_repository import commit, git

Changes = Mapping[str, Sequence[tuple[str, str]]]  # id → words that stand there now, and what stood there before
FOLDER = "data/items/2023"
TYPO, COLUMN = "  - {日期: 2023-06-03, 说明: 改正第二条的一个错字}\n", "  - {日期: 2023-06-09, 说明: 补上宽表格的最后一列。}\n"
# what the last commit of each day has changed, newest first
DAYS: Sequence[tuple[str, Changes]] = (
    ("2023-11-20", {"2023-00009": [("标题: ", "标题: 草稿")]}),
    ("2023-06-09", {"2023-00002": [
        (COLUMN, ""), (" 九月 | 十月 |", " 九月 |"), ("|--|--|--|--|--|--|--|--|--|--|", "|--|--|--|--|--|--|--|--|--|"),
        (" 9件 | 10件 |", " 9件 |"), ("| 乙 | 22 | 件 |", "| 乙 | 21 | 件 |\n| 丙 | 3 | 件 |"), ("   - 时限\n", "   - 时限\n   - 格式\n"),
        ("在三个工作日内提出是否公开的意见", "尽快提出意见"), ("[公开指南](/guide/)", "[公开指南](/rules/)"),
        ("> 引用的一段话", "这一段后来删去：各办公室可以自己定公开的格式。\n\n> 引用的一段话")]}),
    ("2023-06-03", {"2023-00002": [("更正:\n", ""), (TYPO, ""), ("办公时间", "办工时间")]}),
)


def with_past(repository: Path) -> None:
    """Makes the repository one of git, whose last commit is what lies there. What was first is committed before 启用日期."""
    now = {path: path.read_text(encoding="utf-8") for path in (repository / FOLDER).iterdir()}
    states = [now]
    for _, changes in DAYS:
        states.append({path: _before(text, changes.get(path.stem, ())) for path, text in states[-1].items()})
    git(repository, "init", "--quiet", "--initial-branch=main")
    for day, state in zip(["2022-12-31", *(day for day, _ in reversed(DAYS))], reversed(states), strict=True):
        commit(repository, {path.relative_to(repository).as_posix(): text for path, text in state.items()}, f"{day}T10:00:00+08:00")


def _before(text: str, changes: Sequence[tuple[str, str]]) -> str:
    for new, old in changes:
        assert len(re.findall(re.escape(new), text)) == 1, new
        text = text.replace(new, old)
    return text
