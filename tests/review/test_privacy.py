"""`kepu review` shows nobody anything personal: not in its log, not in its folder, not in the comment."""

import json
from pathlib import Path

import pytest
from repository import commit, edit, git

from kepu.review import remark
from review.reviewing import CHARTS, HAVENS, TOWERS, found, review

# Invented, with right check digits; 62 begins a card, 139 a mobile.
PERSONAL = ["11010519491231002X", "13912345679", "6222020200112230012", "zhang.san1988@163.com"]


def in_changed_row(root: Path, text: str) -> None:
    edit(root, HAVENS, "h2,铁门避风港", f"h2,铁门避风港 {text}")


def in_new_row(root: Path, text: str) -> None:
    edit(root, CHARTS, "c2,第二海图\n", f"c2,第二海图\nc3,{text}\n")


def in_name_that_others_show(root: Path, text: str) -> None:
    edit(root, CHARTS, "第二海图", f"第二海图{text}")
    edit(root, TOWERS, "雾岛灯塔", "大雾岛灯塔")


def in_header(root: Path, text: str) -> None:
    edit(root, CHARTS, "chart_id,chart_title", f"chart_id,{text}")


def in_misplaced_file(root: Path, text: str) -> None:
    (root / "datasets" / f"{text}.csv").write_text(f"a\n{text}\n", "utf-8")


def in_other_encoding(root: Path, text: str) -> None:
    edit(root, CHARTS, "第二海图", f"第二海图{text}")
    (root / CHARTS).write_bytes((root / CHARTS).read_text("utf-8").encode("gb18030"))


def in_header_of_other_encoding(root: Path, text: str) -> None:
    (root / CHARTS).write_bytes(f"chart_id,{text}\nc1,第一海图\n".encode("utf-16"))


def in_other_separator(root: Path, text: str) -> None:
    (root / CHARTS).write_text(f"chart_id\tchart_title\nc1\t第一海图\nc2\t{text}\n", "utf-8")


def in_ragged_row(root: Path, text: str) -> None:
    edit(root, CHARTS, "c2,第二海图", f"c2,第二海图,{text}")


def in_id(root: Path, text: str) -> None:
    edit(root, CHARTS, "c2,第二海图\n", f"c2,第二海图\n{text},某图\n")


PLACES = [
    in_changed_row,
    in_new_row,
    in_name_that_others_show,
    in_header,
    in_misplaced_file,
    in_other_encoding,
    in_header_of_other_encoding,
    in_other_separator,
    in_ragged_row,
    in_id,
]


def assert_nowhere(out: Path, report: str, text: str) -> None:
    """Neither the log nor one byte of the folder, packed as artifacts are, nor the comment holds a text in any encoding."""
    given = [report.encode(), *(path.read_bytes() for path in out.rglob("*") if path.is_file()), *(str(p).encode() for p in out.rglob("*"))]
    given.append(remark.render(found(out), remark.Links("https://example.org/", "https://example.org/run")).encode())
    for data in given:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert text.encode(encoding) not in data
        assert text not in data.decode("unicode_escape", "replace")


@pytest.mark.parametrize("form", ["terminal", "github", "json", "sarif"])
@pytest.mark.parametrize("place", PLACES)
def test_a_personal_number_that_comes_in_gets_no_further(root: Path, place: object, form: str) -> None:
    text = "；".join(PERSONAL) if place not in (in_misplaced_file, in_id) else PERSONAL[0]
    place(root, text)
    commit(root)
    _, report, out = review(root, "--format", form)
    for number in PERSONAL:
        assert_nowhere(out, report, number)


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("change", ["removed with its row", "removed from its cell", "left where it was"])
def test_a_personal_number_that_was_there_gets_no_further(small: Path, number: str, change: str) -> None:
    edit(
        small,
        HAVENS,
        "h2,铁门避风港,B,B1,,11.25,50.5,bay,,400-800-1234;12345,,,,c2",
        f"h2,铁门避风港,B,B1,,11.25,50.5,bay,,,,,张三 {number},c2",
    )
    commit(small)
    git(small, "checkout", "--quiet", "-b", "edit")
    kept = [
        line for line in (small / HAVENS).read_text("utf-8").splitlines() if not line.startswith("h2") or change != "removed with its row"
    ]
    (small / HAVENS).write_text("\n".join([*kept, ""]), "utf-8")
    if change == "removed from its cell":
        edit(small, HAVENS, f"张三 {number}", "")
    edit(small, HAVENS, "石角避风港", "大石角避风港")
    commit(small)
    _, report, out = review(small)
    assert_nowhere(out, report, number)
    assert_nowhere(out, report, "张三")
    (shown,) = found(out)["changes"]["first"]
    assert (shown["file"], shown["samples_zh"]) == (HAVENS, [])
    assert "个人信息" in shown["about_zh"][0]
    assert "大石角避风港" not in (out / "diff.html").read_text("utf-8")
    assert "个人信息" in (out / "diff.html").read_text("utf-8")


def test_an_earlier_personal_number_keeps_its_code_though_it_blocks_nothing(small: Path) -> None:
    edit(small, HAVENS, "bay,,400-800-1234;12345", f"bay,,{PERSONAL[1]}")
    commit(small)
    git(small, "checkout", "--quiet", "-b", "edit")
    edit(small, CHARTS, "第一海图", "第一新海图")
    commit(small)
    status, _, out = review(small)
    (problem,) = [p for p in json.loads((out / "report.json").read_text("utf-8"))["problems"] if p["file"] == HAVENS]
    assert (status, problem["code"], problem["severity"]) == (0, "privacy-mobile", "note")
    (fact,) = [p for p in found(out)["problems"] if p["file"] == HAVENS]
    assert (fact["code"], fact["earlier"]) == ("privacy-mobile", True)


@pytest.mark.parametrize("place", [in_other_encoding, in_header_of_other_encoding, in_other_separator])
def test_a_converted_copy_that_would_hold_a_personal_number_is_withheld_and_said_to_be(root: Path, place: object) -> None:
    place(root, PERSONAL[1])
    commit(root)
    out = review(root)[2]
    assert not (out / "converted").exists()
    assert found(out)["withheld"] == [CHARTS]
    body = remark.render(found(out), remark.Links("https://example.org/", "https://example.org/run"))
    assert "里面有个人信息，没有给转好的文件" in body
    assert "里面有个人信息" in (out / "summary.md").read_text("utf-8")
