"""What can be written after `publish` `rollback` `releases` `status` `verify` `package`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..release.releases import KEEP
from .arguments import Parser


def add_release_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    publish = _command(commands, "publish", "把生成好的网站公开：整个换上，或者完全不动")
    publish.add_argument("site", type=Path, metavar="网站", help="build 生成的文件夹，或 package 打的 .tar.gz")
    _target(publish)
    publish.add_argument("--keep", type=_count, default=KEEP, metavar="个数", help=f"保留几个版本，连同现在的（默认 {KEEP}）")
    publish.add_argument("--without-former", action="store_true",
                         help="上一版的样式、脚本和搜索文件不再留着（因个人信息撤下内容时用）")
    rollback = _command(commands, "rollback", "退回到以前公开过的版本")
    _target(rollback)
    rollback.add_argument("release", nargs="?", metavar="版本", help="版本的名字或开头几个字；不写就是上一个")
    _target(_command(commands, "releases", "列出保留的版本"))
    _target(_command(commands, "status", "现在公开的是哪个版本、是不是完整"))
    verify = _command(commands, "verify", "按清单核对每个文件")
    verify.add_argument("site", metavar="网站", help="文件夹，或 http、https 网址")
    package = _command(commands, "package", "把生成好的网站打成一个压缩包，拷到另一个网络去公开")
    package.add_argument("site", type=Path, metavar="网站", help="build 生成的文件夹")
    package.add_argument("file", type=Path, metavar="压缩包", help="写到哪里，名字以 .tar.gz 结尾")


def _command(commands: argparse._SubParsersAction[Parser], name: str, says: str) -> Parser:
    command = commands.add_parser(name, help=says, description=says)
    command.set_defaults(run=_run, needs_repository=False)
    return command


def _target(command: Parser) -> None:
    command.add_argument("target", type=Path, metavar="目标", help="网页服务器用的文件夹，里面有 current 和 releases")


def _run(root: Path, options: argparse.Namespace) -> int:
    from .releasing import run
    return run(options)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) >= 1:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是个数；请写 1 或更大的整数")
