"""The scan of a whole repository: every place, once, with its own position; what the site itself registers is allowed."""

from __future__ import annotations

import datetime as dt

import pytest

from disclosure.checks import privacy_id_number, privacy_landline, privacy_mask_mismatch, privacy_minor, privacy_mobile, privacy_name
from disclosure.checks.personal import detect, scan
from disclosure.model.catalog import Catalog
from disclosure.model.context import Context
from disclosure.model.working_days import working_days
from disclosure.source.layers.contents import Contents, Layer
from support import BASE, ITEM, ITEM_TEXT, TODAY, catalog_of

ID = "11010519491231002X"
SHEET = "data/attachments/2022-00001/名册.xlsx"


def context(catalog: Catalog, today: dt.date = TODAY) -> Context:
    return Context(today, working_days(catalog.calendar))


def with_attachment(*layers: Layer) -> Catalog:
    catalog = catalog_of({})
    vars(catalog)["attachment_contents"] = {SHEET: Contents(layers)}
    return catalog


def cells(rows: list[list[str]], **more: bool) -> list[Layer]:
    return [Layer("工作表 花名册", text, sheet="花名册", cell=f"{'ABCDE'[column]}{row}", **more)
            for row, texts in enumerate(rows, 1) for column, text in enumerate(texts) if text]


@pytest.mark.parametrize(("layer", "where"), [
    (Layer("批注", f"经办 {ID}", hidden=True), "（批注，隐藏内容）"),
    (Layer("工作表 花名册", ID, sheet="花名册", cell="B3"), "（工作表 花名册，B3）"),
    (Layer("工作表 花名册 的隐藏列", ID, hidden=True, sheet="花名册", cell="B3"), "（工作表 花名册 的隐藏列，B3）"),
    (Layer("批注", ID, hidden=True, sheet="花名册", cell="B3"), "（批注，工作表 花名册，B3，隐藏内容）"),
    (Layer("文档属性：备注", ID), "（文档属性：备注）"),
    (Layer("内层.docx › 正文", f"第一行\n{ID}"), "（内层.docx › 正文）"),
])
def test_a_finding_in_an_attachment_names_its_part(layer: Layer, where: str) -> None:
    catalog = with_attachment(Layer("正文", "没有号码"), layer, Layer("正文", "也没有"))
    problem, = privacy_id_number.check(catalog, context(catalog))
    assert (problem.path, problem.line, problem.column) == (SHEET, None, None)
    assert problem.message.startswith(f"身份证号“110…”不能公开{where}；")


def test_a_number_never_runs_from_one_cell_into_the_next() -> None:
    catalog = with_attachment(*cells([[ID[:9], ID[9:]], ["138", "00138000"], ["", "13800138000"]]))
    assert list(privacy_id_number.check(catalog, context(catalog))) == []
    assert ["B3" in problem.message for problem in privacy_mobile.check(catalog, context(catalog))] == [True]


def test_columns_of_a_sheet() -> None:
    catalog = with_attachment(*cells([["低保金发放花名册"], ["序号", "姓名", "年龄", "电话"], ["1", "张三", "62", "59221234"],
                                      ["2", "李小明", "9", "12345"], ["合计", "", "71", ""]]))
    assert ["B3" in problem.message for problem in privacy_name.check(catalog, context(catalog))] == [True]
    assert ["B4" in problem.message for problem in privacy_minor.check(catalog, context(catalog))] == [True]
    assert ["D3" in problem.message for problem in privacy_landline.check(catalog, context(catalog))] == [True]


def test_the_name_of_a_sheet_is_looked_at_and_not_repeated() -> None:
    catalog = with_attachment(Layer(f"工作表 {ID}", "合计", sheet=ID, cell="A1"), Layer(f"工作表 {ID}", "13800138000", sheet=ID, cell="A2"))
    problem, = privacy_id_number.check(catalog, context(catalog))
    assert problem.message.startswith("身份证号“110…”不能公开（工作表的名称）；")
    problem, = privacy_mobile.check(catalog, context(catalog))
    assert "（工作表 110…，A2）" in problem.message


def test_names_in_hidden_cells_and_in_lines_of_a_csv() -> None:
    rows = cells([["姓名", "金额"], ["张三", "500"]])
    hidden = Layer("工作表 花名册 的隐藏行", "李四", hidden=True, sheet="花名册", cell="A3")
    lines = [Layer(f"第 {number} 行", text) for number, text in enumerate(("姓名,金额", "王五,500", "赵六,300"), 1)]
    catalog = with_attachment(*rows, hidden, *lines)
    assert [problem.message.split("”")[0][-2] for problem in privacy_name.check(catalog, context(catalog))] == ["王", "赵", "张", "李"]


def test_a_list_of_officers_is_public() -> None:
    catalog = with_attachment(*cells([["姓名", "执法证号"], ["张三", "50001234"]]))
    assert list(privacy_name.check(catalog, context(catalog))) == []


def test_masks_are_compared_across_attachment_and_body() -> None:
    catalog = catalog_of({ITEM: ITEM_TEXT.replace("监督电话见公开指南。", "当事人500229********1231。")})
    vars(catalog)["attachment_contents"] = {SHEET: Contents((Layer("正文", "50022919900101****"),))}
    problem, = privacy_mask_mismatch.check(catalog, context(catalog))
    assert (problem.path, problem.line) == (SHEET, None)
    assert f"{ITEM}:7" in problem.message and "1231" not in problem.message


def test_every_text_is_looked_at_once_for_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def counted(text: str, situation: object) -> detect.Found:
        seen.append(text)
        return detect.detect(text, situation)  # type: ignore[arg-type]

    monkeypatch.setattr(scan, "detect", counted)
    catalog = catalog_of({})
    for rule in (privacy_id_number, privacy_mobile, privacy_name):
        assert list(rule.check(catalog, context(catalog))) == []
    assert len(seen) == len(BASE) + 1  # the files and, together, their names


def test_another_day_is_another_scan() -> None:
    """Somebody born tomorrow has no ID today."""
    catalog = catalog_of({ITEM: ITEM_TEXT.replace("监督电话见公开指南。", "张小明，2005年2月1日出生。")})
    assert len(list(privacy_minor.check(catalog, context(catalog)))) == 1
    assert list(privacy_minor.check(catalog, context(catalog, dt.date(2023, 2, 1)))) == []


@pytest.mark.parametrize(("field", "allowed"), [
    ("023-59221234", {"02359221234"}), ("（023）59221234、59225678", {"02359221234", "59225678"}), ("+86 13800138000", {"13800138000"}),
    ("待填", set())])
def test_registered_telephones(field: str, allowed: set[str]) -> None:
    catalog = catalog_of({"data/site.yml": f"{BASE['data/site.yml']}公开工作机构:\n  联系电话: '{field}'\n"})
    assert scan.allowed(catalog).telephones == allowed


def test_a_file_in_another_encoding_is_looked_at_too() -> None:
    text = f"{ITEM_TEXT}# {ID}\n"
    catalog = catalog_of({"docs/gbk.md": text.encode("gbk"), "docs/bom.md": b"\xef\xbb\xbf" + text.encode()})
    assert [(problem.path, problem.line) for problem in privacy_id_number.check(catalog, context(catalog))] == [
        ("docs/bom.md", 8), ("docs/gbk.md", 8)]
