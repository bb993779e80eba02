#!/usr/bin/env python3
"""Keeps one issue with what has become a problem by the passing of days: `daily_issue.py 2026-03-05`.

The repository is checked twice, as of the last commit's day and as of today; only what the later day adds is told, so that
warnings which everybody knows do not keep the issue open. `gh` must be able to write issues.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

LABEL, TITLE = "每日检查", "到期提醒"
FIRST = "这些问题在提交的时候还没有，是日子过去才出现的。处理以后，下一次每日检查会更新这里，都处理了会自动关闭。"
Problem = dict[str, Any]


def problems(today: str) -> list[Problem]:
    """Errors and warnings as of a day."""
    done = subprocess.run([sys.executable, "disclosure", "check", "--format", "json", "--today", today],
                          stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.returncode)
    return [row for row in map(json.loads, done.stdout.splitlines()) if row["level"] != "info"]


def added(before: list[Problem], now: list[Problem]) -> list[Problem]:
    """What is there now and was not before; a message may count days, so it does not tell."""
    known = {(row["path"], row["rule"]) for row in before}
    return [row for row in now if (row["path"], row["rule"]) not in known]


def body(rows: list[Problem]) -> str:
    levels = {"error": "错误", "warning": "警告"}
    lines = [f"- `{row['path']}`：{levels[row['level']]}：{row['message']}（{row['rule']}）" for row in rows]
    return "\n".join([FIRST, "", *lines, ""])


def gh(*words: str, text: str | None = None) -> str:
    return subprocess.run(["gh", *words], input=text, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout


def tell(rows: list[Problem]) -> None:
    """Opens, updates or closes the one issue."""
    found = json.loads(gh("issue", "list", "--state", "open", "--label", LABEL, "--json", "number"))
    number = str(found[0]["number"]) if found else None
    if rows and number:
        gh("issue", "edit", number, "--body-file", "-", text=body(rows))
    elif rows:
        gh("label", "create", LABEL, "--force", "--description", "日子过去才出现的问题")
        gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-", text=body(rows))
    elif number:
        gh("issue", "close", number, "--comment", "都已处理。")


def main(today: str) -> int:
    moment = subprocess.run(["git", "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d"], stdout=subprocess.PIPE, text=True,
                            check=True, env=os.environ | {"TZ": "Asia/Shanghai"}).stdout.strip()
    tell(added(problems(moment), problems(today)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
