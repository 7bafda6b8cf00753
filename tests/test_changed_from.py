"""`kepu check --changed-from`: what stood there before blocks nobody, and what an edit breaks does, wherever it breaks."""

import json
import shutil
from pathlib import Path

import pytest
from builds import small_root
from click.testing import CliRunner
from repository import commit, edit, git
from since import check, judged
from support import fingerprint

from kepu.cli import main

TOWERS = "datasets/towers.csv"
NOTE_ZH = """· datasets/towers.csv:3  早就有的问题：“塔型”里的“straw”不在可选的范围
    → 不拦这次改动。要改的话：多半是 stone。可以填：stone（石塔）、iron（铁塔）  [value-not-listed]
0 个错误，0 个提醒，1 个说明
"""
NOTE_EN = """· datasets/towers.csv:3  Not new: “straw” in Kind is not one of the allowed values
    → It does not block this change. To mend it: Probably stone. Allowed: stone, iron  [value-not-listed]
0 errors, 0 warnings, 1 notes
"""


@pytest.fixture
def flawed(small: Path) -> Path:
    """A repository whose second tower has been wrong for long."""
    edit(small, TOWERS, ",iron,1,18", ",straw,1,18")
    commit(small)
    return small


def test_an_error_that_was_there_is_a_note_that_says_so(flawed: Path) -> None:
    assert check(flawed) == (0, NOTE_ZH)
    assert check(flawed, "--lang", "en") == (0, NOTE_EN)


def test_without_the_option_it_is_an_error(flawed: Path) -> None:
    assert CliRunner().invoke(main, ["check", "--root", str(flawed)]).exit_code == 1


@pytest.mark.parametrize(
    ("form", "level"), [("github", "::notice "), ("sarif", '"level": "note"'), ("markdown", "早就有的问题"), ("html", "早就有的问题")]
)
def test_every_format_shows_it_as_a_note(flawed: Path, form: str, level: str) -> None:
    status, report = check(flawed, "--format", form)
    assert status == 0
    assert level in report
    assert "::error" not in report


def test_it_stays_a_note_when_the_edit_is_on_other_lines(flawed: Path) -> None:
    edit(flawed, TOWERS, "t1,石角灯塔", "t1,大石角灯塔")
    edit(flawed, TOWERS, "\nt1,", "\nt0,新灯塔,A,,,,,,,,,,,,,,,,c1\nt1,")
    assert judged(flawed) == [("note", "value-not-listed", 4)]


def test_the_row_that_is_edited_is_judged_strictly(flawed: Path) -> None:
    edit(flawed, TOWERS, "铁门灯塔", "大铁门灯塔")
    assert judged(flawed) == [("error", "value-not-listed", 3)]


def test_a_new_row_is_judged_strictly_even_with_the_same_mistake(flawed: Path) -> None:
    edit(flawed, TOWERS, "t3,雾岛灯塔,B,,,,,", "t3,雾岛灯塔,B,,,,straw,")
    assert judged(flawed) == [("error", "value-not-listed", 4), ("note", "value-not-listed", 3)]


def test_a_copy_of_a_wrong_row_is_a_new_row(flawed: Path) -> None:
    wrong = next(line for line in (flawed / TOWERS).read_text("utf-8").splitlines(keepends=True) if "straw" in line)
    edit(flawed, TOWERS, wrong, wrong + wrong)
    found = judged(flawed)
    assert [f[:2] for f in found if f[1] == "value-not-listed"] == [("error", "value-not-listed"), ("note", "value-not-listed")]
    assert ("error", "key-repeated", 4) in found


def test_a_row_that_the_edit_breaks_from_elsewhere_is_an_error(flawed: Path) -> None:
    edit(flawed, "datasets/charts.csv", "c1,第一海图\n", "")
    assert ("error", "source-unknown", 2) in judged(flawed)


def test_a_new_row_with_a_used_id_is_an_error_whichever_stands_first(flawed: Path) -> None:
    edit(flawed, TOWERS, "\nt3,", "\nt3,云岛灯塔,B,,,,,,,,,,,,,,,,c2\nt3,")
    assert ("error", "key-repeated", 5) in judged(flawed)


def test_a_warning_that_was_there_is_a_note_too(small: Path) -> None:
    edit(small, TOWERS, "t1,石角灯塔,A,", "t1,石角灯塔,,")
    commit(small)
    assert judged(small) == [("note", "prefecture-missing", 2)]
    edit(small, TOWERS, "石角灯塔", "大石角灯塔")
    assert judged(small) == [("warning", "prefecture-missing", 2)]


def test_a_new_empty_column_changes_no_row(flawed: Path) -> None:
    schema = json.loads((flawed / "schemas" / "towers.json").read_text("utf-8"))
    schema["fields"].append({**schema["fields"][7], "name": "bells"})
    (flawed / "schemas" / "towers.json").write_text(json.dumps(schema), "utf-8")
    lines = (flawed / TOWERS).read_text("utf-8").splitlines()
    (flawed / TOWERS).write_text("\n".join([f"{lines[0]},bells", *(f"{line}," for line in lines[1:])]), "utf-8")
    assert judged(flawed) == [("note", "value-not-listed", 3)]


