"""`kepu review` leaves one folder that shows a reviewer what a change does."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from builds import small_root
from repository import commit, edit, git
from support import rows

from kepu.review import archive, facts, remark
from review.reviewing import CHARTS, LOGBOOK, TOWERS, found, review

MIB = 1_048_576  # what GitHub shows of a job's summary
FOLDER = {"diff.html", "diff.json", "report.html", "report.json", "review.json", "summary.md"}


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


def test_the_facts_of_every_row_of_a_dataset_changed_are_what_the_comment_accepts(root: Path) -> None:
    data = rows(root / TOWERS)
    for row in data:
        edit(root, TOWERS, row["tower_name"], row["tower_name"] + "长" * 5000)
    commit(root)
    assert found(review(root)[2])["changes"]["counts"]["changed"] == len(data)


def test_the_folder_packs_into_an_archive_that_the_comment_reads(root: Path) -> None:
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
