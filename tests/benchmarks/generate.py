"""Writes a repository of N made-up items: `python tests/benchmarks/generate.py N FOLDER`.

The same N gives the same bytes, and item number k is the same whatever N is: years take turns, so each year has its part of
every N, and an item's day follows from its serial alone. Items are about 4.1 KB of YAML with 3 to 11 blocks of text, lists and
tables; every fourth is Markdown, some have an attachment, a correction, a notice period or a successor, a few are withdrawn.
Pages and laws are those of this repository, with the names of the place replaced; nothing in an item is true of anywhere.
Builder, theme and hooks are used where they stand. Only the standard library is needed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import words as w

SEED = 7_300_019
FIRST_YEAR = 2016
YEARS = 10
HALF_YEAR = 300  # the serial that falls in the middle of its year
ROOT = Path(__file__).resolve().parents[2]
_MATTERS = [(category, matter) for (category, _), names in w.MATTERS.items() for matter in names]
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Made:
    """One generated file of data/: its path and its text."""

    path: str
    text: str


def item_id(number: int) -> str:
    """The id of item `number`, counted from 0: one a year in turn."""
    return f"{FIRST_YEAR + number % YEARS}-{number // YEARS + 1:05d}"


def published_on(number: int) -> dt.date:
    """Days rise with the serial and never leave the year, however many items it has."""
    serial = number // YEARS + 1
    return dt.date(FIRST_YEAR + number % YEARS, 1, 5) + dt.timedelta(days=355 * serial // (serial + HALF_YEAR))


def item(number: int) -> list[Made]:
    """The item's file, and its attachment where it has one."""
    dice = random.Random(SEED * 1_000_003 + number)
    own, published = item_id(number), published_on(number)
    formed = published - dt.timedelta(days=dice.randint(0, 4))
    category, matter = dice.choice(_MATTERS)
    keys = _keys(dice, number, category, matter, formed, published)
    body = "\n\n".join(_blocks(dice, number, matter))
    made = []
    if dice.random() < 0.04:
        keys += ["附件:", f"  - 文件: {matter}明细.csv", f"    名称: {matter}明细（表格）"]
        made.append(Made(f"data/attachments/{own}/{matter}明细.csv", _csv(dice)))
    keys.append("示例: true")
    head = "".join(f"{line}\n" for line in keys)
    base = f"data/items/{published.year}/{own}"
    if number % 4 == 3:
        return [Made(f"{base}.md", f"---\n{head}---\n\n{body}\n"), *made]
    indented = "\n".join(f"  {line}" if line else "" for line in body.split("\n"))
    return [Made(f"{base}.yml", f"{head}正文: |\n{indented}\n"), *made]


def _keys(dice: random.Random, number: int, category: str, matter: str, formed: dt.date, published: dt.date) -> list[str]:
    """The lines of an item's keys, in the order of the field table; 附件, 示例 and 正文 follow."""
    topic = dice.choice(w.QUALITIES) + dice.choice(w.NOUNS)
    keys = [f"标题: {_title(dice, number, matter, topic, formed)}", f"类别: {category}", f"事项: {matter}",
            f"体裁: {dice.choice(w.GENRES)}", f"责任科室: {dice.choice(w.OFFICES)}", f"成文日期: {formed}", f"发布日期: {published}"]
    if dice.random() < 0.4:
        keys.append(f"文号: 样府{dice.choice('发办函')}〔{formed.year}〕{dice.randint(1, 999)}号")
    keys += _course(dice, number, published)
    basis = dice.sample([name for name, begins, ends in w.LAWS if begins <= formed.isoformat() < ends], dice.randint(1, 3))
    keys += ["依据:", *(f"  - {name}" for name in basis)]
    if dice.random() < 0.8:
        keys.append(f"摘要: 公布{w.TOWN}{formed.year}年{matter}中{topic}的有关情况，{_clause(dice)}，{dice.choice(w.RESULTS)}。")
    keys += ["关键词:", *(f"  - {word}" for word in dict.fromkeys((matter, topic, *dice.sample(w.NOUNS, 2))))]
    for name in dict.fromkeys(dice.sample(w.NOUNS, dice.choice((0, 0, 2, 3, 5)))):
        if keys[-1][:3] != "   ":
            keys.append("数据:")
        unit, value = dice.choice(w.UNITS), dice.choice(("待填", dice.randint(20, 9000), f"{dice.randint(20, 900)}.{dice.randint(1, 9)}"))
        keys += [f"  {name}:", f"    值: {value}", f"    单位: {unit}", f"    说明: 本期{dice.choice(w.VERBS)}的{name}"]
    return keys


