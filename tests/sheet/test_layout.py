"""A sheet laid out another way is still read; what is no table is refused in a sentence."""

from pathlib import Path

import openpyxl
import pytest
from support import TESTS

from sheet.workbooks import edited, exported, kepu


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


@pytest.mark.parametrize("cut", [0, 4, 100, 3000])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(small: Path, cut: int) -> None:
    path = exported(small, "towers")
    path.write_bytes(path.read_bytes()[:cut])
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert said.count("\n") == 3


def test_a_file_that_breaks_the_library_is_refused_in_a_sentence_too(small: Path) -> None:
    data = (TESTS / "sheet" / "towers.xls").read_bytes()
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
