#!/usr/bin/env python3
"""Keeps one issue with what has become a problem by the passing of days: `daily_issue.py 2026-03-05`.

The repository is checked twice, as of today and as of a day before everything in it. Only what today adds is told: warnings
that do not depend on the day are seen when they are committed, and would keep the issue open for ever. `gh` must be able to
write issues.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

LABEL, TITLE = "每日检查", "到期提醒"
MARK = "<!-- daily-check -->"  # tells our issue from one that people gave the same label
FIRST = "这些问题是日子过去才出现的。每天早上重新检查，更新这里；都处理了，这里会自动关闭。请不要手改，改了会被覆盖。"
BEFORE = "2000-01-01"
MOST = 200  # an issue holds 65,536 characters
LEVELS = {"error": "错误", "warning": "警告"}
Problem = dict[str, Any]


def problems(today: str) -> list[Problem]:
    """Errors and warnings as of a day."""
    rows = map(json.loads, _output(sys.executable, "disclosure", "check", "--format", "json", "--today", today, good=(0, 1)).splitlines())
    return [row for row in rows if row["level"] in LEVELS]


def added(before: list[Problem], now: list[Problem]) -> list[Problem]:
    """What is there now and was not before. A message may count days, so place and rule tell them apart."""
    known = {_identity(row) for row in before}
    return [row for row in now if _identity(row) not in known]


def _identity(row: Problem) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ("path", "line", "column", "sheet", "cell", "part", "rule"))


def body(rows: list[Problem]) -> str:
    lines = [f"- `{row['path']}`：{LEVELS[row['level']]}：{row['message']}（{row['rule']}）" for row in rows[:MOST]]
    rest = [f"- 另有 {len(rows) - MOST} 个，运行 `./disclosure check` 都会列出来"] if len(rows) > MOST else []
    return "\n".join([MARK, FIRST, "", *lines, *rest, ""])


def tell(rows: list[Problem]) -> None:
    """Opens, updates or closes the one issue."""
    number = _open_issue()
    if rows and number:
        _gh("issue", "edit", number, "--body-file", "-", text=body(rows))
    elif rows:
        _gh("label", "create", LABEL, "--force", "--description", "日子过去才出现的问题")
        _gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-", text=body(rows))
    elif number:
        _gh("issue", "close", number, "--comment", "都已处理。")


def _open_issue() -> str | None:
    found = json.loads(_gh("issue", "list", "--state", "open", "--label", LABEL, "--json", "number,body"))
    return next((str(issue["number"]) for issue in found if MARK in issue["body"]), None)


def _gh(*words: str, text: str | None = None) -> str:
    return _output("gh", *words, text=text)


def _output(*command: str, text: str | None = None, good: tuple[int, ...] = (0,)) -> str:
    """What a command prints; ends the program where its exit code is no good one."""
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode not in good:
        raise SystemExit(f"{' '.join(command[:3])}：没有成功（{done.returncode}）")
    return done.stdout


def main(today: str) -> int:
    tell(added(problems(BEFORE), problems(today)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
