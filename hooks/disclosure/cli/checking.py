"""`check` and `explain`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..checks.registry import rules
from ..model.wording import nearest
from ..source.git_tree import GitError
from ..source.problems import Problem
from . import formats, repository, summary_page
from .fixing import fix
from .history import history
from .writing import replace_file

USAGE = 2


def check_command(root: Path, options: argparse.Namespace) -> int:
    """Prints the problems, then the counts. 0 clean or warnings only, 1 errors (warnings too with --strict)."""
    wanted = _inside(root, options.paths)
    refused = summary_page.refusal(root, options.html) if options.html else None
    if refused:
        print(refused, file=sys.stderr)
    if wanted is None or refused:
        return USAGE
    try:
        past = history(root, options.base)
    except GitError as error:
        print(error, file=sys.stderr)
        return USAGE
    if options.fix:
        fix(root, wanted, sys.stdout if options.format == "text" else sys.stderr)
    checked = repository.check(root, options.today or repository.today(), past)
    problems = [problem for problem in checked.problems if _is_wanted(problem, wanted)]
    for problem in problems:
        print(formats.LINES[options.format](problem))
    verdict = repository.Checked(checked.catalog, problems)
    print(f"{formats.counts(problems)}（{_scope(checked)}）", file=sys.stderr if options.format == "json" else sys.stdout)
    if options.html and not _save(problems, _scope(checked), options):
        return USAGE
    return 1 if verdict.errors or (options.strict and verdict.warnings) else 0


def _save(problems: list[Problem], scope: str, options: argparse.Namespace) -> bool:
    """Writes the page for staff; False, with a message, where that is impossible."""
    text = summary_page.page(problems, rules(), scope, options.today or repository.today(), strict=options.strict)
    try:
        options.html.parent.mkdir(parents=True, exist_ok=True)
        replace_file(options.html.resolve(), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        print(f"检查结果没有写成 {options.html}：{error.strerror}", file=sys.stderr)
        return False
    print(f"检查结果已写到 {options.html}；只给工作人员看，不要公开。", file=sys.stderr)
    return True


def _scope(checked: repository.Checked) -> str:
    """What the verdict covers: how many items and reports, or that they could not be judged yet."""
    if checked.catalog is None:
        return "词表读不进来，条目还没有检查"
    return f"条目 {len(checked.catalog.item_ids)} 个，报告 {len(checked.catalog.reports)} 份"


def explain_command(rule: str) -> int:
    """Prints the manual page of a rule; 2 for one that does not exist."""
    by_id = {row.id: row for row in rules()}
    found = by_id.get(rule)
    if found is None:
        meant = nearest(rule, list(by_id))
        advice = f"是否想看 {meant}？" if meant else f"可用的有：{'、'.join(by_id)}"
        print(f"没有“{rule}”这条规则；{advice}", file=sys.stderr)
        return USAGE
    print(f"{found.id}（{found.level.value}）\n\n{found.manual.strip()}\n\n依据：{found.norm}")
    return 0


def _inside(root: Path, paths: list[Path]) -> list[str] | None:
    """The paths relative to the repository; None, with a message, when one lies outside or does not exist."""
    found = []
    for path in paths:
        full = path.resolve()
        if not full.is_relative_to(root) or not full.exists():
            print(f"仓库里没有“{path}”", file=sys.stderr)
            return None
        found.append(full.relative_to(root).as_posix())
    return found


def _is_wanted(problem: Problem, wanted: list[str]) -> bool:
    if not wanted or "." in wanted:
        return True
    return any(problem.path == path or problem.path.startswith(f"{path}/") for path in wanted)