def test_a_stricter_schema_has_to_be_met_by_every_row(flawed: Path) -> None:
    edit(flawed, "schemas/towers.json", '"maximum": 9', '"maximum": 1')
    assert judged(flawed) == [("error", "value-too-large", 2), ("note", "value-not-listed", 3)]


def test_a_ragged_row_that_was_there_blocks_no_edit_and_a_new_one_does(small: Path) -> None:
    edit(small, "datasets/charts.csv", "c2,第二海图", "c2,第二海图,多一格")
    commit(small)
    edit(small, "datasets/charts.csv", "c1,第一海图\n", "c0,零号海图\nc1,第一海图\n")
    assert judged(small) == [("note", "row-ragged", 4)]
    edit(small, "datasets/charts.csv", "c2,", "c3,")
    assert judged(small) == [("error", "row-ragged", 4)]


def test_a_file_wrong_as_a_whole_blocks_only_who_touches_it(small: Path) -> None:
    path = small / "datasets" / "charts.csv"
    path.write_bytes("chart_id,chart_title\nc1,第一海图\n".encode("gb18030"))
    commit(small)
    edit(small, TOWERS, "t1,石角灯塔", "t1,大石角灯塔")
    assert judged(small) == [("note", "file-encoding", 2)]
    path.write_bytes("chart_id,chart_title\nc1,第一海图\nc2,第二海图\n".encode("gb18030"))
    assert judged(small) == [("error", "file-encoding", 2)]


def test_a_file_that_goes_missing_is_an_error_and_one_that_was_missing_is_not_excused(small: Path) -> None:
    commit(small)
    (small / "datasets" / "logbook.csv").unlink()
    assert judged(small) == [("error", "file-missing", None)]
    commit(small)
    assert judged(small) == [("error", "file-missing", None)]


def test_a_clean_tree_is_clean(small: Path) -> None:
    commit(small)
    assert check(small) == (0, "检查通过，没有问题\n")


def test_only_the_named_revision_counts(flawed: Path) -> None:
    edit(flawed, TOWERS, "t1,石角灯塔,A,A1,10.25,50.5,stone,2,", "t1,石角灯塔,A,A1,10.25,50.5,stone,20,")
    commit(flawed)
    assert judged(flawed) == [("note", "value-too-large", 2), ("note", "value-not-listed", 3)]
    assert judged(flawed, "--changed-from", "HEAD~1") == [("error", "value-too-large", 2), ("note", "value-not-listed", 3)]


def test_a_root_below_its_repository_is_found(tmp_path: Path) -> None:
    root = small_root(tmp_path / "data" / "coast")
    edit(root, TOWERS, ",iron,1,18", ",straw,1,18")
    commit(tmp_path)
    assert judged(root) == [("note", "value-not-listed", 3)]


def test_nothing_is_written(flawed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    before = fingerprint(flawed)
    check(flawed)
    assert fingerprint(flawed) == before
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("clean", [True, False])
def test_a_revision_that_is_not_there_is_named_even_when_all_is_clean(small: Path, clean: bool) -> None:
    commit(small)
    if not clean:
        edit(small, TOWERS, ",iron,", ",straw,")
    status, report = check(small, "--changed-from", "nosuch")
    assert status == 2
    assert report.startswith(f"✗ {small}  git 里没有 nosuch 这个版本\n")
    assert "[revision-unknown]" in report


def test_outside_a_repository_it_says_so(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))
    status, report = check(small)
    assert status == 2
    assert "[repository-missing]" in report


def test_a_checkout_git_does_not_trust_is_named_in_gits_words(flawed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    status, report = check(flawed)
    assert status == 2
    assert "dubious ownership" in report


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_when_the_revision_cannot_be_read_everything_counts_and_a_note_says_so(small: Path, lang: str) -> None:
    edit(small, TOWERS, ",iron,1,18", ",straw,1,18")
    good = shutil.copytree(small / "schemas", small.parent / "good")
    (small / "schemas" / "charts.json").write_text("{", "utf-8")
    commit(small)
    shutil.copytree(good, small / "schemas", dirs_exist_ok=True)
    assert [f[:2] for f in judged(small)] == [("error", "value-not-listed"), ("note", "baseline-unreadable")]
    expected = {
        "zh": "HEAD 那一版读不了，没法分辨哪些问题早就有：HEAD:schemas/charts.json 不是合格的 JSON",
        "en": "HEAD cannot be read, so earlier problems cannot be told apart: HEAD:schemas/charts.json is not valid JSON",
    }
    assert expected[lang] in check(small, "--lang", lang)[1]


def test_git_is_asked_only_to_read(flawed: Path) -> None:
    before = git(flawed, "status", "--porcelain"), git(flawed, "worktree", "list"), git(flawed, "stash", "list")
    check(flawed)
    assert (git(flawed, "status", "--porcelain"), git(flawed, "worktree", "list"), git(flawed, "stash", "list")) == before
