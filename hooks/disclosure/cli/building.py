"""`build` and `serve`: MkDocs run as its own command line would, with our settings in the environment."""

from __future__ import annotations

import argparse
import os
import runpy
import socket
import sys
from pathlib import Path

from ..release import staging
from ..release.fetching import is_address
from ..release.times import SWITCH, times


def build_command(root: Path, options: argparse.Namespace) -> int:
    """Builds the whole site into `--site-dir`; the earlier site stays when anything is wrong."""
    if options.offline and options.compress:
        print("--offline 和 --compress 不能一起用：预先压缩的文件只有网页服务器会用，文件夹里的网站用不上", file=sys.stderr)
        return 2
    if options.today:
        os.environ["DISCLOSURE_TODAY"] = options.today.isoformat()
    if options.offline:
        os.environ["DISCLOSURE_OFFLINE"] = "1"
    if options.compress:
        os.environ["DISCLOSURE_COMPRESS"] = "1"
    if options.with_handbook:
        os.environ["DISCLOSURE_WITH_HANDBOOK"] = "1"
    if options.previous:  # a folder is named from where the command runs
        os.environ["DISCLOSURE_PREVIOUS"] = options.previous if is_address(options.previous) else str(Path(options.previous).resolve())
    site = (options.site_dir or root / "site").resolve()
    refused = _refusal(root, site)
    if refused:
        print(f"不能放到 {site}：{refused}", file=sys.stderr)
        return 2
    code = _mkdocs("build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(site))
    if code == 0:
        times.ended(SWITCH)
        print(f"已生成：{site}（{staging.page_count(site)} 个网页）", file=sys.stderr)
        if options.times:
            print(times.line(), file=sys.stderr)
    return code


def _refusal(root: Path, site: Path) -> str | None:
    """Why the site cannot be put there; None where it can."""
    try:
        if site.exists() and not site.is_dir():
            return "这里已有一个文件；请换一个文件夹"
        if site == root or root.is_relative_to(site) or staging.has_other_things(site):
            return "这个文件夹里有别的东西；请换一个空文件夹"
    except OSError as error:
        return f"读不了（{error.strerror}）；请换一个文件夹"
    return None


def serve_command(root: Path, options: argparse.Namespace) -> int:
    """Live preview until interrupted."""
    if not _is_free(options.address):
        print(f"{options.address} 已被占用；请关掉另一个预览，或用 --address 127.0.0.1:8001 换一个", file=sys.stderr)
        return 2
    print(f"预览地址：http://{options.address}/（按 Ctrl+C 结束）", file=sys.stderr)
    return _mkdocs("serve", "--config-file", str(root / "mkdocs.yml"), "--dev-addr", options.address)


def _is_free(address: str) -> bool:
    """Whether the preview could listen there; False also for an address that is none."""
    host, _, port = address.rpartition(":")
    try:
        with socket.create_server((host, int(port))):
            return True
    except (OSError, ValueError, OverflowError):
        return False


def _mkdocs(*words: str) -> int:
    """Runs `mkdocs …` in this process; its exit code. MkDocs 2 is not used, so its notice is switched off."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ["DISCLOSURE_QUIET"] = "1"
    before = sys.argv
    sys.argv = ["mkdocs", *words]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as done:
        if isinstance(done.code, str):
            print(done.code, file=sys.stderr)
            return 1
        return done.code or 0
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        where = f"：{error.filename}" if error.filename else ""
        print(f"没有成功，无法读写{where}（{error.strerror or error}）；已有的网站没有变动", file=sys.stderr)
        return 1
    finally:
        sys.argv = before
    return 0
