"""Where everything of a server lies: one folder, which may be moved as a whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ..writing import replace_file

BRANCH = "refs/heads/main"
SETTINGS = "server.json"


@dataclass(frozen=True)
class Settings:
    """What nginx must know beside the folder: the ports it listens on and the names it answers to."""

    listen: tuple[str, ...] = ("80", "[::]:80")
    name: str = "_"


@dataclass(frozen=True)
class Server:
    """`root` is the folder that `server-setup` was given."""

    root: Path

    @property
    def repository(self) -> Path:
        """The bare repository that staff push to."""
        return self.root / "repository.git"

    @property
    def programs(self) -> Path:
        """The installed versions of the product, each in a folder of its own; `current` is a link to the one that judges."""
        return self.root / "program"

    @property
    def program(self) -> Path:
        return self.programs / "current"

    @property
    def work(self) -> Path:
        """Where the pushed commit is built; nobody else's."""
        return self.root / "work"

    @property
    def built(self) -> Path:
        """The site as it was built last, from which the next build takes what has not changed."""
        return self.root / "built"

    @property
    def cache(self) -> Path:
        """What verdicts and builds keep for the next ones; may be deleted at any time."""
        return self.root / "cache"

    @property
    def public(self) -> Path:
        """The target of `publish`; nginx serves its `current`."""
        return self.root / "public"

    @property
    def nginx(self) -> Path:
        return self.root / "nginx.conf"

    @property
    def status(self) -> Path:
        """How the last publication went, for people and programs; never public."""
        return self.root / "status.json"

    @property
    def log(self) -> Path:
        """Everything that the last build said, and what only the administrator can understand."""
        return self.root / "publish.log"

    @property
    def lock(self) -> Path:
        return self.root / "publish.lock"

    @property
    def is_set_up(self) -> bool:
        return (self.root / SETTINGS).is_file()

    def settings(self) -> Settings:
        """The settings as they were last written; the default ones where nothing was."""
        if not self.is_set_up:
            return Settings()
        kept = json.loads((self.root / SETTINGS).read_text(encoding="utf-8"))
        return Settings(tuple(kept["listen"]), kept["name"])

    def keep(self, settings: Settings) -> None:
        replace_file(self.root / SETTINGS, (json.dumps(asdict(settings), ensure_ascii=False, indent=1) + "\n").encode())
