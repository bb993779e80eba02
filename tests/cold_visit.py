"""A visitor who comes for the first time, on a fast line or a slow one, and what each file weighs on the wire."""

from __future__ import annotations

import gzip

from playwright.sync_api import Browser, BrowserContext, Page

from watched import PROBES

# a mid-range phone of ten years ago on a slow 4G line
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER_BY = 4


class Visit:
    """A visitor who comes for the first time: own context, so nothing is cached."""

    def __init__(self, browser: Browser, width: int = 1280) -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": width, "height": 800})
        self.page: Page = self.context.new_page()
        self.page.add_init_script(path=PROBES)
        self.weights: dict[str, int] = {}
        self._responses: list = []
        self.page.on("response", lambda response: self._responses.append(response))

    def open(self, url: str, *, slow: bool = False) -> None:
        if slow:
            session = self.context.new_cdp_session(self.page)
            session.send("Network.emulateNetworkConditions", SLOW)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
        self.page.goto(url, wait_until="networkidle")
        for response in self._responses:
            self.weights[response.url] = len(gzip.compress(response.body(), 9, mtime=0))
        icon = self.page.evaluate("document.querySelector('link[rel=icon]')?.href")
        if icon and icon not in self.weights:  # a browser with a window fetches it too
            self.weights[icon] = len(gzip.compress(self.context.request.get(icon).body(), 9, mtime=0))
