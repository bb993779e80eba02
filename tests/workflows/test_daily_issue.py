"""The daily check keeps one issue: it follows what the days bring, and touches nobody else's."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from workflow_steps import cloned, run_script, script, script_module, with_programs

# formed on 2022-03-16: 20 working days end on 14 April, and the reminder begins three working days before
ITEM = "data/items/2022/2022-00020.yml"
EARLY, NEAR, LATE = "2022-03-31", "2022-04-12", "2022-04-20"
GH = """#!{python}
import json, pathlib, sys
words, state = sys.argv[1:], pathlib.Path({state!r})
issues = json.loads(state.read_text(encoding="utf-8"))
def option(name):
    return words[words.index(name) + 1]
def named():
    return next(issue for issue in issues if issue["number"] == int(words[2]))
if words[:2] == ["issue", "list"]:
    found = [issue for issue in issues if issue["state"] == option("--state") and issue["label"] == option("--label")]
    print(json.dumps([{{key: issue[key] for key in option("--json").split(",")}} for issue in found]))
elif words[:2] == ["issue", "create"]:
    issues.append({{"number": len(issues) + 1, "state": "open", "label": option("--label"), "title": option("--title"),
                   "body": sys.stdin.buffer.read().decode("utf-8")}})
elif words[:2] == ["issue", "edit"]:
    named()["body"] = sys.stdin.buffer.read().decode("utf-8")
elif words[:2] == ["issue", "close"]:
    named()["state"] = "closed"
elif words[:2] != ["label", "create"]:
    sys.exit(f"unexpected: {{words}}")
state.write_text(json.dumps(issues), encoding="utf-8")
"""


class Host:
    """A repository and the issues of its host, which a stand-in for `gh` keeps in a file."""

    def __init__(self, repository: Path, folder: Path) -> None:
        self.repository, self._state = repository, folder / "issues.json"
        self.environment = with_programs(folder)
        folder.mkdir()
        self.issues = []
        gh = folder / "gh"
        gh.write_text(GH.format(python=sys.executable, state=str(self._state)), encoding="utf-8")
        gh.chmod(0o755)

    @property
    def issues(self) -> list[dict[str, Any]]:
        return json.loads(self._state.read_text(encoding="utf-8"))

    @issues.setter
    def issues(self, issues: list[dict[str, Any]]) -> None:
        self._state.write_text(json.dumps(issues), encoding="utf-8")

    @property
    def open(self) -> list[dict[str, Any]]:
        return [issue for issue in self.issues if issue["state"] == "open"]

    def run(self, today: str) -> None:
        """The step of the workflow, on another day."""
        commands = script("daily/daily/检查，写进议题").replace('"$(TZ=Asia/Shanghai date +%F)"', today)
        done = run_script(commands, self.repository, self.environment)
        assert done.returncode == 0, done.stderr

    def set(self, **values: str) -> None:
        """Other values for keys of the item; it is no sample, so that its limit counts."""
        path = self.repository / ITEM
        text = path.read_text(encoding="utf-8").replace("示例: true\n", "")
        for key, value in values.items():
            text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
        path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cloned(tmp_path_factory.mktemp("daily") / "clone")


@pytest.fixture
def host(repository: Path, tmp_path: Path) -> Host:
    host = Host(repository, tmp_path / "host")
    host.set(发布日期="待填")
    return host


def test_one_issue_opens_follows_and_closes(host: Host) -> None:
    host.run(EARLY)
    assert host.issues == []
    host.run(NEAR)
    assert [(issue["label"], issue["title"], issue["state"]) for issue in host.issues] == [("每日检查", "到期提醒", "open")]
    assert f"- `{ITEM}`：警告：还没有公开，还剩 2 个工作日" in host.issues[0]["body"]
    host.run(LATE)
    assert len(host.issues) == 1 and "已逾期 4 个工作日" in host.issues[0]["body"] and "还剩" not in host.issues[0]["body"]
    host.set(发布日期="2022-04-19")
    host.run(LATE)
    assert [issue["state"] for issue in host.issues] == ["closed"]
    host.run(LATE)
    assert len(host.issues) == 1


def test_what_does_not_depend_on_the_day_is_not_told(host: Host) -> None:
    host.run(LATE)
    lines = [line for line in host.issues[0]["body"].splitlines() if line.startswith("- ")]
    assert len(lines) == 1 and "timeliness.due" in lines[0]


def test_a_new_issue_after_the_old_one_was_closed(host: Host) -> None:
    host.issues = [{"number": 1, "state": "closed", "label": "每日检查", "title": "到期提醒", "body": "<!-- daily-check -->"}]
    host.run(LATE)
    assert [issue["state"] for issue in host.issues] == ["closed", "open"]


def test_an_issue_that_people_gave_the_label_is_left_alone(host: Host) -> None:
    theirs = {"number": 1, "state": "open", "label": "每日检查", "title": "到期提醒", "body": "问一下"}
    host.issues = [theirs]
    host.run(LATE)
    assert host.issues[0] == theirs and len(host.open) == 2
    host.run(LATE)
    assert len(host.open) == 2
    host.set(发布日期="2022-04-13")
    host.run(LATE)
    assert host.open == [theirs]


def test_a_failing_check_says_nothing_to_anybody(host: Host, repository: Path) -> None:
    done = run_script("python3 .github/scripts/daily_issue.py 2022-02-30", repository, host.environment)
    assert done.returncode == 1 and "没有成功（2）" in done.stderr and host.issues == []


def test_a_long_list_fits_into_an_issue() -> None:
    daily = script_module("daily_issue")
    row = {"path": ITEM, "level": "warning", "message": "长" * 150, "rule": "timeliness.due"}
    text = daily.body([row] * 1000)
    assert len(text) < 65536 and "另有 800 个" in text


def test_one_file_may_have_one_problem_twice() -> None:
    daily = script_module("daily_issue")
    rows = [{"path": "data/site.yml", "line": line, "column": 1, "rule": "timeliness.due", "message": "x"} for line in (4, 5)]
    assert daily.added(rows[:1], rows) == rows[1:]
    assert daily.added([rows[0] | {"message": "y"}], rows[:1]) == []
