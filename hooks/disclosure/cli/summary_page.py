"""`check --html FILE`: the verdict as one page for staff. It names what must not be public, so it is never published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from ..checks.registry import Rule
from ..model.wording import short
from ..source.problems import Level, Problem, count
from . import formats

PRIVATE = ("site", "docs", "data", "hooks", "tests", ".github")
MARK = '<meta name="generator" content="disclosure check --html">'
_STYLE = """
:root{color-scheme:light dark}
body{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem;font:1rem/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
.note{border-left:4px solid #b45309;padding:.25rem .75rem}
.verdict{font-size:1.2rem;font-weight:700;padding:.75rem 1rem;border:2px solid;border-radius:.5rem}
.bad{color:#b91c1c}.good{color:#15803d}.level-warning{color:#b45309}.level-error{color:#b91c1c}.level-info{color:#1d4ed8}
@media(prefers-color-scheme:dark){.bad,.level-error{color:#fca5a5}.good{color:#86efac}.level-warning{color:#fcd34d}.level-info{color:#93c5fd}}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #8884}
td.place{white-space:nowrap}pre{white-space:pre-wrap;font:inherit;margin:.5rem 0}code{overflow-wrap:anywhere}
"""
_CLASS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}


def page(problems: Sequence[Problem], rules: Sequence[Rule], scope: str, today: dt.date, *, strict: bool = False) -> str:
    """The whole page as HTML: verdict, counts by level and rule with each rule's manual, problems by file."""
    bad = count(problems, Level.ERROR) + (count(problems, Level.WARNING) if strict else 0)
    verdict = f"不能发布：有 {bad} 个问题必须先改。" if bad else "没有必须改的问题，可以发布。"
    return "\n".join([
        "<!doctype html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">', '<meta name="robots" content="noindex,nofollow">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        MARK, "<title>信息公开检查结果</title>", f"<style>{_STYLE}</style>", "</head>", "<body>", "<h1>信息公开检查结果</h1>",
        '<p class="note">只给工作人员看，不要公开，不要放进网站。</p>',
        f'<p class="verdict {"bad" if bad else "good"}">{verdict}</p>',
        f"<p>{escape(formats.counts(problems))}（{escape(scope)}）。检查日期：{today}。</p>",
        *(_rules(problems, rules) if problems else ()), *(_files(problems) if problems else ()), "</body>", "</html>", ""])


def refusal(root: Path, target: Path) -> str | None:
    """Why the page may not be written there, in Chinese; None where it may."""
    full = target.resolve()
    if full.suffix.lower() not in (".html", ".htm"):
        return f"“{target}”不是网页文件名；请写成 local/检查结果.html 这样的名字"
    for folder in PRIVATE:
        if full.is_relative_to((root / folder).resolve()):
            return f"检查结果不能放进 {folder}/：那里的内容会公开或属于程序；请放到别处，例如 local/检查结果.html"
    if any((parent / "manifest.json").is_file() for parent in full.parents):
        return f"检查结果不能放进已生成的网站：{full.parent}；请放到别处，例如 local/检查结果.html"
    try:
        if full.is_dir() or (full.exists() and MARK.encode() not in full.read_bytes()[:4096]):
            return f"“{target}”已经有别的内容，没有改动；请换一个名字"
    except OSError as error:
        return f"“{short(str(target))}”用不了（{error.strerror}）；请换一个名字"
    return None


def _rules(problems: Sequence[Problem], rules: Sequence[Rule]) -> Iterator[str]:
    by_id = {rule.id: rule for rule in rules}
    yield "<h2>按规则</h2>\n<table>\n<thead><tr><th scope=\"col\">规则</th>"
    yield "".join(f'<th scope="col">{level.value}</th>' for level in Level) + "</tr></thead>\n<tbody>"
    for name in sorted({problem.rule for problem in problems}):
        found = [problem for problem in problems if problem.rule == name]
        cells = "".join(f"<td>{count(found, level)}</td>" for level in Level)
        yield f'<tr id="{escape(name)}"><th scope="row">{_manual(name, by_id.get(name))}</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def _manual(name: str, rule: Rule | None) -> str:
    if rule is None:
        return f"<code>{escape(name)}</code>"
    return (f"<details><summary><code>{escape(name)}</code> {escape(rule.headline)}</summary>"
            f"<pre>{escape(rule.manual.strip())}</pre><p>依据：{escape(rule.norm)}</p></details>")


def _files(problems: Sequence[Problem]) -> Iterator[str]:
    yield "<h2>按文件</h2>"
    for path, group in groupby(problems, key=lambda problem: formats.masked(problem.path)):
        rows = list(group)
        yield f"<h3><code>{escape(path)}</code>（{escape(formats.counts(rows))}）</h3>\n<table>\n<tbody>"
        for problem in rows:
            place = "整个文件" if problem.line is None else f"第 {problem.line} 行第 {problem.column} 列"
            message = escape(formats.masked(problem.message))
            yield (f'<tr><td class="place">{place}</td><td class="level-{_CLASS[problem.level]}">{problem.level.value}</td>'
                   f'<td>{message} <a href="#{escape(problem.rule)}"><code>{escape(problem.rule)}</code></a></td></tr>')
        yield "</tbody>\n</table>"
