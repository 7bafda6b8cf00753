"""`kepu sheet`: out to a workbook that Excel cannot spoil, and back without losing a byte or a word.

tests/examples_sheet/<code>/ holds what an editor does to the exported workbook of the small root (edits.json), or the file
that comes back instead of it, and exactly what is then said.
"""

import csv
import io
import json
import shutil
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from builds import copy_root
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet
from support import ROOT, TESTS, fingerprint, rows, schemas

from kepu import trees
from kepu.cli import main
from kepu.sheets import grid, headings
from kepu.sheets.export import workbook
from kepu.sheets.incoming import join
from kepu.writing import as_csv

EXAMPLES = TESTS / "examples_sheet"
CODES = {row["code"]: row for row in rows(ROOT / "schemas" / "problems.csv")}
FIRST = 3  # the row of the first record, below headings and column names
TYPED = {"date": date.fromisoformat, "moment": datetime.fromisoformat, "time": time.fromisoformat}


def kepu(*arguments: object) -> tuple[int, str]:
    """Exit code and output of `kepu sheet`."""
    done = CliRunner().invoke(main, ["sheet", *map(str, arguments)], catch_exceptions=False)
    return done.exit_code, done.output


def exported(root: Path, name: str, *options: str) -> Path:
    """A dataset's workbook, outside its root."""
    path = root.parent / f"{name}.xlsx"
    status, said = kepu("export", name, path, "--root", root, *options)
    assert (status, said) == (0, f"已写入 {path}\n")
    return path


def column(sheet: Worksheet, name: str) -> int:
    """The number of a column, by the name in the second row."""
    return next(cell.column for cell in sheet[2] if cell.value == name)


def edited(root: Path, name: str, *changes: tuple[int, str, Any]) -> Path:
    """The workbook after an editor wrote into cells, given by row and column name."""
    path = exported(root, name)
    book = openpyxl.load_workbook(path)
    for row, field, value in changes:
        book.worksheets[0].cell(row, column(book.worksheets[0], field)).value = value
    book.save(path)
    return path


def stored(root: Path, name: str) -> dict[str, dict[str, str]]:
    """Id → row of a dataset."""
    found = rows(root / "datasets" / f"{name}.csv")
    return {next(iter(row.values())): row for row in found}


@pytest.fixture(scope="module")
def real_tree() -> trees.Tree:
    return trees.read("real", ROOT)


