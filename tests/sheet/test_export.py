"""A workbook goes out that Excel cannot spoil and a clerk can read."""

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from support import TESTS, schemas

from kepu import trees
from kepu.sheets.export import workbook
from sheet.workbooks import FIRST, column, exported, kepu


def test_the_first_row_is_in_chinese_and_the_second_names_the_columns(towers: openpyxl.Workbook) -> None:
    fields = schemas(TESTS / "examples" / "_root")["towers"]["fields"]
    first, second = towers.worksheets[0].iter_rows(max_row=2, values_only=True)
    assert list(first) == [f["title"] for f in fields]
    assert list(second) == [f["name"] for f in fields]
    assert towers.worksheets[0].freeze_panes == "B3"
    assert towers.worksheets[0].auto_filter.ref.startswith("A2:")


def test_labels_are_shown_for_codes(towers: openpyxl.Workbook) -> None:
    sheet = towers.worksheets[0]
    shown = {name: sheet.cell(FIRST, column(sheet, name)).value for name in ("tower_kind", "province_code", "bay_code", "manned")}
    assert shown == {"tower_kind": "石塔", "province_code": "甲海岸", "bay_code": "甲东湾", "manned": "是"}


@pytest.mark.parametrize("title", ["选项", "[]:*?/", "'", "很长的名字" * 10])
def test_any_title_can_name_a_sheet(small: Path, title: str) -> None:
    schema = small / "schemas" / "charts.json"
    schema.write_text(json.dumps(json.loads(schema.read_text("utf-8")) | {"title": title}), "utf-8")
    assert len(openpyxl.load_workbook(exported(small, "charts")).sheetnames) == 3


@pytest.mark.parametrize("row", [FIRST, FIRST + 500])
def test_what_is_no_number_is_text_in_filled_rows_and_in_those_to_come(towers: openpyxl.Workbook, row: int) -> None:
    sheet = towers.worksheets[0]
    for f in schemas(TESTS / "examples" / "_root")["towers"]["fields"]:
        cell = sheet.cell(row, column(sheet, f["name"]))
        whole = next(found for found in sheet.column_dimensions.values() if found.min <= cell.column <= found.max)
        form = cell.number_format if cell.has_style else whole.number_format
        numeric = f["type"] in ("number", "integer", "year")
        assert form == ("General" if numeric else "@"), f["name"]
        assert cell.data_type == ("n" if numeric or cell.value is None else "s"), f["name"]


def test_a_cell_that_looks_like_a_formula_or_an_address_is_plain_text(small: Path) -> None:
    charts = small / "datasets" / "charts.csv"
    charts.write_text("chart_id,chart_title\nc1,=1+1\nc2,http://example.org\n", "utf-8")
    sheet = openpyxl.load_workbook(exported(small, "charts")).worksheets[0]
    assert [(sheet.cell(row, 2).value, sheet.cell(row, 2).data_type) for row in (3, 4)] == [("=1+1", "s"), ("http://example.org", "s")]
    assert sheet.cell(4, 2).hyperlink is None


def test_the_help_sheet_explains_every_column(towers: openpyxl.Workbook) -> None:
    lines = [[str(cell or "") for cell in line] for line in towers["填写说明"].iter_rows(values_only=True)]
    text = "\n".join("".join(line) for line in lines)
    for f in schemas(TESTS / "examples" / "_root")["towers"]["fields"]:
        line = next(line for line in lines if line[1] == f["name"])
        assert line[0] == f["title"]
        assert line[3] == f["description"]
        assert (line[2] == "必填") == (f["name"] in ("tower_name", "charts"))
    assert "石塔、铁塔" in text
    assert "1 到 9" in text
    assert "kepu sheet import" in text


def test_a_selected_cell_says_what_belongs_there(towers: openpyxl.Workbook) -> None:
    sheet = towers.worksheets[0]
    letter = sheet.cell(1, column(sheet, "lamps")).column_letter
    rule = next(rule for rule in sheet.data_validations.dataValidation if f"{letter}{FIRST}" in rule.sqref)
    assert (rule.promptTitle, rule.prompt) == ("灯数", "几盏灯。\n单位：盏\n1 到 9\n例如：2")


def test_an_empty_workbook_has_everything_but_rows(small: Path) -> None:
    sheet = openpyxl.load_workbook(exported(small, "towers", "--empty")).worksheets[0]
    assert sheet.max_row == FIRST - 1
    assert len(sheet.data_validations.dataValidation) == sheet.max_column


def test_the_same_dataset_makes_the_same_file(real_tree: trees.Tree, towers: openpyxl.Workbook) -> None:
    assert workbook(real_tree, "museums") == workbook(real_tree, "museums")
    assert towers.properties.created == datetime(2000, 1, 1)  # noqa: DTZ001  no clock is read


def test_an_existing_file_is_never_overwritten(small: Path) -> None:
    path = small.parent / "towers.xlsx"
    path.write_text("someone's work")
    status, said = kepu("export", "towers", path, "--root", small)
    assert (status, path.read_text()) == (1, "someone's work")
    assert "[file-exists]" in said


def test_an_unknown_dataset_is_answered_with_the_nearest(small: Path) -> None:
    status, said = kepu("export", "tower", small.parent / "x.xlsx", "--root", small)
    assert status == 1
    assert "多半是 towers" in said
