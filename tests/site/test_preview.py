"""`serve`: what staff see while they write. A mistake is said in the terminal and on the page; the last good site stays."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from building import copy_repository, official_repository
from disclosure.cli.preview import MOST, Preview, with_notice
from support import table

ITEM = "data/items/2022/2022-00019.yml"
PAGE = "items/2022-00019/"
PATIENCE = 40.0  # seconds; two cores may be busy with other tests


class Serving:
    """A running preview of its own copy of the repository."""

    def __init__(self, repository: Path, log: Path, home: str = "政府信息公开") -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._address = f"127.0.0.1:{free.getsockname()[1]}"
        self.repository, self._log = repository, log
        settings = os.environ | {"PYTHONPATH": str(repository / "hooks"), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        with log.open("wb") as out:
            self._process = subprocess.Popen([sys.executable, "-m", "disclosure", "serve", "--address", self._address],
                                             cwd=repository, env=settings, stdout=out, stderr=out)
        self.wait(lambda: home in self.page(""))

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def page(self, address: str) -> str:
        """The answer, also of an error page; nothing while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self._address}/{address}", timeout=PATIENCE) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.read().decode("utf-8")
        except OSError:
            return ""

    def wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            assert self._process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def edit(self, path: str, change: Callable[[str], str | None]) -> None:
        file = self.repository / path
        text = change(file.read_text(encoding="utf-8") if file.exists() else "")
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def serving(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serving")
    running = Serving(copy_repository(root, folder / "repository"), folder / "log")
    yield running
    running.end()


@table("why path change words", [
    ("日期不存在", ITEM, lambda text: text.replace("发布日期: ", "发布日期: 2022-02-30 # "),
     f"{ITEM}:7:7: 错误: 发布日期“2022-02-30”不是有效日期"),
    ("少了一条，年报数字对不上", ITEM, lambda text: None, "[figures.recount]"),
    ("模板写坏了，不是数据的错", "hooks/theme/main.html", lambda text: text + "{% endfor %}", "没有生成：Encountered unknown tag"),
])
def test_a_mistake_is_on_the_page_and_goes_with_its_cause(why: str, path: str, change: Callable[[str], str | None], words: str,
                                                          serving: Serving) -> None:
    before = serving.page(PAGE)
    assert 'role="alert"' not in before and "2022-00019" in before
    text = (serving.repository / path).read_text(encoding="utf-8")
    serving.edit(path, change)
    serving.wait(lambda: 'role="alert"' in serving.page(PAGE))
    during = serving.page(PAGE)
    assert words in during.replace("&quot;", '"'), why
    assert during.partition("</div>")[2].split("<main")[1].split("livereload")[0] == before.split("<main")[1].split("livereload")[0]
    assert 'role="alert"' in serving.page("guide/") and 'role="alert"' in serving.page("nowhere/")
    assert "role=" not in serving.page("robots.txt")
    assert words.removeprefix("没有生成：") in serving.said
    assert "Traceback" not in serving.said
    serving.edit(path, lambda _: text)
    serving.wait(lambda: 'role="alert"' not in serving.page(PAGE))
    assert serving.page(PAGE).split("<main")[1].split("livereload")[0] == before.split("<main")[1].split("livereload")[0]


def test_an_edit_is_seen(serving: Serving) -> None:
    serving.edit(ITEM, lambda text: text.replace("正文: |\n", "正文: |\n  刚刚加上的一句。\n\n"))
    serving.wait(lambda: "刚刚加上的一句。" in serving.page(PAGE))


def test_the_past_of_items_does_not_slow_the_preview(root: Path, tmp_path: Path) -> None:
    """Neither ledger nor pages of changes: staff look at what they write now."""
    running = Serving(official_repository(root, tmp_path / "repository"), tmp_path / "log", "某县某乡")
    try:
        page = running.page("items/2023-00002/")
        assert "更正：改正第二条的一个错字" in page and "history/" not in page
        assert 'href="../ledger.jsonl"' not in running.page("open-data/")
        for address in ("ledger.jsonl", "items/2023-00002/history/"):
            assert "看全部公开信息" in running.page(address)  # the page for what is not there
    finally:
        running.end()


def test_many_mistakes_do_not_hide_the_page() -> None:
    page = with_notice(b"<html><body class='a'><p>x</p></body></html>", [f"第{number}处 <b>" for number in range(MOST + 5)])
    text = page.decode()
    assert text.startswith("<html><body class='a'><div") and "<p>x</p>" in text
    assert text.count("<li>") == MOST and "还有 5 处" in text and "<b>" not in text


def test_folders_of_failed_and_earlier_builds_go(tmp_path: Path) -> None:
    preview = Preview()
    first = preview.folder(tmp_path)
    preview.good()
    failed = preview.folder(tmp_path)
    second = preview.folder(tmp_path)
    assert first.is_dir() and not failed.exists()
    preview.good()
    assert [path.name for path in tmp_path.iterdir()] == [second.name]
