"""Wrong use is answered in Chinese, with exit code 2 and nothing on stdout."""

from __future__ import annotations

import pytest

from disclosure.cli.main import main


@pytest.mark.parametrize(("words", "wanted"), [
    (["chek"], "没有“chek”；是否想写 check？"),
    (["check", "--format", "xml"], "--format 没有“xml”；可用的有：text、json、github"),
    (["check", "--format", "jsn"], "--format 没有“jsn”；是否想写 json？"),
    (["check", "--today"], "--today 后面要写一个值"),
    (["check", "--today", "2022-02-30"], "--today：“2022-02-30”不是有效日期；请写成 2022-03-05 这样的形式"),
    (["check", "--today", "20220305"], "--today：“20220305”不是有效日期；请写成 2022-03-05 这样的形式"),
    (["check", "--today", "2022-W01-1"], "--today：“2022-W01-1”不是有效日期；请写成 2022-03-05 这样的形式"),
    (["check", "--strict=1"], "--strict 后面不写值"),
    (["check", "--f", "json"], "--f 写得不全；可能是 --format, --fix"),
    (["explain"], "缺少 规则"),
    (["check", "--nope"], "不认识的参数：--nope"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_wrong_use(words: list[str], wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(words)
    said = capsys.readouterr()
    assert (done.value.code, said.out, said.err.split("\n")[0]) == (2, "", wanted)
    assert said.err.split("\n")[1].startswith("用法见 disclosure")


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["check", "--help"])
    assert done.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：disclosure check") and "选项：" in said
    assert not {"usage", "options", "show this"} & set(said.replace(":", " ").split())
