"""Lists to choose from hold every word there is for a code, and lead back to it."""

import io
from pathlib import Path

import openpyxl
from support import ROOT, rows

from kepu import trees
from kepu.sheets.export import workbook
from sheet.workbooks import FIRST, column, edited, exported, kepu, returned

TOWERS = "datasets/towers.csv"


def offered(book: openpyxl.Workbook, name: str) -> list[str]:
    """What the drop-down list of a column offers, in a row no one has filled yet."""
    sheet = book.worksheets[0]
    cell = sheet.cell(FIRST + 500, column(sheet, name)).coordinate
    rule = next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)
    if rule.type != "list":
        return []
    title, _, area = rule.formula1.partition("!")
    return [row[0].value for row in book[title.strip("'")][area.replace("$", "")]]


def test_drop_down_lists_offer_vocabularies_and_each_level_of_divisions(towers: openpyxl.Workbook) -> None:
    assert offered(towers, "tower_kind") == ["石塔", "铁塔"]
    assert offered(towers, "province_code") == ["甲海岸", "乙海岸"]
    assert offered(towers, "bay_code") == ["甲东湾", "甲西湾", "乙东湾", "乙西湾"]
    assert offered(towers, "manned") == ["是", "否"]
    assert offered(towers, "tower_name") == offered(towers, "charts") == []
    assert [sheet.sheet_state for sheet in towers] == ["visible", "visible", "hidden"]


def test_an_offered_name_that_looks_like_a_formula_is_text(small: Path) -> None:
    coasts = small / "datasets" / "coasts.csv"
    coasts.write_text(coasts.read_text("utf-8").replace("乙海岸", "=乙海岸"), "utf-8")
    assert offered(openpyxl.load_workbook(exported(small, "towers")), "province_code") == ["甲海岸", "=乙海岸"]


def test_two_names_alike_are_told_apart_by_their_codes(small: Path) -> None:
    coasts = small / "datasets" / "coasts.csv"
    coasts.write_text(coasts.read_text("utf-8").replace("甲西湾", "甲东湾").replace("乙西湾", "B1"), "utf-8")
    path = exported(small, "towers")
    assert offered(openpyxl.load_workbook(path), "bay_code") == ["甲东湾（A1）", "甲东湾（A2）", "乙东湾", "B1（B2）"]
    assert returned(trees.read("small", small), path)[1] == (small / "datasets" / "towers.csv").read_bytes()


def test_counties_are_offered_and_thousands_of_ids_are_not(real_tree: trees.Tree) -> None:
    places, museums = (openpyxl.load_workbook(io.BytesIO(workbook(real_tree, name, empty=True))) for name in ("places", "museums"))
    divisions = rows(ROOT / "datasets" / "divisions.csv")
    for level, name in (("prefecture", "prefecture_code"), ("county", "county_code")):
        assert offered(places, name) == [row["name"] for row in divisions if row["level"] == level]
    assert offered(museums, "place_id") == []


def test_several_choices_in_one_cell_become_their_codes(small: Path) -> None:
    (small / "schemas/vocabularies/colours.csv").write_text("code,label,label_en\nred,红,Red\nwhite,白,White\ngreen,绿,Green\n", "utf-8")
    for file, old, new in (
        ("schemas/towers.json", '"format": "list"', '"format": "list", "vocabulary": "colours"'),
        (TOWERS, "红;白", "red"),
    ):
        (small / file).write_text((small / file).read_text("utf-8").replace(old, new, 1), "utf-8")
    (small / TOWERS).write_text((small / TOWERS).read_text("utf-8").replace("白", "white"), "utf-8")
    path = edited(small, "towers", (FIRST, "signals", "绿； 红"))
    assert any("红、白、绿" in str(line[4]) for line in openpyxl.load_workbook(path)["填写说明"].iter_rows(values_only=True))
    status, said = kepu("import", path, "--root", small)
    assert status == 0, said
    assert rows(small / TOWERS)[0]["signals"] == "green;red"
