"""The parts of the search index: folding, numbers as text, grams, and what a reader of the files makes of them."""

from __future__ import annotations

import json
import unicodedata
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.search import coding, index, volume
from disclosure.search.entries import Entry, entry_of
from disclosure.search.folding import fold, needs_table
from disclosure.search.forms import SIMPLIFIED, TRADITIONAL
from disclosure.search.postings import joined, of_items, pairs, postings, singles
from support import ITEM, ITEM_TEXT, catalog_of, table

NUMBERS = st.lists(st.integers(0, 2**31), max_size=60)
TEXTS = st.text(st.sampled_from("低保救助２2（(ＡaＢ繁體 𠮷①㎡-") | st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@table("why text folded", [
    ("全角变半角", "２０２２年（Ａ）", "2022年(a)"),
    ("繁体变简体", "臨時救助", "临时救助"),
    ("一个字变两个", "㎡①…", "m21..."),
    ("看不见的字符不算", "低\u200b保\ufeff", "低保"),
    ("简体不变", "临时救助〔2022〕5号", "临时救助〔2022〕5号"),
    ("兼容汉字", "\uf9b5", "例"),
])
def test_fold(why: str, text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_folded_piece_is_a_piece_of_the_folded_text(text: str, start: int, end: int) -> None:
    """What makes every substring findable."""
    assert fold(text[start:end]) in fold(text)
    assert fold(fold(text)) == fold(text)


def test_forms_fold_once_and_for_all() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert not set(TRADITIONAL) & set(SIMPLIFIED)
    assert all(unicodedata.normalize("NFKC", form).lower() == form for form in TRADITIONAL + SIMPLIFIED)


def test_the_browser_is_told_where_it_needs_the_table() -> None:
    texts = {text: fold(text) for text in ("臨時救助", "临时救助", "Ａ（一）")}
    assert [needs_table(text) for text in texts] == [True, False, False]


def numbers_of(digits: str) -> list[int]:
    """What search-index.js reads."""
    numbers, more = [], 0
    for symbol in digits.encode():
        value = coding.SYMBOLS.index(symbol)
        if value >= coding.LAST:
            more = more * coding.MORE + value - coding.LAST
        else:
            numbers.append(more * coding.LAST + value)
            more = 0
    return numbers


def set_of(text: str) -> list[int]:
    if text[0] == "0":
        return list(accumulate(numbers_of(text[1:])))
    bits = "".join(f"{coding.SYMBOLS.index(symbol):06b}" for symbol in text[1:].encode())
    return [place for place, bit in enumerate(bits) if bit == "1"]


def is_indexed(character: str) -> bool:
    """Whether the character is not of the planes of Unicode that are nobody's."""
    return not 0x4_0000 <= ord(character) < 0xE_0000


@given(NUMBERS)
def test_numbers_are_read_as_written(numbers: list[int]) -> None:
    digits, ends = coding.written(np.array(numbers, dtype=np.int64))
    assert numbers_of(digits) == numbers
    assert len(ends) == len(numbers)
    assert not set(digits) & set('"\\\n')


@given(st.lists(st.sets(st.integers(0, 299), min_size=1), min_size=1, max_size=6))
def test_sets_are_read_as_written(groups: list[set[int]]) -> None:
    numbers = np.array([number for group in groups for number in sorted(group)], dtype=np.int64)
    starts = np.array(list(accumulate([0, *(len(group) for group in groups[:-1])])), dtype=np.int64)
    assert [set_of(text) for text in coding.sets(numbers, starts, 300)] == [sorted(group) for group in groups]


@given(st.lists(TEXTS.map(lambda text: fold("".join(filter(is_indexed, text)))), min_size=1, max_size=5))
def test_pairs_and_singles_are_where_they_are(texts: list[str]) -> None:
    text = joined(texts)
    for keys, size in ((pairs(text), 2), (singles(text), 1)):
        found = postings(keys)
        ends = [*found.starts.tolist(), len(found.numbers)][1:]
        places = {gram: found.numbers[start:end].tolist()
                  for gram, start, end in zip(found.grams, found.starts.tolist(), ends, strict=True)}
        wanted: dict[str, list[int]] = {}
        for place in range(len(text) - size + 1):
            if " " not in text[place:place + size]:
                wanted.setdefault(text[place:place + size], []).append(place)
        assert places == wanted
    held = postings(of_items(pairs(text), texts, 7))
    assert set(zip(np.repeat(held.grams, held.counts).tolist(), held.numbers.tolist(), strict=True)) == {
        (text[place:place + 2], 7 + item) for item, text in enumerate(texts)
        for place in range(len(text) - 1) if " " not in text[place:place + 2]}


@pytest.mark.parametrize("text", [
    pytest.param("甲乙", id="the basic plane"), pytest.param("𠮷野𪚥", id="ideographs of planes 2 and 3: names of persons and places"),
    pytest.param("\U000e0100㐂\U000f0000\U0010fffd", id="variation selectors and private characters: behind the planes that are nobody's")])
def test_every_assigned_character_keeps_its_name(text: str) -> None:
    assert set(postings(singles(text)).grams) == set(text)
    assert postings(pairs(text)).grams == sorted(text[at:at + 2] for at in range(len(text) - 1))


def test_code_points_of_nobody_count_as_spaces() -> None:
    assert postings(pairs("甲\U00050000乙丙")).grams == ["乙丙"]


def entry(number: int, text: str, year: int = 2022) -> Entry:
    kind = (("a", "甲"), ("b", "乙"), ("丙", "丙"), ("有效", "有效"))
    return Entry.of(f"{year}-{number:05d}", f"{year}-03", kind, "标题", text, ("标题", "", "", "", text, ""))


def files_of(rows: list[Entry]) -> dict[str, object]:
    found = {}
    written: dict[str, bytes] = {}
    made = index.Index(written.__setitem__)
    made.add(rows)
    made.finish()
    for path, data in written.items():
        name, content = data.decode().removeprefix("disclosureSearch(").removesuffix(");\n").split(",", 1)
        found[json.loads(name)] = json.loads(content)
        assert path.endswith(f"{json.loads(name)}.js")
    return found


def test_volumes_and_sections_are_cut_where_they_are_full(monkeypatch) -> None:
    monkeypatch.setattr(index, "VOLUME", 5)
    monkeypatch.setattr(volume, "SECTION", 2)
    files = files_of([entry(number, f"正文{number}") for number in range(1, 13)])
    volumes = files["meta"]["volumes"]  # type: ignore[index]
    assert [volume["items"] for volume in volumes] == [5, 5, 2]
    assert [[size for size, _ in volume["sections"]] for volume in volumes] == [[2, 2, 1], [2, 2, 1], [2]]
    assert volumes[1]["serials"] == [["2022", 6, 5]]


def test_serials_are_runs() -> None:
    files = files_of([entry(1, "一"), entry(2, "二"), entry(4, "四"), entry(1, "五", 2023)])
    assert files["meta"]["volumes"][0]["serials"] == [["2022", 1, 2], ["2022", 4, 1], ["2023", 1, 1]]  # type: ignore[index]


def test_no_item_at_all_is_an_index_too() -> None:
    assert files_of([])["meta"] == {"code": "", "volumes": []}


def test_folder_changes_with_the_content_only() -> None:
    first, same, other = (index.Index(lambda path, data: None) for _ in range(3))
    for made, text in ((first, "一"), (same, "一"), (other, "二")):
        made.add([entry(1, text)])
    assert first.finish() == same.finish() != other.finish()


def test_withdrawn_text_is_not_searchable() -> None:
    gone = ITEM_TEXT + "撤回: {日期: 2022-04-01, 原因: 依法撤销}\n"
    catalog = catalog_of({ITEM: gone})
    row = entry_of(catalog, catalog.items[0])
    assert row.text == ""
    assert "监督电话见" not in "".join(row.shown)
    assert row.kind[3] == ("已撤回", "已撤回")


def test_what_markdown_hides_is_searchable_as_written() -> None:
    catalog = catalog_of({ITEM: ITEM_TEXT.replace("监督电话见公开指南。", "|\n  **电话**见[指南](item:2022-00001)。")})
    row = entry_of(catalog, catalog.items[0])
    assert "电话见指南。" in row.text
    assert "**电话**见[指南](item:2022-00001)。" in row.text
