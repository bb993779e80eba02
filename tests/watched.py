"""An open page whose complaints are collected, and the questions that probes.js can ask it."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

PROBES = Path(__file__).resolve().parent / "browser" / "probes.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update"]


def start(driver: Playwright) -> Browser:
    """Debian's Chromium; it needs no window."""
    return driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


class Watched:
    """A page whose complaints are collected: errors, policy violations, requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.add_init_script(path=PROBES)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((address, "data:")) else self.complaints.append(request.url))
        self.address = address

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def ask(self, probe: str, *words: object) -> list[str]:
        """What a probe of probes.js has to say."""
        return self.page.evaluate(f"words => probes.{probe}(...words)", list(words))
