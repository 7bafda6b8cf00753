"""`kepu review` leaves one folder that shows a reviewer what a change does, and shows nobody anything personal."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from builds import small_root
from click.testing import CliRunner
from repository import commit, git
from support import rows

from kepu.cli import main
from kepu.review import facts, remark

MIB = 1_048_576  # what GitHub shows of a job's summary
TOWERS, HAVENS, CHARTS, LOGBOOK = (f"datasets/{name}.csv" for name in ("towers", "havens", "charts", "logbook"))
# Invented, with right check digits; 62 begins a card, 139 a mobile.
PERSONAL = ["11010519491231002X", "13912345679", "6222020200112230012", "zhang.san1988@163.com"]
FOLDER = {"diff.html", "diff.json", "report.html", "report.json", "review.json", "summary.md"}


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change one file."""
    text = (root / file).read_bytes().decode("utf-8")
    assert old in text
    (root / file).write_bytes(text.replace(old, new).encode("utf-8"))


@pytest.fixture
def root(small: Path) -> Path:
    """A repository that is clean, on a branch of its own."""
    commit(small)
    git(small, "checkout", "--quiet", "-b", "edit")
    return small


def review(root: Path, *options: str) -> tuple[int, str, Path]:
    """Exit code, report and folder of `kepu review` against main."""
    out = root.parent / "out"
    done = CliRunner().invoke(main, ["review", "--root", str(root), "--base", "main", "--out", str(out), *options], catch_exceptions=False)
    return done.exit_code, done.output, out


def found(out: Path) -> dict:
    """The facts of a folder, read as the comment reads them."""
    return facts.read((out / "review.json").read_bytes())


def names(out: Path) -> set[str]:
    """Every file of a folder."""
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_a_clean_change_passes_and_its_folder_shows_what_it_did(root: Path) -> None:
    edit(root, TOWERS, "石角灯塔", "大石角灯塔")
    commit(root)
    status, report, out = review(root)
    assert (status, report) == (0, "检查通过，没有问题\n")
    assert names(out) == FOLDER
    assert "大石角灯塔" in (out / "diff.html").read_text("utf-8")
    assert "石角灯塔 → 大石角灯塔" in (out / "summary.md").read_text("utf-8")
    assert found(out)["changes"]["first"][0]["samples_zh"] == ["~ t1 大石角灯塔 ｜ 塔名：石角灯塔 → 大石角灯塔"]


def test_a_mistake_fails_is_annotated_on_its_line_and_is_in_every_file(root: Path) -> None:
    edit(root, TOWERS, ",iron,1,18", ",straw,1,18")
    commit(root)
    status, report, out = review(root, "--format", "github")
    assert status == 1
    assert report.startswith("::error file=datasets/towers.csv,line=3,title=value-not-listed::")
    for name in ("report.html", "report.json", "summary.md", "review.json"):
        assert "straw" in (out / name).read_text("utf-8"), name


def test_what_main_did_meanwhile_is_no_change_of_ours(root: Path) -> None:
    git(root, "checkout", "--quiet", "main")
    edit(root, CHARTS, "第一海图", "第一海图（旧）")
    commit(root)
    git(root, "checkout", "--quiet", "edit")
    edit(root, TOWERS, "石角灯塔", "大石角灯塔")
    commit(root)
    assert [c["file"] for c in found(review(root)[2])["changes"]["first"]] == [TOWERS]


def test_a_base_without_a_common_beginning_is_named(root: Path) -> None:
    git(root, "checkout", "--quiet", "--orphan", "alone")
    edit(root, TOWERS, "石角灯塔", "大石角灯塔")
    commit(root)
    status, report, out = review(root)
    assert status == 2
    assert "[revision-unrelated]" in report
    assert not out.exists()


