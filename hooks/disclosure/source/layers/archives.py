"""ZIP archives: every file in them is read like an attachment of its own."""

from __future__ import annotations

import posixpath
import re

from .contents import BOMB, BROKEN, KIND, MAX_DEPTH, UNREADABLE, Exhausted, Refusal, Sink
from .kinds import ALLOWED, OLD_WORD, ending_of
from .ooxml import OpenInside
from .package import Package, short

_LEAVES = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def read_zip(sink: Sink, package: Package, open_inside: OpenInside) -> None:
    """Names and contents of the members; raises Refusal for a bomb."""
    if sink.depth > MAX_DEPTH - 1 and any(ending_of(name) == "zip" for name in package.members):
        raise Refusal(BOMB, f"压缩包套了 {MAX_DEPTH + 1} 层以上，不再打开；请只压缩一层")
    sink.add_lines("压缩包里的文件名", package.members)
    for name in package.members:
        if _LEAVES.search(name):
            sink.fault(BROKEN, f"里的“{short(name)}”指向文件夹之外；请重新压缩")
    for name in package.members:
        try:
            _read_member(sink, package, name, open_inside)
        except Refusal as refusal:
            if isinstance(refusal, Exhausted):
                raise
            sink.fault(refusal.rule, refusal.message, short(name))


def _read_member(sink: Sink, package: Package, name: str, open_inside: OpenInside) -> None:
    if _LITTER.search(name):
        return
    ending = ending_of(posixpath.basename(name))
    if ending in OLD_WORD:
        raise Refusal(UNREADABLE, "是旧格式，无法检查；请在 WPS 或 Word 里另存为 .docx")
    if ending not in (*ALLOWED, "txt", "jpeg"):
        raise Refusal(KIND, f"压缩包里不能放 .{ending} 文件；可以放 {'、'.join(ALLOWED)}" if ending
                      else "压缩包里的文件没有扩展名；请加上扩展名")
    open_inside(sink, short(name), package.read(name))
