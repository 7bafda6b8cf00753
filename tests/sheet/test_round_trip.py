"""Out and back without an edit changes no byte, in whatever form it comes back."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support import ROOT, TESTS, fingerprint, schemas

from kepu import trees
from kepu.sheets.export import workbook
from sheet.workbooks import exported, kepu, ods, returned


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


def test_the_command_says_so_and_leaves_the_file_alone(small: Path) -> None:
    before = fingerprint(small)
    status, said = kepu("import", exported(small, "havens"), "--root", small)
    assert (status, said.splitlines()[-1]) == (0, "没有改动，datasets/havens.csv 照旧")
    assert fingerprint(small) == before


def test_an_old_excel_file_is_read_too(small: Path) -> None:
    before = fingerprint(small)
    status, said = kepu("import", TESTS / "sheet" / "towers.xls", "--root", small)
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


def test_the_apostrophe_that_disarms_a_formula_in_our_csv_is_taken_off_again(small: Path) -> None:
    tree = trees.read("small", small)
    path = small.parent / "charts.excel.csv"
    path.write_text("图号,图名\nc1,'=1+1\nc2,'第二\n", "utf-8-sig")
    assert returned(tree, path, "charts")[1].decode() == "chart_id,chart_title\nc1,=1+1\nc2,'第二\n"
    path.write_text("chart_id,chart_title\nc1,'=1+1\nc2,第二\n", "utf-8")  # the dataset's own file is taken as it stands
    assert returned(tree, path, "charts")[1] == path.read_bytes()