def test_a_wrongly_encoded_file_comes_back_converted(root: Path) -> None:
    before = (root / CHARTS).read_bytes()
    (root / CHARTS).write_bytes(before.decode("utf-8").encode("gb18030"))
    commit(root)
    status, _, out = review(root)
    assert status == 1
    assert (out / "converted" / "charts.csv").read_bytes() == before
    assert found(out)["converted"] == [CHARTS]
    (root / CHARTS).write_bytes(before)
    assert review(root)[0] == 0
    assert names(out) == FOLDER


@pytest.mark.parametrize("file", ["schemas/towers.json", "metadata.json"])
def test_a_broken_schema_still_leaves_a_report(root: Path, file: str) -> None:
    (root / file).write_text("{", "utf-8")
    commit(root)
    status, report, out = review(root)
    assert status == 1
    assert f"{file}:1" in report
    assert names(out) == FOLDER - {"diff.html", "diff.json"}
    assert found(out)["changes"] is None


def test_a_base_that_cannot_be_read_is_said_to_be_so(small: Path) -> None:
    good = (small / "schemas" / "charts.json").read_bytes()
    (small / "schemas" / "charts.json").write_text("{", "utf-8")
    commit(small)
    git(small, "checkout", "--quiet", "-b", "edit")
    (small / "schemas" / "charts.json").write_bytes(good)
    commit(small)
    status, _, out = review(small)
    assert status == 0
    assert "改动前的数据读不了" in (out / "summary.md").read_text("utf-8")
    assert "baseline-unreadable" in (out / "report.json").read_text("utf-8")


def test_thousands_of_problems_fit_the_summary_and_the_comment_which_say_how_many_they_leave_out(root: Path) -> None:
    with (root / LOGBOOK).open("a", encoding="utf-8") as file:
        file.writelines(f"f{number},“小船”和 `大船`,t1,lamps,c2\n" for number in range(6000))
    commit(root)
    status, report, out = review(root, "--format", "github")
    summary = (out / "summary.md").read_text("utf-8")
    assert status == 1
    assert report.count("::error") == 10
    assert len(summary.encode()) < MIB
    left = int(re.search(r"还有 (\d+) 条没有列出，全部在 HTML 报告", summary)[1])
    assert summary.count("\n| datasets/logbook") + left == sum(found(out)["counts"].values()) >= 6000
    assert (out / "report.html").read_text("utf-8").count("<li>") == sum(found(out)["counts"].values())
    body = remark.render(found(out), remark.Links("https://example.org/", "https://example.org/run"))
    assert len(body) <= 65_536


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


def test_the_facts_of_every_row_of_a_dataset_changed_are_what_the_comment_accepts(root: Path) -> None:
    data = rows(root / TOWERS)
    for row in data:
        edit(root, TOWERS, row["tower_name"], row["tower_name"] + "长" * 5000)
    commit(root)
    assert found(review(root)[2])["changes"]["counts"]["changed"] == len(data)


def test_the_folder_packs_into_an_archive_that_the_comment_reads(root: Path) -> None:
    from kepu.review import archive

    out, packed = review(root)[2], io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.write(out / "review.json", "review.json")
    assert facts.read(archive.only(packed.getvalue(), "review.json")) == found(out)


def test_a_root_of_a_clone_from_a_fork_is_compared_with_where_it_left(tmp_path: Path) -> None:
    home = small_root(tmp_path / "home")
    commit(home)
    git(tmp_path, "clone", "--quiet", str(home), "fork")
    fork = tmp_path / "fork"
    edit(fork, TOWERS, "雾岛灯塔", "大雾岛灯塔")
    commit(fork)
    edit(home, TOWERS, "石角灯塔", "大石角灯塔")
    commit(home)
    git(home, "fetch", "--quiet", str(fork), "main:pull")
    git(home, "checkout", "--quiet", "pull")
    assert found(review(home)[2])["changes"]["first"][0]["samples_zh"] == ["~ t3 大雾岛灯塔 ｜ 塔名：雾岛灯塔 → 大雾岛灯塔"]
