"""What differs between two trees is told by dataset and id, what is lost first."""

import json
from pathlib import Path

import pytest
from repository import edit
from support import words

from diff.comparing import compared, diff
from kepu.commands.diff import FORMATS


@pytest.mark.usefixtures("trees")
@pytest.mark.parametrize("form", FORMATS)
def test_equal_trees_differ_in_nothing(form: str) -> None:
    status, report = diff("old", "new", "--format", form)
    assert status == 0
    assert (json.loads(report)["datasets"] == []) if form == "json" else ("数据没有变化" in report)


def test_order_of_rows_line_ends_and_a_bom_are_no_change(trees: tuple[Path, Path]) -> None:
    path = trees[1] / "datasets" / "towers.csv"
    head, *lines = path.read_text("utf-8").splitlines()
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([head, *reversed(lines)]).encode())
    assert compared("old", "new")["datasets"] == []


def test_losses_come_first_among_datasets_and_among_rows(edited: tuple[Path, Path]) -> None:
    report = compared("old", "new")
    assert [(d["dataset"], [r["kind"] for r in d["rows"]]) for d in report["datasets"]] == [
        ("towers", ["removed", "emptied", "changed", "added"]),
        ("charts", ["added"]),
    ]
    back = compared("new", "old")
    assert [(d["dataset"], [r["id"] for r in d["rows"]]) for d in back["datasets"]] == [
        ("charts", ["c3"]),
        ("towers", ["t4", "t1", "t2", "t3"]),
    ]


def test_a_moved_point_says_how_far(edited: tuple[Path, Path]) -> None:
    moved = {r["id"]: r["moved_m"] for d in compared("old", "new")["datasets"] for r in d["rows"] if r["moved_m"] is not None}
    assert moved == {"t1": pytest.approx(707.3, abs=1)}


def test_coordinates_that_are_no_place_on_earth_do_no_harm(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/towers.csv", "10.25,50.5", "一百,nan")
    edit(trees[1], "datasets/towers.csv", "11.25,50.5", "11.25,500")
    found = {r["id"]: (r["point_after"], r["moved_m"]) for r in compared("old", "new")["datasets"][0]["rows"]}
    assert found == {"t1": (None, None), "t2": (None, None)}
    assert diff("old", "new", "--format", "html")[0] == 0


def test_each_side_is_named_by_its_own_tree(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/coasts.csv", "甲东湾", "东湾")
    edit(trees[1], "datasets/towers.csv", "t1,石角灯塔,A,A1", "t1,石角灯塔,A,A2")
    edit(trees[1], "datasets/towers.csv", "t2,铁门灯塔,B,B1", "t2,铁门灯塔,B,A1")
    edit(trees[1], "schemas/vocabularies/tower-kinds.csv", "iron,铁塔", "iron,钢塔")
    edit(trees[1], "datasets/towers.csv", ",stone,", ",iron,")
    cells = {(r["id"], c["column"]): c for d in compared("old", "new")["datasets"] for r in d["rows"] for c in r["cells"]}
    assert cells["t1", "bay_code"]["before_zh"] == "甲东湾（A1）"
    assert cells["t2", "bay_code"]["after_zh"] == "东湾（A1）"
    assert (cells["t1", "tower_kind"]["before_zh"], cells["t1", "tower_kind"]["after_zh"]) == ("石塔", "钢塔")
    assert cells["t1", "tower_kind"]["before"] == "stone"


def test_repeated_ids_hide_no_row(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/charts.csv", "c2,第二海图\n", "c2,第二海图\nc2,又一张\n")
    assert [(r["kind"], r["id"]) for r in compared("old", "new")["datasets"][0]["rows"]] == [("added", "c2")]


def test_a_changed_header_is_told(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "schemas/charts.json", '"name": "chart_title"', '"name": "caption"')
    edit(trees[1], "datasets/charts.csv", "chart_title", "caption")
    status, report = diff("old", "new")
    assert status == 0
    assert "少了列：chart_title" in report
    assert "多了列：caption" in report
    assert "2 行少了内容" in report


def test_columns_in_another_order_are_told_and_no_row_is(trees: tuple[Path, Path]) -> None:
    (trees[1] / "datasets" / "charts.csv").write_text("chart_title,chart_id\n第一海图,c1\n第二海图,c2\n", "utf-8")
    found = compared("old", "new")["datasets"]
    assert [(d["dataset"], d["columns"]["reordered"], d["rows"]) for d in found] == [("charts", True, [])]
    assert "列的先后变了" in diff("old", "new")[1]


@pytest.mark.parametrize(
    ("spoilt", "code"), [("chart_id,chart_title\nc1,第一海图,多\n", "row-ragged"), ("海图\n", "header-unknown"), (None, "file-missing")]
)
def test_a_file_that_cannot_be_read_is_not_taken_for_emptied(trees: tuple[Path, Path], spoilt: str | None, code: str) -> None:
    path = trees[1] / "datasets" / "charts.csv"
    path.unlink() if spoilt is None else path.write_text(spoilt, "utf-8")
    found = compared("old", "new")["datasets"]
    assert [(d["dataset"], d["rows"]) for d in found] == [("charts", [])]
    assert code in {p["code"] for p in found[0]["unread"]}
    for form in ("terminal", "markdown", "html"):
        report = words(diff("old", "new", "--format", form)[1])
        assert "没有比较，要先改好：new:datasets/charts.csv" in report.replace("\u200b", "")


def test_a_whole_dataset_that_comes_or_goes_is_told(trees: tuple[Path, Path]) -> None:
    for path in ("schemas/wrecks.json", "datasets/wrecks.csv"):
        (trees[1] / path).unlink()
    assert "整个数据集删掉了" in diff("old", "new")[1]
    assert "新的数据集" in diff("new", "old")[1]
