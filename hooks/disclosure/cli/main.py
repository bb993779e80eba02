"""The command line: `disclosure check | build | serve | publish | server-setup | …`."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import VERSION
from .arguments import USAGE, Parser
from .release_commands import add_release_commands
from .server import commands as server_commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 clean, 1 errors, 2 wrong use."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        # Windows consoles default to another encoding; a file name may hold bytes that are no text
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    if options.command in ("test", "bench"):
        options.rest = rest
    elif rest:
        parser.error(f"不认识的参数：{' '.join(rest)}")
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130
    except OSError as error:  # BrokenPipeError is `check | head`: the reader has seen enough
        if not isinstance(error, BrokenPipeError):
            print(f"没有成功，无法读写{f'：{error.filename}' if error.filename else ''}（{error.strerror or error}）", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what it still holds could not be written either
        return 1


def _run(options: argparse.Namespace) -> int:
    root = (options.root or _find_root()).resolve()
    if options.needs_repository and not _is_repository(root):
        print(f"这里不是信息公开仓库：{root} 里没有 data/site.yml；请到仓库文件夹里运行，或用 --root 指定。", file=sys.stderr)
        return USAGE
    if options.command != "serve":
        gc.disable()  # looking for cycles among all records costs more than the little garbage of one command
    return options.run(root, options)


def _parser() -> Parser:
    parser = Parser(prog="disclosure", description="政府信息公开：检查、预览、构建")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.set_defaults(needs_repository=True)
    parser.add_argument("--root", type=Path, metavar="文件夹", help="仓库文件夹（默认：当前文件夹或它的上级）")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    _check_command(commands)
    _build_commands(commands)
    add_release_commands(commands)
    explain = commands.add_parser("explain", help="说明一条规则")
    explain.add_argument("rule", metavar="规则", help="规则，例如 item.date")
    explain.set_defaults(run=_explain)
    server_commands.add(commands)
    test = commands.add_parser("test", help="运行全部测试；其余参数交给 pytest", add_help=False)
    test.set_defaults(run=_test)
    bench = commands.add_parser("bench", help="与别的生成器比较速度和内存；其余参数见 bench --help", add_help=False)
    bench.set_defaults(run=_bench)
    return parser


def _check_command(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser("check", help="检查全部数据，或只看某些文件的问题")
    check.add_argument("paths", nargs="*", type=Path, metavar="文件", help="只显示这些文件或文件夹的问题")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出格式")
    check.add_argument("--today", type=_day, metavar="日期", help="把哪一天当作今天，例如 2022-03-05（默认就是今天）")
    check.add_argument("--base", metavar="版本", help="与 git 的哪一版比较（分支、标签或提交号）；不写就不比较")
    check.add_argument("--fix", action="store_true", help="能确定的小错先自动改好，列出改动，再检查")
    check.add_argument("--html", type=Path, metavar="文件", help="另存一份给工作人员看的网页，例如 local/检查结果.html")
    check.add_argument("--strict", action="store_true", help="有警告也算不通过")
    check.set_defaults(run=_check)


def _build_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    build = commands.add_parser("build", help="检查并生成整个网站")
    build.add_argument("--site-dir", type=Path, metavar="文件夹", help="放到哪个文件夹（默认 site）")
    build.add_argument("--today", type=_day, metavar="日期", help="把哪一天当作今天，例如 2022-03-05（默认最近一次提交的日期）")
    build.add_argument("--with-handbook", action="store_true", help="连同工作人员手册")
    build.add_argument("--times", action="store_true", help="最后列出各步用了多少秒")
    build.add_argument("--offline", action="store_true", help="不用服务器也能打开的网站：放在文件夹、U 盘或光盘里，双击 index.html")
    build.add_argument("--compress", action="store_true", help="每个文本文件旁边另放压缩好的 .gz 和 .br，给会直接送出它们的网页服务器")
    build.add_argument("--previous", metavar="网站", help="已公开的网站（文件夹或网址）：它的公开台账要是新台账的开头，历史改写过就不生成")
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="在本机预览，改了文件自动刷新")
    serve.add_argument("--address", default="127.0.0.1:8000", help="地址和端口（默认 127.0.0.1:8000）")
    serve.set_defaults(run=_serve)


def _check(root: Path, options: argparse.Namespace) -> int:
    from .checking import check_command
    return check_command(root, options)


def _build(root: Path, options: argparse.Namespace) -> int:
    from .building import build_command
    return build_command(root, options)


def _serve(root: Path, options: argparse.Namespace) -> int:
    from .building import serve_command
    return serve_command(root, options)


def _explain(root: Path, options: argparse.Namespace) -> int:
    from .checking import explain_command
    return explain_command(options.rule)


def _test(root: Path, options: argparse.Namespace) -> int:
    from .testing import test_command
    return test_command(root, options.rest)


def _bench(root: Path, options: argparse.Namespace) -> int:
    from .testing import bench_command
    return bench_command(root, options.rest)


def _day(text: str) -> dt.date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # newer Pythons read 20220305 and week dates, too
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}”不是有效日期；请写成 2022-03-05 这样的形式")


def _find_root() -> Path:
    """The nearest folder upwards that holds data/site.yml; the current one where there is none."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if _is_repository(folder)), here)


def _is_repository(folder: Path) -> bool:
    try:
        return (folder / "data" / "site.yml").is_file()
    except OSError:  # nobody may look into it
        return False
