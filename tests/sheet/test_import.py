"""What an editor changed is written, and only that; what is damaged is told on its row."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from support import fingerprint

from sheet.workbooks import FIRST, edited, exported, kepu, stored


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


def test_private_numbers_are_masked_in_report_and_difference(small: Path) -> None:
    path = edited(small, "towers", (FIRST, "tower_name", "联系 13812345678"))
    status, said = kepu("import", path, "--root", small)
    assert status == 1
    assert "[privacy-mobile]" in said
    assert "13812345678" not in said
