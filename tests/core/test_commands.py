"""`check` and `explain` as people and programs run them: output, streams, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.checks.registry import rules
from disclosure.cli.main import main
from disclosure.model.wording import nearest
from support import BASE, ITEM, ITEM_TEXT, MARKDOWN, Files, as_markdown, table, tree

FUTURE = f"{ITEM}:6:7: 警告: 发布日期 2022-03-05 在今天（2022-03-04）之后；请核对 [item.future]"
DATE = f"{ITEM}:6:7: 错误: 发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式 [item.date]"
BROKEN = ITEM_TEXT.replace("2022-03-05", "2022-02-30")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """run(files, *words) writes a repository and runs the command on it: exit code, stdout, stderr."""

    def command(files: Files, *words: str) -> tuple[int, str, str]:
        for path, data in tree(files).content.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
        try:
            code = main(["--root", str(tmp_path), *words])
        except SystemExit as done:  # argparse ends wrong use this way
            code = done.code if isinstance(done.code, int) else -1
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


@table("why files words code lines", [
    ("没有问题", {}, [], 0, ["错误 0，警告 0，提示 0（条目 1 个，报告 0 份）"]),
    ("有错误", {ITEM: BROKEN}, [], 1, [DATE, "错误 1，警告 0，提示 0（条目 1 个，报告 0 份）"]),
    ("只有警告", {}, ["--today", "2022-03-04"], 0, [FUTURE, "错误 0，警告 1，提示 0（条目 1 个，报告 0 份）"]),
    ("警告在严格时也不通过", {}, ["--today", "2022-03-04", "--strict"], 1, [FUTURE, "错误 0，警告 1，提示 0（条目 1 个，报告 0 份）"]),
    ("没有问题时严格也通过", {}, ["--strict"], 0, ["错误 0，警告 0，提示 0（条目 1 个，报告 0 份）"]),
    ("今天发布不算将来", {}, ["--today", "2022-03-05", "--strict"], 0, ["错误 0，警告 0，提示 0（条目 1 个，报告 0 份）"]),
    ("读不到词表也照样说", {"data/vocabulary.yml": ""}, [], 1,
     ["data/vocabulary.yml:1:1: 错误: 文件是空的；请写上各项内容 [file.yaml]",
      "错误 1，警告 0，提示 0（词表读不进来，条目还没有检查）"]),
])
def test_check(why: str, files: Files, words: list[str], code: int, lines: list[str], run: Run) -> None:
    assert run(files, "check", *words) == (code, "".join(f"{line}\n" for line in lines), ""), why


def test_check_in_json_keeps_stdout_for_programs(run: Run) -> None:
    code, out, err = run({ITEM: BROKEN, "data/旧.yml": ""}, "check", "--format", "json")
    assert code == 1
    assert [(row["path"], row["line"], row["column"], row["level"], row["rule"]) for row in map(json.loads, out.splitlines())] \
        == [(ITEM, 6, 7, "error", "item.date"), ("data/旧.yml", None, None, "error", "file.stray")]
    assert err == "错误 2，警告 0，提示 0（条目 1 个，报告 0 份）\n"


def test_check_in_json_says_nothing_on_stdout_when_clean(run: Run) -> None:
    assert run({}, "check", "--format", "json") == (0, "", "错误 0，警告 0，提示 0（条目 1 个，报告 0 份）\n")


def test_check_for_github(run: Run) -> None:
    code, out, _ = run({ITEM: BROKEN}, "check", "--format", "github")
    assert code == 1
    assert out.splitlines()[0] == (f"::error file={ITEM},line=6,col=7,title=item.date::"
                                   "发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式")


OTHER = "data/items/2022/2022-00002.yml"


@table("why paths code places", [
    ("一个文件", [ITEM], 1, [ITEM]), ("另一个没有问题的文件", ["data/site.yml"], 0, []), ("一个文件夹", ["data/items"], 1, [ITEM, OTHER]),
    ("两处", [ITEM, "docs"], 1, [ITEM, "docs/guide.md"]), ("整个仓库", ["."], 1, [ITEM, OTHER, "docs/guide.md"]),
    ("年份文件夹末尾的斜线", ["data/items/2022/"], 1, [ITEM, OTHER]),
])
def test_only_these_files(why: str, paths: list[str], code: int, places: list[str], run: Run, tmp_path: Path,
                          monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is checked, only these files' problems are shown and counted."""
    monkeypatch.chdir(tmp_path)
    files = {ITEM: BROKEN, OTHER: BROKEN, "docs/guide.md": "<!-- disclosure:contact -->\n"}
    got, out, _ = run(files, "check", *paths)
    assert got == code, why
    lines = out.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == places, why
    assert lines[-1].startswith(f"错误 {len(places)}，"), why


