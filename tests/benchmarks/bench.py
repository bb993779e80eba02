"""`./disclosure bench`: speed and memory beside other generators, and everything else that takes long to measure.

Items are generated, so they are the same on every machine. Tables go to stdout in Markdown, what is going on to stderr.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import build_speed
import check_speed
import machine
import serve_speed
from contenders import frame
from generate import ROOT
from measure import FailedRun
from speed_tables import Outcome, goals_table

from disclosure.cli import testing
from disclosure.cli.arguments import Parser

HERE = Path(__file__).resolve().parent
PATHS = (ROOT / "hooks", ROOT / "tests", HERE)
Measure = Callable[[Sequence[int], int, Path], Outcome]


@dataclass(frozen=True)
class Part:
    """Something that can be measured alone: `sizes` are the numbers of items when none are given."""

    name: str
    help: str
    measure: Measure
    sizes: tuple[int, ...]
    needs_browser: bool = False


def script(name: str) -> Measure:
    """A program beside this one that takes numbers and prints what it finds."""
    def measure(sizes: Sequence[int], rounds: int, work: Path) -> Outcome:
        settings = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, PATHS)), "TMPDIR": str(work)}
        code = subprocess.run([sys.executable, str(HERE / name), *map(str, sizes)], env=settings, check=False).returncode
        return Outcome(failures=[f"{name} 失败（退出码 {code}）"] if code else [])
    return measure


PARTS = (
    Part("builds", "构建：从头、改一条后，与 Hugo、MkDocs + Material 比；内存和增长", build_speed.compare, (1_000, 10_000, 100_000)),
    Part("check", "检查：从头、没有改动、改一条后", check_speed.compare, (10_000,)),
    Part("serve", "预览：启动到首页、改一条到看见；本仓库的构建", serve_speed.compare, (10_000,)),
    Part("search", "搜索：召回、准确、首次访问的字节和时间", script("search_speed.py"), (69, 1_000, 10_000), needs_browser=True),
    Part("faults", "发布途中强行终止（N 次）：访问的人看到的总是完整的旧站或新站", script("publish_faults.py"), (200,)),
)


def main(words: Sequence[str] | None = None) -> int:
    """0 when everything could be measured, whatever came out; 1 when something failed."""
    options = _parser().parse_args(words)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled code is kept, as on anybody's machine
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="disclosure-bench-", dir=options.folder) as work:
        print(f"{machine.described(Path(work))}\n", flush=True)
        frame(Path(work) / "first")  # what is installed and compiled at the first use is not measured
        for part in options.parts:
            print(f"## {part.help}\n", flush=True)
            found = _measured(part, options, Path(work) / part.name)
            outcome.goals += found.goals
            outcome.failures += found.failures
            outcome.notes += found.notes
            print(flush=True)
    print(conclusion(outcome), flush=True)
    return 1 if outcome.failures else 0


def conclusion(outcome: Outcome) -> str:
    """Goals, then what was left out, then what failed."""
    measured = [goal for goal in outcome.goals if goal.value is not None]
    open_ones = "；".join(goal.words for goal in outcome.goals if goal.value is None)
    lines = [*outcome.notes, *([f"没有量的目标：{open_ones}"] if open_ones else []), *outcome.failures]
    return "\n".join([*(["## 目标", "", goals_table(measured)] if measured else []), *(f"- {line}" for line in lines)])


def _measured(part: Part, options: argparse.Namespace, work: Path) -> Outcome:
    work.mkdir()
    if part.needs_browser:
        testing.install_missing()
        if shutil.which("chromium") is None:
            return Outcome(notes=[f"{part.name} 没有量：要有 Chromium"])
    try:
        return part.measure(options.items or part.sizes, options.runs, work)
    except FailedRun as error:
        return Outcome(failures=[f"{part.name} 失败：{error}"])


def _parser() -> Parser:
    parser = Parser(prog="disclosure bench", description="速度和内存：与别的生成器比较，与目标比较",
                    formatter_class=argparse.RawDescriptionHelpFormatter,
                    epilog="各部分：\n" + "".join(f"  {part.name:8}{part.help}\n" for part in PARTS))
    parser.add_argument("parts", nargs="*", type=_part, default=list(PARTS), metavar="部分", help="量哪些部分（默认全部）")
    parser.add_argument("--items", type=_count, nargs="+", metavar="N", help="各有多少条（默认各部分自己定，构建是 1000 10000 100000）")
    parser.add_argument("--runs", type=_count, default=3, metavar="N", help="每项量几遍，取中位数（默认 3；50000 条以上只量一遍）")
    parser.add_argument("--folder", type=_folder, metavar="文件夹", help="放临时文件的文件夹（默认系统的临时文件夹），例如内存盘；用后删除")
    return parser


def _part(name: str) -> Part:
    found = next((part for part in PARTS if part.name == name), None)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{name}”没有这一部分；可用的有：{'、'.join(part.name for part in PARTS)}")
    return found


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”要写成 1 或更大的整数")
    return int(text)


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"“{text}”没有这个文件夹")
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