def _title(dice: random.Random, number: int, matter: str, topic: str, formed: dt.date) -> str:
    act, noun = dice.choice(w.VERBS), dice.choice(w.NOUNS)
    return dice.choice((
        f"{w.TOWN}{formed.year}年{formed.month}月{topic}{act}情况公示",
        f"{w.TOWN}人民政府关于{act}{topic}的通知（样府发〔{formed.year}〕{dice.randint(1, 999)}号）",
        f"{w.TOWN}{_place(dice)}村{topic}{act}公告（第{number // YEARS + 1}号）",
        f"{w.TOWN}{formed.year}年{matter}工作中{noun}{act}实施方案",
        f"关于{w.TOWN}{matter}涉及{noun}和{topic}的说明",
        f"{w.TOWN}{formed.year}年第{dice.randint(1, 40)}批{topic}{act}清单",
        f"《{w.TOWN}{topic}{act}办法》解读",
    ))


def _course(dice: random.Random, number: int, published: dt.date) -> list[str]:
    """What became of the item: validity, notice, correction, withdrawal; nothing for most."""
    chance = dice.random()
    later = published + dt.timedelta(days=dice.randint(20, 60))
    if chance < 0.04 and number >= YEARS:
        return ["有效性: 废止", f"失效日期: {later}", f"被替代: {item_id(dice.randrange(number))}"]
    if chance < 0.07:
        return ["公示期:", f"  起: {published}", f"  止: {published + dt.timedelta(days=24)}", "  异议受理: 待填"]
    if chance < 0.10:
        return ["更正:", f"  - 日期: {later}", f"    说明: 更正正文中{dice.choice(w.NOUNS)}的{dice.choice(w.COLUMNS)[:2]}"]
    if chance < 0.105:
        return ["撤回:", f"  日期: {later}", f"  原因: {dice.choice(w.NOUNS)}的内容重复公开"]
    return []


def _blocks(dice: random.Random, number: int, matter: str) -> Iterator[str]:
    """3 to 11 blocks of Markdown."""
    yield f"{dice.choice(w.OPENERS)}，现将{w.TOWN}{matter}有关情况公开如下。{_sentence(dice)}{_sentence(dice)}"
    headings = 0
    for _ in range(dice.randint(1, 9)):
        kind = dice.random()
        if kind < 0.2 and headings < len(_NUMERALS):
            yield f"## {_NUMERALS[headings]}、{dice.choice(w.HEADINGS)}"
            headings += 1
        if kind < 0.62:
            yield "".join(_sentence(dice) for _ in range(dice.randint(2, 7)))
        elif kind < 0.82:
            signs = ("- ",) * 6 if dice.random() < 0.5 else tuple(f"{n}. " for n in range(1, 7))
            yield "\n".join(sign + _sentence(dice) for sign in signs[:dice.randint(3, 6)])
        else:
            yield _table(dice)
    other = item_id(dice.randrange(number)) if number and dice.random() < 0.3 else ""
    link = f"同类信息见[{other}](item:{other})。" if other else ""
    yield f"以上内容由{dice.choice(w.OFFICES)}负责解释，**联系方式**见[公开指南](/guide/)。{link}"


def _sentence(dice: random.Random) -> str:
    parts = [dice.choice(w.OPENERS), f"{dice.choice(w.SUBJECTS)}{dice.choice(w.ADVERBS)}{_clause(dice)}"]
    kind = dice.random()
    if kind < 0.2:
        parts.append(f"涉及{_place(dice)}村等{dice.randint(2, 9)}个村{dice.choice(w.NOUNS)}{dice.randint(12, 4800)}{dice.choice(w.UNITS)}")
    elif kind < 0.35:
        parts.append(f"安排资金{dice.randint(1, 900)}.{dice.randint(10, 99)}万元用于{dice.choice(w.NOUNS)}{dice.choice(w.VERBS)}")
    elif kind < 0.5:
        parts.append(f"于{dice.randint(1, 12)}月{dice.randint(1, 28)}日前完成{_place(dice)}{dice.choice(w.NOUNS)}{dice.choice(w.VERBS)}")
    elif kind < 0.55:
        counts, unit = [dice.randint(20, 90) for _ in range(3)], dice.choice(w.UNITS)
        listed = "、".join(f"{noun}{count}{unit}" for noun, count in zip(dice.sample(w.NOUNS, 3), counts, strict=True))
        parts.append(f"{listed}，合计{sum(counts)}{unit}")
    parts.append(dice.choice(w.RESULTS))
    return "，".join(parts) + "。"


