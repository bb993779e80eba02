"""What rules may know beside the catalog: the day, the working days, and the repository's past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from .catalog import Catalog
from .working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class History:
    """What git says. `base` is the state to compare with (None: no comparison asked), `base_name` its name.

    `first_committed` gives the day (Shanghai) on which a path was first committed; `complete` is False in a
    shallow clone or without git, where those days are unknown.
    """

    base: Catalog | None = None
    base_name: str = "对比的版本"
    first_committed: Mapping[str, dt.date] = field(default_factory=dict)
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """`today` is an argument everywhere: no rule asks a clock."""

    today: dt.date
    days: WorkingDays
    history: History = History()
