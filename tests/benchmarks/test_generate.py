"""The generated repository is valid, repeatable, and as long as real items are."""

from __future__ import annotations

from pathlib import Path

from generate import generate, item

from building import run


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_items_do_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    generate(30, tmp_path / "few")
    generate(60, tmp_path / "many")
    few, many = _files(tmp_path / "few"), _files(tmp_path / "many")
    assert sum(name.startswith("data/items/") for name in few) == 30
    assert sum(name.startswith("data/items/") for name in many) == 60
    assert {name: many.get(name) for name in few} == few


def test_a_second_run_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    generate(40, tmp_path / "one")
    generate(20, tmp_path / "one")
    generate(20, tmp_path / "other")
    assert _files(tmp_path / "one") == _files(tmp_path / "other")


def test_every_rule_lets_the_items_pass(tmp_path: Path) -> None:
    generate(300, tmp_path / "made")
    done = run(tmp_path / "made", "check", "--today", "2026-06-01", environment={"PYTHONPATH": str(Path(__file__).parents[2] / "hooks")})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "错误 0，" in done.stdout
    assert "条目 300 个" in done.stdout
    assert done.stdout.count("警告:") < 10, done.stdout


def test_items_have_the_length_and_the_words_of_real_ones() -> None:
    texts = [item(number)[0].text for number in range(500)]
    assert 3_900 < sum(len(text.encode()) for text in texts) / len(texts) < 4_400
    pairs = {text[at:at + 2] for text in texts for at in range(len(text) - 1)}
    assert len(pairs) > 20_000
