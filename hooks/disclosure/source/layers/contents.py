"""What reading an attachment gives, and the sink that collects it within fixed limits.

Every limit that protects the reader stands here: a hostile file costs at most this much, whatever its format.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 200 * MEGABYTE      # all that one attachment may unpack, archives inside included
MAX_MEMBER = 64 * MEGABYTE         # one packed file
MAX_ENTRIES = 10_000               # files in one archive
MAX_RATIO = 200                    # unpacked : packed, judged from RATIO_FROM on
RATIO_FROM = 10 * MEGABYTE
MAX_DEPTH = 2                      # containers inside the attachment itself
MAX_TEXT = 22_000_000              # characters of one attachment
MAX_LAYERS = 400_000
CPU_SECONDS = 4.0                  # of the processor, so that a busy machine reads as much as an idle one, …
WALL_SECONDS = 7.5                 # … up to this on the clock

WITHIN = " › "                     # between the names of nested parts

PROPERTY = "文档属性："
AUTHOR_PARTS = frozenset((
    "文档属性：作者", "文档属性：最后修改者", "文档属性：主管", "文档属性：写入者", "EXIF：作者", "EXIF：机主", "IPTC：作者",
    "批注作者", "修订作者"))
LOCATION_PARTS = frozenset(("EXIF：GPS 位置", "XMP：GPS 位置"))

BROKEN, KIND, MACRO = "attachment.broken", "attachment.kind", "attachment.macro"
BOMB, UNREADABLE = "attachment.bomb", "attachment.unreadable"


@dataclass(frozen=True, slots=True)
class Layer:
    """Text at one place. `part` says where in Chinese; `sheet` and `cell` (B3) where it is a table.

    `hidden`: readers of the opened file do not see it without looking for it.
    """

    part: str
    text: str
    hidden: bool = False
    sheet: str | None = None
    cell: str | None = None

    @property
    def kind(self) -> str:
        """The part without the names of the files around it."""
        return self.part.rsplit(WITHIN, 1)[-1]


@dataclass(frozen=True, slots=True)
class LayerFault:
    """What is wrong with the file (`rule` names the rule that reports it); `part` None means the whole file.

    `unfinished`: a limit ended the reading, so that nobody has looked at the rest.
    """

    rule: str
    message: str
    part: str | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    layers: tuple[Layer, ...] = ()
    faults: tuple[LayerFault, ...] = ()


class Refusal(Exception):
    """This file (or packed file) is not read further; becomes a fault of that file."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


class Exhausted(Refusal):
    """The attachment has used up its limits: nothing of it is read further."""


@dataclass(slots=True)
class Budget:
    """What is left for one attachment, shared by everything packed in it."""

    unpacked: int = MAX_UNPACKED
    text: int = MAX_TEXT
    layers: int = MAX_LAYERS
    _cpu_end: float = field(default_factory=lambda: time.thread_time() + CPU_SECONDS)
    _wall_end: float = field(default_factory=lambda: time.monotonic() + WALL_SECONDS)

    def unpack(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            raise Exhausted(BOMB, f"解压后超过 {MAX_UNPACKED // MEGABYTE} MB，不再打开；请拆成几个附件")

    def read(self, characters: int) -> None:
        self.text -= characters
        if self.text < 0:
            raise Exhausted(UNREADABLE, f"文字超过 {MAX_TEXT // 10000} 万字，后面的没有检查；请拆成几个附件")

    @property
    def seconds(self) -> float:
        """Time that is left."""
        return max(0.0, min(self._cpu_end - time.thread_time(), self._wall_end - time.monotonic()))

    def keep_time(self) -> None:
        if not self.seconds:
            raise Exhausted(UNREADABLE, "内容太多或太复杂，没有检查完；请拆成几个附件")


@dataclass(slots=True)
class Sink:
    """Collects layers and faults of one file; `prefix` names the files it is packed in."""

    budget: Budget = field(default_factory=Budget)
    layers: list[Layer] = field(default_factory=list)
    faults: list[LayerFault] = field(default_factory=list)
    prefix: str = ""
    depth: int = 0

    def add(self, part: str, text: str, *, hidden: bool = False, sheet: str | None = None, cell: str | None = None) -> None:
        """One layer; blank text is none."""
        if not text or text.isspace():
            return
        self.budget.read(len(text))
        self.budget.layers -= 1
        if self.budget.layers < 0:
            raise Exhausted(UNREADABLE, f"单元格超过 {MAX_LAYERS // 10000} 万个，后面的没有检查；请拆成几个附件")
        self.layers.append(Layer(self.prefix + part, text, hidden, sheet, cell))

    def add_lines(self, part: str, lines: Iterable[str], *, hidden: bool = False) -> None:
        """One layer of several lines, blank ones left out."""
        self.add(part, "\n".join(line for line in lines if line and not line.isspace()), hidden=hidden)

    def fault(self, rule: str, message: str, part: str | None = None, *, unfinished: bool = False) -> None:
        """A fault of this file, or of one part of it; a fault is kept once."""
        where = f"{self.prefix}{part}" if part else self.prefix.removesuffix(WITHIN) or None
        found = LayerFault(rule, message, where, unfinished)
        if (len(self.faults) < 200 or unfinished) and found not in self.faults:
            self.faults.append(found)

    def inside(self, name: str) -> Sink:
        """The sink for a file packed in this one."""
        return Sink(self.budget, self.layers, self.faults, f"{self.prefix}{name}{WITHIN}", self.depth + 1)
