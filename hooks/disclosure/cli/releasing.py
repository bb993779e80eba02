"""`publish` `rollback` `releases` `status` `verify` `package`: what people type, and what they read.

None of them needs a repository: they also run where only a built site or an archive has come to.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

from ..exports.ledger import NAME
from ..release import archive, fetching, former, publishing, releases
from ..release.comparing import Difference, summed
from ..release.listing import Failure, Listing, shown
from ..release.verifying import verify_folder

CHINA = dt.timezone(dt.timedelta(hours=8))
Run = Callable[[argparse.Namespace], int]


def run(options: argparse.Namespace) -> int:
    """The exit code of the command that the options name; a failure is one line on stderr."""
    commands: dict[str, Run] = {"publish": _publish, "rollback": _rollback, "releases": _releases, "status": _status,
                                "verify": _verify, "package": _package}
    try:
        return commands[options.command](options)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return failure.code
    except OSError as error:
        with_place = f"：{shown(error.filename)}" if error.filename else ""
        print(f"没有成功：{publishing.reason(error)}{with_place}", file=sys.stderr)
        return 1


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _progress(doing: str) -> Callable[[int, int], None]:
    """A line that counts on a terminal; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return lambda done, total: None
    step = [-1]

    def show(done: int, total: int) -> None:
        percent = done * 100 // total
        if percent != step[0]:
            step[0] = percent
            sys.stderr.write(f"\r{doing} {done}/{total}（{percent}%）" + ("\r\033[K" if done == total else ""))
            sys.stderr.flush()

    return show


def _watcher(doing: str) -> publishing.Watcher:
    return publishing.Watcher(_progress(doing), _say)


def _publish(options: argparse.Namespace) -> int:
    release = publishing.publish(options.site, options.target, options.keep, _watcher("发布"), not options.without_former)
    listing = release.listing
    print(f"已发布：{release.name}（条目 {listing.item_count}，文件 {len(listing.files)}）")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    release = publishing.rollback(options.target, options.release, _watcher("核对"))
    print(f"现在公开的是：{release.name}（条目 {release.listing.item_count}）")
    return 0


def _releases(options: argparse.Namespace) -> int:
    """One line a release, the newest first; `*` marks the live one."""
    target = releases.found(options.target)
    live = target.live
    for release in reversed(target.releases):
        mark = "*" if release == live else " "
        try:
            listing = release.listing
            facts = f"条目 {listing.item_count}，提交 {_commit(listing)}"
        except Failure:
            facts = "清单已损坏"
        print(f"{mark} {release.name}  {_time(release.time)}  {facts}")
    return 0


def _status(options: argparse.Namespace) -> int:
    """0 where a whole release is live."""
    target = releases.found(options.target)
    live = target.live
    if live is None:
        raise Failure("还没有公开的版本：current 没有指向哪个版本；请运行 publish 或 rollback")
    listing, faults = verify_folder(live.folder, _progress("核对"))
    print(f"公开的版本：{live.name}\n开始时间：{_time(target.live_since)}\n提交：{_commit(listing)}\n"
          f"条目：{listing.item_count}\n文件：{len(listing.files)}\n完整：{f'否（{summed(faults)}）' if faults else '是'}")
    return 1 if faults else 0


def _verify(options: argparse.Namespace) -> int:
    if fetching.is_address(options.site):
        listing, faults = fetching.verify_url(options.site, _progress("核对"))
    else:
        listing, faults = verify_folder(Path(options.site), _progress("核对"))
    for fault in faults:
        print(_line(fault))
    print(f"{'不一致（' + summed(faults) + '）' if faults else '一致'}：清单上有 {len(listing.files)} 个文件，"
          f"条目 {listing.item_count}，提交 {_commit(listing)}", file=sys.stderr)
    return 1 if faults or not _is_chained(options.site, listing) else 0


def _is_chained(site: str, listing: Listing) -> bool:
    """Whether the lines of the ledger hold together, if the site has one; says so."""
    rows = former.lines(site) if NAME in listing.by_path else None
    if rows is None:
        return True
    broken = former.broken_at(rows)
    _say(f"公开台账第 {broken} 行与前一行接不上" if broken else f"公开台账 {len(rows)} 行，行行相扣")
    return broken is None


def _package(options: argparse.Namespace) -> int:
    listing = publishing.whole(options.site, _watcher("核对"))
    digest = archive.package(options.site, listing, options.file)
    print(f"已打包：{options.file}（条目 {listing.item_count}，文件 {len(listing.files)}）\nSHA-256：{digest}")
    return 0


def _line(fault: Difference) -> str:
    return f"{fault.kind}: {shown(fault.path)}" + (f"（{fault.note}）" if fault.note else "")


def _commit(listing: Listing) -> str:
    return shown(listing.commit[:12]) if listing.commit else "无"


def _time(moment: dt.datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}（北京时间）"
