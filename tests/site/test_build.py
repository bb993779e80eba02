"""The real site from the real command: whole, counted, the same bytes every time, and never half."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import Built, build, copy_repository, hashes, run, write

GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')
ITEM = "data/items/2022/2022-00019.yml"


def test_builds_strictly(built: Built) -> None:
    assert built.code == 0, built.output
    assert "Traceback" not in built.output


def test_every_item_has_its_page_and_data(built: Built) -> None:
    files = [path for path in (built.repository / "data/items").rglob("*") if path.is_file()]
    assert len(files) == 69
    for path in files:
        assert (built.site / "items" / path.stem / "index.html").is_file()
        assert json.loads(built.text(f"items/{path.stem}.json"))["id"] == path.stem
    assert len(list(built.site.glob("items/20*/index.html"))) == 69


@pytest.mark.parametrize("address", [
    "", "guide", "rules", "catalogue", "reports", "request", "items", "items/page/2", "items/category/civil-affairs",
    "items/category/civil-affairs/page/2", "items/matter/temporary-assistance", "items/year/2022", "items/month/2022-07",
    "items/genre/办事指南", "items/validity/valid", "items/2022-00001", "search", "reports/2022-law-government", "open-data",
    "items/2022-00012/files/随机抽查事项清单.csv", "open-data/items.json", "open-data/items.csv", "open-data/items.xlsx",
    "open-data/item.schema.json", "open-data/datapackage.json", "open-data/catalog.jsonld", "feed.xml", "feed.json",
    "feeds/civil-affairs.xml", "feeds/enforcement.xml", "sitemap.xml", "robots.txt", "404.html", "manifest.json"])
def test_address_is_published(built: Built, address: str) -> None:
    path = built.site / address
    assert (path / "index.html" if path.is_dir() else path).is_file()


def test_nothing_of_the_scaffolding_is_published(built: Built) -> None:
    names = hashes(built.site)
    assert not [name for name in names if name.startswith("_shell") or "@@" in name or name.startswith("handbook")]
    assert not [name for name in names if name.endswith(".html") and "@@" in built.text(name)]
    assert not [name for name in names if "material" in name or name.endswith(".map") or "bundle" in name]


def test_manifest_lists_every_file(built: Built) -> None:
    manifest = json.loads(built.text("manifest.json"))
    listed = {row["path"]: (row["size"], row["sha256"]) for row in manifest["files"]}
    there = {path.relative_to(built.site).as_posix(): (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
             for path in built.site.rglob("*") if path.is_file() and path.name != "manifest.json"}
    assert listed == there
    assert manifest["item_count"] == 69
    assert manifest["commit"] is None  # the copy has no git


def test_a_second_build_elsewhere_has_the_same_bytes(built: Built, root: Path, tmp_path: Path) -> None:
    again = build(copy_repository(root, tmp_path / "another place"), "--today", "2022-12-31")
    assert again.code == 0, again.output
    assert again.hashes() == built.hashes()


def test_plain_mkdocs_builds_the_same_site(built: Built, root: Path, tmp_path: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    done = run(repository, "build", "--strict", module="mkdocs", environment={"DISCLOSURE_TODAY": "2022-12-31"})
    assert done.returncode == 0, done.stderr
    assert hashes(repository / "site") == built.hashes()


def test_properdocs_differs_only_in_the_generator_tag(built: Built, root: Path, tmp_path: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    done = run(repository, "build", "--strict", "-f", "mkdocs.yml", module="properdocs",
               environment={"DISCLOSURE_TODAY": "2022-12-31"})
    assert done.returncode == 0, done.stderr
    other = Built(repository, repository / "site", 0, "")
    assert set(other.hashes()) == set(built.hashes())
    different = [name for name, value in other.hashes().items() if built.hashes()[name] != value and name != "manifest.json"]
    for name in different:
        assert GENERATOR.sub("", other.text(name)) == GENERATOR.sub("", built.text(name)), name


@pytest.mark.parametrize(("why", "files", "wanted"), [
    ("不存在的日期", {ITEM: "发布日期: 2022-02-30"},
     'data/items/2022/2022-00019.yml:7:7: 错误: 发布日期“2022-02-30”不是有效日期；请写成 2022-02-28 这样的形式 [item.date]'),
    ("少一条", {ITEM: None}, "按条目重新计数是 68（民政 52"),
    ("多一条", {"data/items/2022/2022-00070.yml": ""}, "按条目重新计数是 70"),
    ("写坏的 YAML", {ITEM: "标题：全角冒号"}, "data/items/2022/2022-00019.yml:1:3: 错误: “标题”后面是全角冒号"),
], ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "")
def test_bad_input_leaves_the_earlier_site_untouched(why: str, files: dict[str, str | None], wanted: str, built: Built,
                                                     root: Path, tmp_path: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    shutil.copytree(built.site, repository / "site")
    original = (repository / ITEM).read_text(encoding="utf-8")
    for name, text in files.items():
        if text is None:
            (repository / name).unlink()
        elif text == "":
            write(repository, {name: original.replace("期间: 2022-03", "期间: 2022-02").replace("城乡低保资金发放\n", "社会救助监督\n")
                               .replace("期间: 2022-02\n", "")})
        else:
            key = text.split(":")[0].split("：")[0]
            write(repository, {name: re.sub(rf"^{key}: .*$", text, original, count=1, flags=re.M)})
    again = build(repository, "--today", "2022-12-31")
    assert again.code == 1
    assert wanted in again.output
    assert "Traceback" not in again.output
    assert again.hashes() == built.hashes()
    assert sorted(path.name for path in repository.iterdir()) == ["data", "docs", "hooks", "mkdocs.yml", "site"]


def test_a_warning_of_mkdocs_leaves_the_earlier_site_untouched(built: Built, root: Path, tmp_path: Path) -> None:
    """It ends the strict build only after everything was written, the last moment to stop."""
    repository = copy_repository(root, tmp_path / "copy")
    shutil.copytree(built.site, repository / "site")
    settings = (repository / "mkdocs.yml").read_text(encoding="utf-8")
    write(repository, {"mkdocs.yml": settings.replace("  - 公开指南: guide.md", "  - 公开指南: guide.md\n  - 没有的: nowhere.md")})
    again = build(repository, "--today", "2022-12-31")
    assert again.code == 1
    assert again.hashes() == built.hashes()


def test_a_folder_with_other_things_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    write(repository, {"mine/letter.txt": "重要"})
    done = build(repository, "--site-dir", str(repository / "mine"))
    assert done.code == 2
    assert (repository / "mine/letter.txt").read_text(encoding="utf-8") == "重要"


def test_handbook_is_built_only_when_asked(root: Path, tmp_path: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    done = build(repository, "--with-handbook", "--today", "2022-12-31")
    assert done.code == 0, done.output
    page = done.text("handbook")
    assert "发布日期" in page and "figures.recount" in page


def test_two_builds_at_once_do_not_disturb_each_other(built: Built, root: Path, tmp_path: Path) -> None:
    repository = copy_repository(root, tmp_path / "copy")
    settings = os.environ | {"PYTHONPATH": str(repository / "hooks"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "disclosure", "build", "--today", "2022-12-31"]
    running = [subprocess.Popen(command, cwd=repository, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
               for _ in range(2)]
    outputs = [process.communicate(timeout=60)[0].decode("utf-8") for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert hashes(repository / "site") == built.hashes()
    assert sorted(path.name for path in repository.iterdir()) == ["data", "docs", "hooks", "mkdocs.yml", "site"]
