"""The page of a difference lists every cell and maps every point."""

import re
from pathlib import Path

import pytest
from repository import edit
from support import tags

from diff.comparing import compared, diff


def test_the_html_page_stands_alone_and_nothing_in_it_is_markup(edited: tuple[Path, Path]) -> None:
    page = diff("old", "new", "--format", "html")[1]
    assert "铁门 &lt;b&gt;灯塔&lt;/b&gt;" in page
    assert not {"script", "link", "img", "iframe", "b"} & {name for name, _ in tags(page)}
    ids = [a["id"] for _, a in tags(page) if "id" in a]
    assert len(ids) == len(set(ids))
    assert all(a["href"].removeprefix("#") in ids for _, a in tags(page) if "href" in a)
    assert not [a for _, a in tags(page) if "src" in a or any(key.startswith("on") for key in a)]
    assert "url(" not in page


def test_the_html_page_lists_every_row_and_cell(edited: tuple[Path, Path]) -> None:
    page = diff("old", "new", "--format", "html")[1]
    report = compared("old", "new")
    heads = re.findall(r'<h3 id="r\d+">(.*?) <small>', page)
    assert [h.split()[1] for h in heads] == [r["id"] for d in report["datasets"] for r in d["rows"]]
    cells = [c for d in report["datasets"] for r in d["rows"] for c in r["cells"]]
    assert page.count("<tr><th>") == len(cells) + len(report["datasets"]) + 1  # with the table of counts


def test_the_map_shows_what_moved_came_and_went(edited: tuple[Path, Path]) -> None:
    page = diff("old", "new", "--format", "html")[1]
    marks = [(a["data-kind"], a["href"]) for name, a in tags(page, "a") if "data-kind" in a]
    assert marks == [("removed", "#r2"), ("moved", "#r3"), ("added", "#r4")]
    assert page.count('class="group"') == 2
    assert "移动 707 米" in page
    line = next(a for _, a in tags(page, "line"))
    # 600 units less a margin of 3 on each side show 10° to 12° east
    assert float(line["x1"]) == pytest.approx(3 + 594 * 0.25 / 2, abs=0.1)
    assert float(line["x2"]) == pytest.approx(3 + 594 * 0.26 / 2, abs=0.1)
    assert line["y1"] == line["y2"]


def test_points_beyond_the_map_are_counted_and_no_point_means_no_map(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/charts.csv", "第一", "头一")
    assert "<svg" not in diff("old", "new", "--format", "html")[1]
    edit(trees[1], "datasets/towers.csv", "t3,雾岛灯塔,B,,,", "t3,雾岛灯塔,B,,50.5,11.25")
    page = diff("old", "new", "--format", "html")[1]
    assert "另有 1 处在图外" in page


def test_a_broken_boundary_file_costs_the_map_and_not_the_list(edited: tuple[Path, Path]) -> None:
    (edited[1] / "datasets" / "boundaries" / "bays.geojson").unlink()
    status, page = diff("old", "new", "--format", "html")
    assert status == 0
    assert "地图画不出来：" in page
    assert "bays.geojson" in page
    assert page.count("<h3 ") == 5


def test_the_boundaries_are_credited_as_the_portal_credits_them(edited: tuple[Path, Path]) -> None:
    (edited[1] / "mkdocs.yml").write_text("extra: {notice: {zh: 边界取自海图局}}\n", "utf-8")
    assert "边界取自海图局" in diff("old", "new", "--format", "html")[1]
