"""axe-core over an open page: every finding of WCAG 2.2 A and AA and of its best practices, as one line each."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# the driver evaluates the script beside the page, so that the page's own policy stays in force
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false, iframes: false})
  .then(result => result.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} (${rule.impact}): ${node.html.slice(0, 160)} — ${node.failureSummary.replace(/\\s+/g, ' ')}`)))"""


def findings(page: Page) -> list[str]:
    """Empty where axe has nothing to say about what is visible now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return page.evaluate(RUN, TAGS)
