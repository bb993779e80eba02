"""A first visit to this site beside plain Material with the same texts: `python tests/benchmarks/page_weight.py`.

Plain means mkdocs.yml with `theme: material`, Chinese, no web fonts and the theme's own search, as its documentation sets it
up. Both are served with gzip. Weight is the sum of gzip -9 bodies of everything the page fetches; paint and shift are what
Chromium observes on a slow 4G line with a processor slowed four times, the best of several visits.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from axe import findings  # noqa: E402
from building import Built, build, copy_repository  # noqa: E402
from cold_visit import Visit  # noqa: E402
from static_host import serve  # noqa: E402
from watched import start  # noqa: E402

VISITS = 5
SETTINGS = """site_name: {name}
theme: {{name: material, language: zh, font: false}}
plugins: [search]
markdown_extensions: [tables]
nav: [{{首页: index.md}}, {{公开指南: guide.md}}, {{公开制度: rules.md}}, {{依申请公开: request.md}}]
"""
PAGES = {"首页": "", "条目": "items/2022-00019/", "指南": "guide/"}


def plain_site(built: Built, folder: Path) -> Path:
    """The same items and hand-written pages as an ordinary MkDocs project with Material."""
    everything = json.loads(built.text("open-data/items.json"))
    docs = folder / "docs"
    (docs / "items").mkdir(parents=True)
    for item in everything["items"]:
        facts = "".join(f"| {name} | {item[key]} |\n" for name, key in (
            ("编号", "id"), ("类别", "category"), ("事项", "matter"), ("成文日期", "formed_on"), ("发布日期", "published_on")))
        (docs / "items" / f"{item['id']}.md").write_text(
            f"# {item['title']}\n\n| 项 | 内容 |\n|---|---|\n{facts}\n{item['body']}\n", encoding="utf-8")
    newest = "".join(f"- [{item['title']}](items/{item['id']}.md) {item['published_on']}\n" for item in everything["items"][-8:])
    (docs / "index.md").write_text(f"# 信息公开\n\n## 最新公开\n\n{newest}", encoding="utf-8")
    for name in ("guide", "rules", "request"):
        (docs / f"{name}.md").write_bytes((built.repository / "docs" / f"{name}.md").read_bytes())
    (folder / "mkdocs.yml").write_text(SETTINGS.format(name="信息公开"), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder / "site"


def visits(browser: Browser, address: str, path: str) -> tuple[int, int, float, float, int]:
    """(bytes, requests, milliseconds to the largest paint, layout shift, findings of axe) of a first visit."""
    light = Visit(browser)
    light.open(address + path)
    faults = len(findings(light.page))
    light.context.close()
    paints, shifts = [], []
    for _ in range(VISITS):
        slow = Visit(browser, 360)
        slow.open(address + path, slow=True)
        shifts.append(slow.page.evaluate("probes.cumulativeShift()"))
        paints.append(slow.page.evaluate("probes.largestPaint()"))
        slow.context.close()
    return sum(light.weights.values()), len(light.weights), min(paints), max(shifts), faults


def rows() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver, start(driver) as browser:
        folder = Path(name)
        built = build(copy_repository(ROOT, folder / "copy"), "--today", "2022-12-31")
        sites = {"本站": built.site, "Material": plain_site(built, folder / "plain")}
        for title, path in PAGES.items():
            found = {}
            for owner, site in sites.items():
                with serve(site) as address:
                    weight, requests, paint, shift, faults = found[owner] = visits(browser, address, path)
                yield f"{title} {owner}: {weight} 字节，{requests} 个请求，首屏 {paint:.0f} 毫秒，位移 {shift:.4f}，axe {faults} 处"
            weight, paint = (found["Material"][part] / found["本站"][part] for part in (0, 2))
            yield f"{title}: Material 是本站的 {weight:.1f} 倍重，{paint:.1f} 倍慢"


if __name__ == "__main__":
    for line in rows():
        print(line, flush=True)
