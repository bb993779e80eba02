"""What people do to a repository between two builds, one after another at random."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

ITEMS = "data/items/2022/2022-{:05}.yml"
Edit = Callable[[Path, random.Random], object]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path}: {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}{text}\n", encoding="utf-8", newline="\n")


def change(path: Path, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    path.write_text(re.sub(pattern, new, path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def some_item(township: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((township / "data/items/2022").glob("*.yml")))


def _body(township: Path, chance: random.Random) -> None:
    path = some_item(township, chance)
    path.write_text(path.read_text(encoding="utf-8").rstrip() + f"\n\n  又补充了{chance.randrange(99)}个字：𠮷。\n", encoding="utf-8")


def _title(township: Path, chance: random.Random) -> None:
    path = some_item(township, chance)
    change(path, "^标题: .*", lambda found: f"{found[0]}（修订{chance.randrange(99)}）")


def _equal_titles(township: Path, chance: random.Random) -> None:
    first, second = some_item(township, chance), some_item(township, chance)
    title = first.read_text(encoding="utf-8").splitlines()[0]
    second.write_text("\n".join([title, *second.read_text(encoding="utf-8").splitlines()[1:]]) + "\n", encoding="utf-8")


def _add(township: Path, chance: random.Random) -> None:
    folder = township / "data/items/2022"
    number = int(sorted(path.stem for path in folder.glob("*.yml"))[-1][5:]) + 1
    text = (folder / "2022-00015.yml").read_text(encoding="utf-8")
    (township / ITEMS.format(number)).write_text(re.sub("^标题: .*", f"标题: 北屏乡新增的第{number}条", text), encoding="utf-8")


def _withdraw(township: Path, chance: random.Random) -> None:
    path = some_item(township, chance)
    text = path.read_text(encoding="utf-8")
    if "\n撤回:" not in text:
        path.write_text(text.replace("\n正文:", "\n撤回: {日期: 2022-12-30, 原因: 误发}\n正文:", 1), encoding="utf-8")


def _day(township: Path, chance: random.Random) -> None:
    path = some_item(township, chance)
    change(path, "(?m)^发布日期: .*", f"发布日期: 2022-12-{chance.randrange(10, 31)}")


def _attachment(township: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((township / "data/attachments").rglob("*.csv")))
    path.write_bytes(path.read_bytes() + f"又一行,{chance.randrange(99)}\r\n".encode())


def _category(township: Path, chance: random.Random) -> None:
    """Renames a category everywhere."""
    for path in (township / "data/vocabulary.yml", *(township / "data/items").rglob("2*.*")):
        change(path, "(?m)^(类别:|  - 名称:) 民政$", r"\1 民政事务")


EDITS: dict[str, Edit] = {
    "一句正文": _body, "一个标题": _title, "两条同名": _equal_titles, "新增一条": _add, "撤回一条": _withdraw, "改发布日期": _day,
    "换附件": _attachment, "类别改名": _category, "什么也没改": lambda township, chance: None,
    "改样式": lambda township, chance: append(township / "hooks/theme/assets/site.css", f"/* {chance.random()} */"),
    "改模板": lambda township, chance: replace(township / "hooks/theme/base.html", "</body>", f"<i>{chance.randrange(99)}</i></body>"),
    "改程序": lambda township, chance: replace(township / "hooks/disclosure/pages/item_page.py", "首次公开", "初次公开"),
    "改登记": lambda township, chance: replace(township / "data/site.yml", "办公时间: 待填", "办公时间: 工作日"),
    "改手写页": lambda township, chance: append(township / "docs/rules.md", f"\n{chance.random()}"),
}
