"""`server-setup`: makes a folder a server, or renews the product that is installed in one."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path

from ...source.git_tree import GitError, ask
from ..writing import replace_file
from . import nginx, product
from .layout import Server, Settings
from .publishing import publish_tip

USAGE = 2
HOOK = Path(__file__).parent / "templates" / "hook.sh"
HOOKS = ("pre-receive", "post-receive")
# hooksPath: a path of the account's own git settings would switch the gate off
CONFIG = {"core.hooksPath": "hooks", "receive.fsckObjects": "true"}


def server_setup_command(options: argparse.Namespace) -> int:
    """0 set up or renewed, 1 where that failed, 2 wrong use; every failure leaves an earlier server as it was."""
    server = Server(options.folder.resolve())
    settings = _settings(server, options)
    refused = _refusal(server, upgrade=options.upgrade) or nginx.refusal(server, settings)
    if refused:
        print(refused, file=sys.stderr)
        return USAGE
    try:
        renewed = _set_up(server, settings)
    except (GitError, product.NotInstalled) as error:
        print(f"没有设好：{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"没有设好，无法读写：{error.filename or server.root}（{error.strerror or error}）", file=sys.stderr)
        return 1
    if not options.upgrade:
        _tell(server)
        return 0
    print("程序已更新。" if renewed else "程序已经是这一版。", file=sys.stderr)
    print(f"nginx 配置已重写：{server.nginx}；请运行 nginx -t 和 systemctl reload nginx。", file=sys.stderr)
    return _publish_again(server) if renewed else 0


def _settings(server: Server, options: argparse.Namespace) -> Settings:
    """What the command line says, else what was said before."""
    before = server.settings()
    return Settings(tuple(options.listen or before.listen), options.server_name or before.name)


def _refusal(server: Server, *, upgrade: bool) -> str | None:
    if os.name == "nt":
        return "服务器只能设在 Linux 上"
    if upgrade and not server.is_set_up:
        return f"{server.root} 还没有设过服务器；第一次设不用 --upgrade"
    if not upgrade and server.is_set_up:
        return f"{server.root} 已经设好；要更新程序请加 --upgrade"
    with contextlib.suppress(OSError):
        if server.root.exists() and not server.is_set_up and (not server.root.is_dir() or any(server.root.iterdir())):
            return f"{server.root} 里有别的东西；请换一个空文件夹"
    return None


def _set_up(server: Server, settings: Settings) -> bool:
    """Whether the product is another one than before. The settings come last: with them the folder counts as set up."""
    os.umask(0o022)
    server.public.mkdir(parents=True, exist_ok=True)
    if not server.repository.is_dir():
        ask(server.root, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(server.repository))
    for name, value in CONFIG.items():
        ask(server.repository, "config", name, value)
    renewed = product.install(server)
    (server.repository / "hooks").mkdir(exist_ok=True)
    for name in HOOKS:
        hook = server.repository / "hooks" / name
        replace_file(hook, HOOK.read_text(encoding="utf-8").replace("@HOOK@", name).encode())
        hook.chmod(0o755)
    theme = server.program.resolve() / "hooks" / "theme"
    replace_file(server.nginx, nginx.configuration(server, settings, theme, brotli=nginx.knows_brotli()).encode())
    server.keep(settings)
    return renewed


def _publish_again(server: Server) -> int:
    """What is public was built by the former version: it is built anew."""
    try:
        ask(server.repository, "rev-parse", "--verify", "--quiet", "refs/heads/main")
    except GitError:
        return 0
    return publish_tip(server, again=True)


def _tell(server: Server) -> None:
    for line in (f"已设好：{server.root}",
                 f"1. nginx：把 {server.nginx} 链接到 /etc/nginx/conf.d/，运行 nginx -t，再 systemctl reload nginx",
                 f"2. 推送：git push <服务器>:{server.repository} main",
                 "以后更新程序：./disclosure server-setup <这个文件夹> --upgrade"):
        print(line, file=sys.stderr)
