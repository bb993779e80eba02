"""Publishes that are killed at random moments: `./disclosure bench faults`.

Two sites are published in turns, each time by a process that gets SIGKILL somewhere between its first and its last step, while
clients fetch pages, and the style each page names, through a web server. After every kill the live release is verified as a whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from disclosure.release.listing import listing_of
from disclosure.release.publishing import publish
from small_site import are_whole, leftovers, live_site, small_site
from static_host import serve

HOOKS = Path(__file__).resolve().parents[2] / "hooks"
CHILD = ("import sys; from pathlib import Path; from disclosure.release.publishing import publish\n"
         "print(flush=True); publish(Path(sys.argv[1]), Path(sys.argv[2]), 3)")
_STYLE = re.compile(rb'href="([^"]+)"')


@dataclass
class Seen:
    """What the clients got. `mixed` is a file of another release than the one that was live before and after the request."""

    answers: int = 0
    mixed: int = 0
    foreign: int = 0  # content that neither site has
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0

    @property
    def faults(self) -> int:
        return self.mixed + self.foreign + self.broken + sum(count for status, count in self.statuses.items() if status != 200)


@dataclass
class Client:
    """A visitor who opens one page after the other, each with its style."""

    address: str
    target: Path
    hashes: dict[str, dict[str, str]]  # end of a release's name → path → SHA-256
    stop: threading.Event
    seen: Seen = field(default_factory=Seen)

    def run(self) -> None:
        paths = sorted(path for path in next(iter(self.hashes.values())) if path.endswith("index.html"))
        chance = random.Random(id(self))
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        while not self.stop.is_set():
            page = self.fetch(connection, chance.choice(paths))
            style = _STYLE.search(page)
            if style:
                self.fetch(connection, style[1].decode().lstrip("/"), must_be_live=False)
            time.sleep(0.002)  # a visitor, not a load test: the publish wants to run, too
        connection.close()

    def fetch(self, connection: http.client.HTTPConnection, path: str, must_be_live: bool = True) -> bytes:
        before = (self.target / "current").readlink().name
        try:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException):
            self.seen.broken += 1
            connection.close()
            return b""
        after = (self.target / "current").readlink().name
        self.seen.answers += 1
        self.seen.statuses[answer.status] += 1
        digest = hashlib.sha256(data).hexdigest()
        if digest not in {site.get(path) for site in self.hashes.values()}:
            self.seen.foreign += 1
        elif must_be_live and before == after and digest != self.hashes[before[-10:]][path]:
            self.seen.mixed += 1
        return data


@contextlib.contextmanager
def watched(target: Path, sites: tuple[Path, ...], clients: int = 2) -> Iterator[list[Client]]:
    """Clients that fetch all the while; what they saw is complete afterwards."""
    listings = [listing_of(site) for site in sites]
    hashes = {listing.digest: {row.path: row.sha256 for row in listing.files} for listing in listings}
    stop = threading.Event()
    with serve(target / "current") as address:
        visitors = [Client(address, target, hashes, stop) for _ in range(clients)]
        threads = [threading.Thread(target=visitor.run) for visitor in visitors]
        for thread in threads:
            thread.start()
        try:
            yield visitors
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def child(site: Path, target: Path) -> subprocess.Popen[bytes]:
    """A publish in its own process, which is about to begin when this returns."""
    process = subprocess.Popen([sys.executable, "-c", CHILD, str(site), str(target)], stdout=subprocess.PIPE,
                               env=os.environ | {"PYTHONPATH": str(HOOKS), "PYTHONDONTWRITEBYTECODE": "1"})
    assert process.stdout is not None
    process.stdout.readline()
    return process


def duration(sites: tuple[Path, Path], target: Path) -> float:
    """Seconds of an undisturbed publish, under the same load."""
    seconds = []
    for site in sites:
        process = child(site, target)
        before = time.monotonic()
        process.communicate()
        seconds.append(time.monotonic() - before)
        assert process.returncode == 0
    return max(seconds)


def killed(kills: int, folder: Path, pages: int = 60, seed: int = 1) -> tuple[Counter[str], list[Seen]]:
    """Outcome → how often, over `kills` real kills, and what the clients saw. AssertionError at the first site that is not whole."""
    sites = small_site(folder / "old", "旧", pages), small_site(folder / "new", "新", pages)
    target, chance, outcomes = folder / "target", random.Random(seed), Counter[str]()
    publish(sites[0], target, 3)
    with watched(target, sites) as visitors:
        longest = duration((sites[1], sites[0]), target)
        while sum(outcomes[name] for name in ("旧的", "新的")) < kills:
            was = live_site(target, *sites)
            wanted = sites[1] if was == sites[0] else sites[0]
            process = child(wanted, target)
            time.sleep(chance.uniform(0, longest))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            is_new = live_site(target, *sites) == wanted
            assert are_whole(target)
            outcomes["早已结束" if process.returncode == 0 else "新的" if is_new else "旧的"] += 1
            outcomes["留下半份"] += bool(leftovers(target))
        publish(sites[1], target, 3)
    assert live_site(target, *sites) == sites[1] and leftovers(target) == []
    return outcomes, [visitor.seen for visitor in visitors]


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        outcomes, seen = killed(kills, Path(folder), seed=random.randrange(10 ** 6))
    print(f"杀掉 {outcomes['旧的'] + outcomes['新的']} 次：公开的仍是旧的 {outcomes['旧的']}，已是新的 {outcomes['新的']}；"
          f"另有 {outcomes['早已结束']} 次在杀之前已经结束；留下半份、由下次发布清理的 {outcomes['留下半份']} 次")
    print(f"访问 {sum(row.answers for row in seen)} 次：混杂 {sum(row.mixed for row in seen)}，两版都没有的内容 "
          f"{sum(row.foreign for row in seen)}，连接失败 {sum(row.broken for row in seen)}，"
          f"状态 {dict(sum((row.statuses for row in seen), Counter()))}")
    raise SystemExit(any(row.faults for row in seen))


if __name__ == "__main__":
    main()