def _clause(dice: random.Random) -> str:
    second = f"和{dice.choice(w.NOUNS)}" if dice.random() < 0.5 else f"并{dice.choice(w.VERBS)}{dice.choice(w.NOUNS)}"
    return f"{dice.choice(w.VERBS)}{dice.choice(w.QUALITIES)}{dice.choice(w.NOUNS)}{second}"


def _place(dice: random.Random) -> str:
    return dice.choice(w.PLACE_FIRST) + dice.choice(w.PLACE_SECOND)


def _cells(dice: random.Random) -> Iterator[list[str]]:
    """Head and rows of a table."""
    columns = dice.sample(w.COLUMNS, dice.randint(1, 3))
    yield ["序号", "地点", "内容", *columns, "状态"]
    for row in range(1, dice.randint(4, 14)):
        yield [str(row), f"{_place(dice)}村", dice.choice(w.QUALITIES) + dice.choice(w.NOUNS),
               *(str(dice.randint(20, 100 if "%" in column else 9800)) for column in columns), dice.choice(w.STATES)]


def _table(dice: random.Random) -> str:
    lines = [f"| {' | '.join(row)} |" for row in _cells(dice)]
    return "\n".join([lines[0], f"|{' --- |' * (lines[0].count('|') - 1)}", *lines[1:]])


def _csv(dice: random.Random) -> str:
    return "\ufeff" + "".join(f"{','.join(row)}\r\n" for row in _cells(dice))


def registers() -> Iterator[Made]:
    """site.yml and vocabulary.yml of the made-up township, laws.yml of this repository."""
    site = (ROOT / "data" / "site.yml").read_text(encoding="utf-8")
    years = "".join(f"  - {FIRST_YEAR + turn}\n" for turn in range(YEARS))
    yield Made("data/site.yml", _renamed(re.sub(r"年度:\n(  - \d+\n)+", f"年度:\n{years}", site)))
    yield Made("data/laws.yml", (ROOT / "data" / "laws.yml").read_text(encoding="utf-8"))
    lines = ["类别:"]
    for (category, slug), matters in w.MATTERS.items():
        lines += [f"  - 名称: {category}", f"    代号: {slug}", "    事项:"]
        for place, matter in enumerate(matters, 1):
            lines += [f"      - 名称: {matter}", f"        代号: {slug}-{place}",
                      "        时限: {天数: 20, 单位: 工作日, 起算: 信息形成或变更之日, 依据: 政府信息公开条例-2019}",
                      "        周期: 不定期"]
    for key, values in (("体裁", w.GENRES), ("责任科室", w.OFFICES)):
        lines += [f"{key}:", *(f"  - {value}" for value in values)]
    lines += ["发布机构:", f"  - 名称: {w.AGENCY}"]
    yield Made("data/vocabulary.yml", "".join(f"{line}\n" for line in lines))


def pages() -> Iterator[Made]:
    """The hand-written pages and reports, without the recount, which is true of other items; and the builder's settings."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = re.sub(r"    核对:\n(?: {6}.*\n)+", "", path.read_text(encoding="utf-8"))
        yield Made(path.relative_to(ROOT).as_posix(), _renamed(re.sub(r"\[([^\]\n]*)\]\(item:[^)\n]*\)", r"\1", text)))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    yield Made("mkdocs.yml", settings.replace(" hooks/", f" {(ROOT / 'hooks').as_posix()}/"))


def _renamed(text: str) -> str:
    for real, made_up in w.REAL_NAMES.items():
        text = text.replace(real, made_up)
    return text


def generate(count: int, folder: Path) -> None:
    """Writes the whole repository into `folder`, in place of what a former run left there."""
    for part in ("data", "docs"):
        shutil.rmtree(folder / part, ignore_errors=True)
    made = set()
    for file in (*registers(), *pages(), *(file for number in range(count) for file in item(number))):
        path = folder / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(file.text, encoding="utf-8", newline="")


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes a repository of made-up items for measuring.")
    parser.add_argument("count", type=int, metavar="N", help="how many items")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where; an empty folder or one of a former run")
    options = parser.parse_args()
    if options.count < 1 or (options.folder.exists() and any(options.folder.iterdir()) and not (options.folder / "mkdocs.yml").is_file()):
        parser.error("N must be 1 or more, and FOLDER empty or the work of a former run")
    generate(options.count, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