@pytest.fixture(scope="module")
def towers(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """The workbook of the small root's towers."""
    root = tmp_path_factory.mktemp("towers") / "root"
    copy_root(root, TESTS / "examples" / "_root")
    shutil.copytree(ROOT / "schemas" / "meta", root / "schemas" / "meta")
    return openpyxl.load_workbook(exported(root, "towers"))


# Out


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


@pytest.mark.parametrize("title", ["选项", "[]:*?/", "'", "很长的名字" * 10])
def test_any_title_can_name_a_sheet(small: Path, title: str) -> None:
    schema = small / "schemas" / "charts.json"
    schema.write_text(json.dumps(json.loads(schema.read_text("utf-8")) | {"title": title}), "utf-8")
    assert len(openpyxl.load_workbook(exported(small, "charts")).sheetnames) == 3


def test_two_names_alike_are_told_apart_by_their_codes(small: Path) -> None:
    coasts = small / "datasets" / "coasts.csv"
    coasts.write_text(coasts.read_text("utf-8").replace("甲西湾", "甲东湾").replace("乙西湾", "B1"), "utf-8")
    path = exported(small, "towers")
    assert offered(openpyxl.load_workbook(path), "bay_code") == ["甲东湾（A1）", "甲东湾（A2）", "乙东湾", "B1（B2）"]
    assert returned(trees.read("small", small), path)[1] == (small / "datasets" / "towers.csv").read_bytes()


def test_counties_are_offered_and_thousands_of_ids_are_not(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(copy_root(tmp_path / "root"), "places"))
    divisions = rows(ROOT / "datasets" / "divisions.csv")
    for level, name in (("prefecture", "prefecture_code"), ("county", "county_code")):
        assert offered(book, name) == [row["name"] for row in divisions if row["level"] == level]
    assert offered(openpyxl.load_workbook(exported(tmp_path / "root", "museums")), "place_id") == []


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
    assert workbook(real_tree, "places") == workbook(real_tree, "places")
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


# Back


def returned(tree: trees.Tree, path: Path, name: str = "") -> tuple[str, bytes]:
    """The dataset recognised in a file, and the bytes it would become."""
    received = grid.read(path, headings.every(tree.catalog))
    found = headings.recognise(tree.catalog, received, name)
    assert not list(headings.faults(found, received))
    joined = join(tree, received, found, remove=False)
    assert {p.code for p in joined.problems} <= {"sheet-encoding"}
    return found.dataset.name, as_csv(found.dataset, (cells for _, cells in joined.rows))


def as_workbook(tree: trees.Tree, name: str) -> bytes:
    """As exported."""
    return workbook(tree, name)


def as_saved_again(tree: trees.Tree, name: str) -> bytes:
    """As another spreadsheet program writes it."""
    book, data = openpyxl.load_workbook(io.BytesIO(workbook(tree, name))), io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_ods(tree: trees.Tree, name: str) -> bytes:
    """The data sheet as OpenDocument, without the row of column names."""
    dataset = tree.catalog[name]
    lines = [[f.title for f in dataset.fields], *(list(row.cells.values()) for row in tree.tables[name].rows)]
    return ods(lines)


def ods(lines: list[list[str]]) -> bytes:
    """The least OpenDocument spreadsheet."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(cell.format(escape(text)) for text in line)}</table:table-row>" for line in lines)
    names = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="1">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(name, text)
    return data.getvalue()


def as_csv_for_excel(tree: trees.Tree, name: str, encoding: str = "utf-8-sig") -> bytes:
    """With Chinese headings, as the downloads for Excel and as Excel saves it."""
    dataset, text = tree.catalog[name], io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(f.title for f in dataset.fields)
    writer.writerows(row.cells.values() for row in tree.tables[name].rows)
    return text.getvalue().encode(encoding)


def as_gbk(tree: trees.Tree, name: str) -> bytes:
    """As Excel in China saves a CSV."""
    return as_csv_for_excel(tree, name, "gb18030")


def as_edited(tree: trees.Tree, name: str) -> bytes:
    """The dataset's own file."""
    return tree.tables[name].data


# Every dataset in the forms we give out; in those that others write, the largest and one with words for every code.
FORMS = [(form, name) for name in schemas() for form in (as_workbook, as_csv_for_excel)]
FORMS += [(form, name) for name in ("places", "societies") for form in (as_saved_again, as_ods, as_gbk, as_edited)]


@pytest.mark.parametrize(("form", "name"), FORMS)
def test_a_round_trip_without_edits_changes_no_byte_of_any_dataset(real_tree: trees.Tree, tmp_path: Path, form: Any, name: str) -> None:
    path = tmp_path / "from an editor"
    path.write_bytes(form(real_tree, name))
    assert returned(real_tree, path) == (name, (ROOT / "datasets" / f"{name}.csv").read_bytes())


def test_the_command_says_so_and_leaves_the_file_alone(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    before = fingerprint(root)
    status, said = kepu("import", exported(root, "science-museums"), "--root", root)
    assert status == 0
    assert said.endswith("没有改动，datasets/science-museums.csv 照旧\n")
    assert fingerprint(root) == before


def test_an_old_excel_file_is_read_too(small: Path) -> None:
    before = fingerprint(small)
    status, said = kepu("import", TESTS / "sheets" / "towers.xls", "--root", small)
    assert (status, said.splitlines()[-1]) == (0, "没有改动，datasets/towers.csv 照旧")
    assert fingerprint(small) == before


def test_what_cannot_go_through_a_number_or_a_label_comes_back_as_it_was(small: Path) -> None:
    towers = small / "datasets" / "towers.csv"
    text = (
        towers.read_text("utf-8").replace("10.25,50.5", "10.250,50.5").replace(",31.5,", ",1e-05,").replace(",18,", ",123456789012345678,")
    )
    towers.write_text(text.replace("铁门灯塔", '"铁门\n灯塔"').replace(",白,,c1;c2", ",白, ,c1;c2"), "utf-8")
    tree = trees.read("small", small)
    path = exported(small, "towers")
    assert returned(tree, path) == ("towers", towers.read_bytes())


def test_one_edit_changes_one_line(small: Path) -> None:
    before = (small / "datasets" / "towers.csv").read_text("utf-8").splitlines()
    status, said = kepu("import", edited(small, "towers", (FIRST + 1, "tower_kind", "石塔")), "--root", small)
    after = (small / "datasets" / "towers.csv").read_text("utf-8").splitlines()
    assert status == 0
    assert "塔型：铁塔 → 石塔" in said
    assert said.endswith("已写入 datasets/towers.csv\n")
    assert [line for line in after if line not in before] == [before[2].replace("iron", "stone")]


NEW = (
    ("tower_name", "新灯塔"),
    ("bay_code", "B1"),
    ("province_code", "乙海岸"),
    ("tower_kind", "Iron tower"),
    ("manned", "是"),
    ("charts", "c1；c2"),
)


def test_a_new_row_gets_an_id_that_no_row_ever_had(small: Path) -> None:
    path = edited(small, "towers", *((FIRST + 3, name, value) for name, value in NEW), *((FIRST + 4, n, v) for n, v in NEW))
    status, said = kepu("import", path, "--root", small)
    assert status == 0, said
    found = stored(small, "towers")
    assert list(found) == ["t1", "t10", "t11", "t2", "t3"]  # t8 and t9 were merged or withdrawn
    assert {name: found["t10"][name] for name, _ in NEW} == {
        "tower_name": "新灯塔", "bay_code": "B1", "province_code": "B", "tower_kind": "iron", "manned": "true", "charts": "c1;c2",
    }  # fmt: skip


def test_a_new_row_with_an_id_of_its_own_is_not_given_it_twice(small: Path) -> None:
    typed = (*NEW, ("tower_id", "t12"), ("tower_name", "又一座灯塔"))
    path = edited(small, "towers", *((FIRST + 3, n, v) for n, v in NEW), *((FIRST + 4, n, v) for n, v in typed))
    status, said = kepu("import", path, "--root", small)
    assert status == 0, said
    assert list(stored(small, "towers")) == ["t1", "t12", "t13", "t2", "t3"]


def test_several_choices_in_one_cell_become_their_codes(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    book = openpyxl.load_workbook(edited(root, "award-recipients", (FIRST, "hunan_relation", "在湖南工作； 籍贯湖南")))
    assert any("在湖南工作、曾在湖南工作、籍贯湖南" in str(line[4]) for line in book["填写说明"].iter_rows(values_only=True))
    status, said = kepu("import", root.parent / "award-recipients.xlsx", "--root", root)
    assert status == 0, said
    assert rows(root / "datasets" / "award-recipients.csv")[0]["hunan_relation"] == "works-in-hunan;native-of-hunan"


def test_dates_and_whole_numbers_are_turned_back(small: Path) -> None:
    changes = {
        "checked_on": date(2021, 4, 12),
        "built_to": datetime(1971, 5, 31),  # noqa: DTZ001
        "lit_year": 1990.0,
        "lamps": 3.0,
        "built_from": 1870,
        "manned": False,
    }
    path = edited(small, "towers", *((FIRST, name, value) for name, value in changes.items()))
    status, said = kepu("import", path, "--root", small)
    assert status == 0, said
    found = stored(small, "towers")["t1"]
    assert {name: found[name] for name in changes} == {
        "checked_on": "2021-04-12", "built_to": "1971-05-31", "lit_year": "1990", "lamps": "3", "built_from": "1870", "manned": "false",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("checked_on", 44296, "date-rewritten"),
        ("checked_on", "2021/4/10", "date-rewritten"),
        ("checked_on", datetime(2021, 4, 10, 9, 30), "sheet-date-cell"),  # noqa: DTZ001
        ("built_to", date(1971, 5, 1), "sheet-date-unclear"),
        ("tower_name", date(2021, 3, 1), "sheet-date-cell"),
        ("visits", time(9, 0), "sheet-date-cell"),
        ("lamps", date(1900, 1, 2), "sheet-date-cell"),
        ("lamps", 2.5, "type-integer"),
        ("lamps", True, "type-integer"),
        ("call_sign", 430521199001011234, "number-rounded"),
        ("call_sign", "4.3E+17", "number-rounded"),
        ("call_sign", 1, "value-pattern"),
        ("tower_kind", "竹塔", "value-not-listed"),
        ("bay_code", "丙湾", "link-broken"),
    ],
)
def test_damage_is_reported_on_its_row_and_nothing_is_written(small: Path, name: str, value: object, code: str) -> None:
    before = fingerprint(small)
    path = edited(small, "towers", (FIRST, name, value))
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert f"towers.xlsx:{FIRST}  " in said
    assert [line.rpartition("[")[2] for line in said.splitlines() if line.endswith("]")] == [f"{code}]"]
    assert said.endswith("有错误，datasets/towers.csv 没有改动\n")
    assert fingerprint(small) == before


def test_a_mistake_that_was_there_before_in_another_dataset_blocks_nobody(small: Path) -> None:
    (small / "datasets" / "logbook.csv").write_text("entry,which,whose,what,charts\ne1,towers,t7,lamps,c2\n", "utf-8")
    path = edited(small, "towers", (FIRST, "lamps", 5))
    status, said = kepu("import", path, "--root", small)
    assert (status, stored(small, "towers")["t1"]["lamps"]) == (0, "5")
    assert "早就有的问题" in said


def test_what_an_edit_breaks_elsewhere_blocks_it(small: Path) -> None:
    book = openpyxl.load_workbook(exported(small, "charts"))
    book.worksheets[0].delete_rows(FIRST)
    book.save(small.parent / "charts.xlsx")
    before = fingerprint(small)
    status, said = kepu("import", small.parent / "charts.xlsx", "--remove", "--root", small)
    assert status == 1
    assert "datasets/towers.csv:2" in said
    assert fingerprint(small) == before


def test_a_title_above_and_a_column_moved_do_no_harm(small: Path) -> None:
    book = openpyxl.load_workbook(exported(small, "towers"))
    sheet = book.worksheets[0]
    sheet.insert_rows(1)
    sheet["A1"] = "海岸灯塔一览表"
    sheet.move_range("A1:A20", cols=30)
    book.save(small.parent / "towers.xlsx")
    status, said = kepu("import", small.parent / "towers.xlsx", "--root", small)
    assert (status, said.splitlines()[-1]) == (0, "没有改动，datasets/towers.csv 照旧")


def test_a_column_nobody_knows_and_one_that_is_gone_are_named(small: Path) -> None:
    path = edited(small, "towers", (1, "lamps", "备注"), (2, "lamps", None))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(2)
    book.save(path)
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert "列名“备注”不认识" in said
    assert "缺少“灯数”列（lamps）" in said


def test_a_remark_beside_the_table_is_no_column(small: Path) -> None:
    book = openpyxl.load_workbook(exported(small, "charts"))
    book.worksheets[0]["D4"] = "核对过"
    book.save(small.parent / "charts.xlsx")
    status, said = kepu("import", small.parent / "charts.xlsx", "--root", small)
    assert (status, said.splitlines()[0]) == (1, "✗ charts.xlsx:1  第一行的第 4 格没有列名")


def test_a_row_of_a_csv_with_a_cell_too_many_or_too_few_is_named(small: Path) -> None:
    path = small.parent / "charts.csv"
    path.write_text("图号,图名\nc1,第一海图\nc2,第二,海图\nc3\n", "utf-8")
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert [line for line in said.splitlines() if line.startswith("✗")] == [
        "✗ charts.csv:3  这一行有 3 格，应有 2 格",
        "✗ charts.csv:4  这一行有 1 格，应有 2 格",
    ]


def test_the_apostrophe_that_disarms_a_formula_in_our_csv_is_taken_off_again(small: Path) -> None:
    tree = trees.read("small", small)
    path = small.parent / "charts.excel.csv"
    path.write_text("图号,图名\nc1,'=1+1\nc2,'第二\n", "utf-8-sig")
    assert returned(tree, path, "charts")[1].decode() == "chart_id,chart_title\nc1,=1+1\nc2,'第二\n"
    path.write_text("chart_id,chart_title\nc1,'=1+1\nc2,第二\n", "utf-8")  # the dataset's own file is taken as it stands
    assert returned(tree, path, "charts")[1] == path.read_bytes()


@pytest.mark.parametrize("cut", [0, 4, 100, 3000])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(small: Path, cut: int) -> None:
    path = exported(small, "towers")
    path.write_bytes(path.read_bytes()[:cut])
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert said.count("\n") == 3


def test_a_file_that_breaks_the_library_is_refused_in_a_sentence_too(small: Path) -> None:
    data = (TESTS / "sheets" / "towers.xls").read_bytes()
    path = small.parent / "towers.xls"
    path.write_bytes(data[:48] + b"\x0b" + data[49:])  # the library panics
    status, said = kepu("import", path, "--root", small)
    assert (status, said.splitlines()[0]) == (1, "✗ towers.xls  towers.xls 打不开：damaged")


def test_a_stray_cell_at_the_far_end_takes_no_memory(small: Path) -> None:
    book = openpyxl.load_workbook(exported(small, "towers"))
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(small.parent / "towers.xlsx")
    status, said = kepu("import", small.parent / "towers.xlsx", "--root", small)
    assert (status, "打不开" in said) == (1, True)


def test_private_numbers_are_masked_in_report_and_difference(small: Path) -> None:
    path = edited(small, "towers", (FIRST, "tower_name", "联系 13812345678"))
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert "[privacy-mobile]" in said
    assert "13812345678" not in said


# Word for word


def spoilt(root: Path, example: Path) -> Path:
    """The file of an example: its own, or the exported workbook with its edits."""
    edits = example / "edits.json"
    if not edits.exists():
        return next(path for path in example.iterdir() if path.stem == "sheet")
    path = exported(root, "towers")
    book, what = openpyxl.load_workbook(path), json.loads(edits.read_text("utf-8"))
    for address, value in what.get("cells", {}).items():
        typed = {TYPED[kind](text) for kind, text in value.items()} if isinstance(value, dict) else {value}
        book.worksheets[0][address].value = typed.pop()
    for area in what.get("merge", []):
        book.worksheets[0].merge_cells(area)
    for row in what.get("delete", []):
        book.worksheets[0].delete_rows(row)
    book.save(path)
    return path


@pytest.mark.parametrize("code", sorted(path.name for path in EXAMPLES.iterdir()))
def test_what_an_import_finds_is_said_word_for_word(small: Path, code: str) -> None:
    example, path = EXAMPLES / code, spoilt(small, EXAMPLES / code)
    options = json.loads((example / "edits.json").read_text("utf-8")).get("options", []) if (example / "edits.json").exists() else []
    data = (small / "datasets" / "towers.csv").read_bytes()
    for lang in ("zh", "en"):
        (small / "datasets" / "towers.csv").write_bytes(data)
        status, said = kepu("import", path, "--root", small, "--lang", lang, *options)
        assert said == (example / f"expected.{lang}.txt").read_text("utf-8")
        assert f"[{code}]" in said
        assert status == (1 if CODES[code]["severity"] == "error" else 0)
