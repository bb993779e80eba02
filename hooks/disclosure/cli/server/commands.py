"""The commands of a server: `server-setup` and `server-publish` for the administrator, `server-hook` for git."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..arguments import Parser
from .layout import Server

USAGE = 2


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """The three commands, which need no repository around them."""
    setup = commands.add_parser("server-setup", help="把一个文件夹设成服务器：推送、检查、公开")
    setup.add_argument("folder", type=Path, metavar="文件夹", help="新的空文件夹；用 --upgrade 时是已设好的")
    setup.add_argument("--upgrade", action="store_true", help="换成现在这一版程序，重写 nginx 配置，重新公开")
    setup.add_argument("--listen", action="append", metavar="端口", help="nginx 听哪里，可以写几次（默认 80 和 [::]:80）")
    setup.add_argument("--server-name", metavar="域名", help="nginx 的 server_name（默认不限）")
    setup.set_defaults(run=_setup, needs_repository=False)
    publish = commands.add_parser("server-publish", help="在服务器上把 main 现在的内容重新生成并公开")
    publish.add_argument("folder", type=Path, metavar="文件夹", help="设好的服务器文件夹")
    publish.add_argument("--new-ledger", action="store_true",
                         help="不与已公开的台账比较，公开台账从头重新记（只在确实要改写历史的时候用，例如清除泄露的个人信息）")
    publish.set_defaults(run=_publish, needs_repository=False)
    hook = commands.add_parser("server-hook", help="由服务器上的 git 运行，不用手动运行")
    hook.add_argument("name", choices=("pre-receive", "post-receive"), metavar="钩子")
    hook.add_argument("folder", type=Path, metavar="文件夹")
    hook.set_defaults(run=_hook, needs_repository=False)


def _setup(root: Path, options: argparse.Namespace) -> int:
    from .setup import server_setup_command
    _keep(Server(options.folder.resolve()))
    return server_setup_command(options)


def _publish(root: Path, options: argparse.Namespace) -> int:
    server = Server(options.folder.resolve())
    if not server.is_set_up:
        print(f"{server.root} 还没有设过服务器；请先运行 server-setup", file=sys.stderr)
        return USAGE
    from .publishing import publish_tip
    from .telling import guarded
    _keep(server)
    return guarded(server, "公开", lambda: publish_tip(server, again=True, new_ledger=options.new_ledger))


def _hook(root: Path, options: argparse.Namespace) -> int:
    from .telling import guarded
    server = Server(options.folder.resolve())
    _keep(server)
    if options.name == "pre-receive":
        return guarded(server, "检查", lambda: _pre_receive(server))
    return guarded(server, "公开", lambda: _post_receive(server))


def _keep(server: Server) -> None:
    """A commit is laid out in a new folder each time; what is found and made of it is kept beside."""
    os.environ["DISCLOSURE_CACHE"] = str(server.cache)


def _pre_receive(server: Server) -> int:
    from .receiving import pre_receive, updates
    return pre_receive(server, updates(sys.stdin))


def _post_receive(server: Server) -> int:
    from .publishing import post_receive
    from .receiving import updates
    return post_receive(server, updates(sys.stdin))