@table("why words message", [
    ("没有这个文件", ["check", "data/items/2022/2022-00099.yml"], "仓库里没有“data/items/2022/2022-00099.yml”"),
    ("仓库以外的文件", ["check", "/"], "仓库里没有“/”"),
    ("不存在的日期", ["check", "--today", "2022-02-30"], "“2022-02-30”不是有效日期；请写成 2022-03-05 这样的形式"),
    ("没有这种格式", ["check", "--format", "xml"], "xml"), ("没有这个命令", ["chekc"], "chekc"), ("没有写命令", [], "命令"),
    ("没有这条规则，说出相近的", ["explain", "item.dat"], "没有“item.dat”这条规则；是否想看 item.date？"),
    ("没有相近的规则，列出全部", ["explain", "甲"], "没有“甲”这条规则；可用的有：attachment."),
])
def test_wrong_use(why: str, words: list[str], message: str, run: Run) -> None:
    code, out, err = run({}, *words)
    assert (code, out) == (2, ""), why
    assert message in err, why


def test_not_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and "这里不是信息公开仓库" in captured.err


def test_repository_is_found_from_a_folder_below(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                 capsys: pytest.CaptureFixture[str]) -> None:
    run({}, "check")
    monkeypatch.chdir(tmp_path / "data" / "items")
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("错误 0，")


@pytest.mark.parametrize("rule", [rule.id for rule in rules()])
def test_explain(rule: str, run: Run) -> None:
    """The page names the rule, its level and its norm, and shows what passes and what does not."""
    code, out, err = run({}, "explain", rule)
    page = {row.id: row for row in rules()}[rule]
    assert (code, err) == (0, "")
    assert out.startswith(f"{rule}（{page.level.value}）\n\n")
    assert out.endswith(f"\n\n依据：{page.norm}\n") and len(page.norm) > 5
    assert "\n通过：" in out and "\n不通过：" in out


def test_rule_ids_are_sorted_and_told_apart() -> None:
    ids = [rule.id for rule in rules()]
    assert ids == sorted(set(ids)) and len(ids) > 30
    assert nearest("item.dates", ids) == "item.date"


def test_both_item_forms_are_counted(run: Run) -> None:
    code, out, _ = run({MARKDOWN.replace("00001", "00002"): as_markdown(ITEM_TEXT)}, "check")
    assert (code, out) == (0, "错误 0，警告 0，提示 0（条目 2 个，报告 0 份）\n")
    assert set(BASE) >= {ITEM}


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_file_name_that_is_no_text(form: str, run: Run, tmp_path: Path) -> None:
    """Failed first: a name in GBK, as an unpacked archive from Windows leaves it, ended in a traceback."""
    (tmp_path / "data/items/2022").mkdir(parents=True)
    try:
        (tmp_path / "data/items/2022/\udcb8\udcb1\udcb1\udcbe.yml").write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("这个文件系统只收文字的文件名")
    code, out, _ = run({}, "check", "--format", form, "--html", str(tmp_path / "local/结果.html"))
    assert (code, out.count("file.stray")) == (1, 1)
    assert (tmp_path / "local/结果.html").is_file()


def test_links_in_docs_are_not_followed(run: Run, tmp_path: Path) -> None:
    """MkDocs would follow them and publish any file of the machine."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "docs/a.md").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "docs/folder").symlink_to(tmp_path, target_is_directory=True)
    code, out, _ = run({}, "check")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines() if line.endswith("[file.missing]")] == ["docs/a.md", "docs/folder"]


@pytest.mark.skipif(os.name == "nt", reason="Windows 的命令行不能这样关闭输出")
@pytest.mark.parametrize(("redirection", "code", "out", "err"), [
    (">&-", 0, "", ""), ("2>&-", 0, "错误 0，警告 0，提示 0（条目 1 个，报告 0 份）\n", ""), ("--format json 2>&-", 0, "", ""),
    (">/dev/full", 1, "", "没有成功，无法读写（No space left on device）\n"),
    ("--html /dev/null/a.html", 2, None, "检查结果没有写成 /dev/null/a.html"),
    (f"--html {'a' * 300}.html", 2, "", "用不了（File name too long）；请换一个名字\n"),
])
def test_outputs_that_cannot_be_written(redirection: str, code: int, out: str | None, err: str, run: Run, tmp_path: Path) -> None:
    """Each of them ended in a traceback, or in counts among the lines for programs."""
    run({}, "check")
    command = f"{sys.executable} -m disclosure --root {tmp_path} check --today 2023-01-31 {redirection}"
    settings = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "hooks")}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, encoding="utf-8", check=False, env=settings, cwd=tmp_path)
    assert done.returncode == code
    assert out is None or done.stdout == out
    assert err in done.stderr and "Traceback" not in done.stderr
