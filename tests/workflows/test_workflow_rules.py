"""What every workflow must keep to: pinned actions, few rights, nothing for strangers, the same two commands everywhere."""

from __future__ import annotations

import re

import pytest

from workflow_steps import FILES, GITHUB, GITLAB, WORKFLOWS, Step, load, run_script, steps

READ = {"contents": "read"}
RIGHTS = {
    "check": {"check": READ, "test": READ},
    "daily": {"daily": READ | {"issues": "write"}},
    "publish": {"build": READ | {"pages": "read"}, "deploy": {"pages": "write", "id-token": "write"}},
    "gitea": {"check": READ, "publish": READ},
}
USES = re.compile(r"^ *(?:- )?uses: (.*)$", re.M)
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
COMMAND = re.compile(r"\./disclosure (\w+)")
STEPS = list(steps())
SCRIPTS = [step for step in STEPS if step.script]
each_file = pytest.mark.parametrize("name", FILES)
each_script = pytest.mark.parametrize("step", SCRIPTS, ids=[step.name for step in SCRIPTS])


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_and_say_their_version(name: str) -> None:
    used = USES.findall(WORKFLOWS[name].read_text(encoding="utf-8"))
    assert used and all(PINNED.fullmatch(text) for text in used), used


def test_one_action_has_one_version() -> None:
    used = {text for path in WORKFLOWS.values() for text in USES.findall(path.read_text(encoding="utf-8"))}
    assert len({text.partition("@")[0] for text in used}) == len(used)


@each_file
def test_rights_are_the_smallest(name: str) -> None:
    workflow = load(FILES[name])
    assert workflow["permissions"] == {}
    assert {job: content["permissions"] for job, content in workflow["jobs"].items()} == RIGHTS[name]


@each_file
def test_runs_do_not_disturb_each_other(name: str) -> None:
    """A check of an older state is worth nothing; a publication or an issue that is being written is finished."""
    concurrency = load(FILES[name])["concurrency"]
    assert concurrency["cancel-in-progress"] is (name == "check")
    assert ("github.ref" in concurrency["group"]) is (name in ("check", "gitea"))


@each_file
def test_every_job_ends_and_has_a_known_system(name: str) -> None:
    for job in load(FILES[name])["jobs"].values():
        assert job["timeout-minutes"] <= 40
        assert job["runs-on"].startswith("disclosure") if name == "gitea" else job["runs-on"] == "ubuntu-24.04"


def test_checkout_leaves_no_token_behind_and_takes_the_history_along() -> None:
    checkouts = [step for step in STEPS if step.content.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 4
    for step in checkouts:
        assert step.content["with"]["persist-credentials"] is False
        # the daily check compares two days of one state, so it needs no history
        assert step.content["with"].get("fetch-depth") == (None if step.workflow == "daily" else 0), step.name


@each_file
def test_strangers_get_no_secrets(name: str) -> None:
    """A pull request runs its author's program: with a token that only reads, and never where secrets are."""
    workflow = load(FILES[name])
    triggers = set(workflow[True])
    assert triggers <= {"push", "pull_request", "merge_group", "schedule", "workflow_dispatch"}
    text = FILES[name].read_text(encoding="utf-8")
    assert "secrets." not in text and "secrets:" not in text
    if name in ("check", "gitea"):
        assert all(job["permissions"] == READ for job in workflow["jobs"].values())
    else:
        assert "pull_request" not in triggers
    if name == "check":
        assert "token" not in text


def test_only_main_is_published() -> None:
    publish, gitea = load(WORKFLOWS["publish"]), load(FILES["gitea"])
    assert publish[True]["push"] == gitea[True]["push"] == {"branches": ["main"]}
    assert publish["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    # what was not built is not published: a skipped build has no output
    assert (publish["jobs"]["deploy"]["needs"], publish["jobs"]["deploy"]["if"]) == ("build", "needs.build.outputs.changed == 'true'")
    assert gitea["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"
    assert load(GITLAB)["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


@each_script
def test_commands_are_bash(step: Step) -> None:
    done = run_script(step.script, GITHUB, {}, "-n")
    assert (done.returncode, done.stderr) == (0, "")


@each_script
def test_nothing_from_outside_becomes_a_command(step: Step) -> None:
    """An expression inside of commands would be text that bash runs; values come by the environment."""
    assert "${{" not in step.script


def test_gitlab_commands_are_bash() -> None:
    for job in ("check", "pages"):
        done = run_script(commands_of_gitlab(job), GITHUB, {}, "-n")
        assert (done.returncode, done.stderr) == (0, "")


def test_every_host_runs_the_same_two_commands() -> None:
    """Checking and building are the product's own commands; no host has logic of its own."""
    of_github = COMMAND.findall("\n".join(step.script for step in SCRIPTS if step.workflow in WORKFLOWS))
    of_gitea = COMMAND.findall("\n".join(step.script for step in SCRIPTS if step.workflow == "gitea"))
    of_gitlab = COMMAND.findall("\n".join(commands_of_gitlab(job) for job in ("check", "pages")))
    assert of_github == ["check", "test", "build"]
    assert of_gitlab == ["check", "build"]
    assert of_gitea == ["check", "build", "publish"]  # onto the disk of the web server itself


PUBLISHING = [path.read_text(encoding="utf-8") for path in (WORKFLOWS["publish"], FILES["gitea"], GITLAB)]


def test_every_host_builds_for_today_in_china() -> None:
    assert all(re.search(r'\./disclosure build .*--today "\$\(TZ=Asia/Shanghai date \+%F\)"', text) for text in PUBLISHING)


def test_every_host_goes_on_with_the_public_ledger() -> None:
    assert all(re.search(r'\./disclosure build .* \$\{(previous):\+--previous "\$\1"\}', text, re.IGNORECASE) for text in PUBLISHING)


def commands_of_gitlab(job: str) -> str:
    return "\n".join(load(GITLAB)[job]["script"])
