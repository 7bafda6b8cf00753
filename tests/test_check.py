"""Every problem has an example: the smallest mistake, and exactly what its editor is told in both languages.

tests/examples/<code>/ holds the files that differ from _root (remove.txt names those that are missing) and the reports.
"""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from builds import small_root
from click.testing import CliRunner
from repository import edit
from support import ROOT, TESTS, fingerprint, rows

from kepu.cli import main

EXAMPLES = TESTS / "examples"
CODES = {row["code"]: row for row in rows(ROOT / "schemas" / "problems.csv")}
# Raised by the machine, not by a spreadsheet: test_command.py.
MACHINE = {"build-running", "port-taken", "root-invalid", "site-failed", "system", "tools-missing"}
# Told of a revision, not of a tree alone: diff/, test_changed_from.py, test_losses.py and test_history.py.
HISTORY = {
    *(
        "baseline-unreadable",
        "git-missing",
        "history-shallow",
        "problem-earlier",
        "repository-missing",
        "revision-unknown",
        "revision-unreadable",
    ),
    *("break-made", "column-emptied", "id-reassigned", "ids-gone"),
}
# Told of a change under review: review/ and comment/.
REVIEWING = {"event-unknown", "github-refused", "github-unanswered", "review-unsafe", "revision-unrelated"}
# Told of a release: test_release.py.
RELEASING = {"break-undeclared", "release-dirty", "release-exists", "release-shallow", "release-version"}
# Told of an asking, not of a check: test_geocode.py.
ASKING = {
    "geocode-cache",
    "geocode-dataset",
    "geocode-key-missing",
    "geocode-key-refused",
    "geocode-quota",
    "geocode-service",
    "geocode-unanswered",
}
# Told of a sheet that comes back, or of a file in the way: sheet/ and test_new.py.
SHEETS = {"file-exists", *(path.name for path in (TESTS / "examples_sheet").iterdir())}
SHOWN = sorted(path.name for path in EXAMPLES.iterdir() if path.name != "_root")
FORMATS = ("terminal", "json", "github", "markdown", "html", "sarif")
MOBILE, IDENTITY = "13812345678", "11010519491231002X"


def check(root: Path, *options: str) -> tuple[int, str]:
    """Exit code and report of `kepu check`."""
    done = CliRunner().invoke(main, ["check", "--root", str(root), *options], catch_exceptions=False)
    return done.exit_code, done.output


def mistaken(code: str, target: Path) -> Path:
    """The small root with the mistake of an example."""
    root, example = small_root(target), EXAMPLES / code
    for path in (p for p in example.rglob("*") if p.is_file() and p.suffix != ".txt"):
        shutil.copyfile(path, root / path.relative_to(example))
    removed = example / "remove.txt"
    for name in removed.read_text("utf-8").split() if removed.exists() else []:
        (root / name).unlink()
    return root


def found(root: Path) -> list[dict]:
    """The problems of a root."""
    return json.loads(check(root, "--format", "json")[1])["problems"]


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert set(SHOWN) == set(CODES) - MACHINE - HISTORY - REVIEWING - RELEASING - ASKING - SHEETS


def test_the_small_root_itself_is_clean(small: Path) -> None:
    assert check(small) == (0, "检查通过，没有问题\n")
    assert check(small, "--lang", "en") == (0, "Checked: no problems\n")


@pytest.mark.parametrize("code", SHOWN)
def test_the_mistake_is_reported_word_for_word_and_alone(tmp_path: Path, code: str) -> None:
    root = mistaken(code, tmp_path / "root")
    before = fingerprint(root)
    for lang in ("zh", "en"):
        status, report = check(root, "--lang", lang)
        assert report == (EXAMPLES / code / f"expected.{lang}.txt").read_text("utf-8")
        assert re.findall(r"\[([a-z-]+)\]$", report, re.MULTILINE) == [code]
        assert status == (1 if CODES[code]["severity"] == "error" else 0)
    assert fingerprint(root) == before


@pytest.mark.parametrize("code", CODES)
def test_both_languages_say_what_is_wrong_and_what_to_do(code: str) -> None:
    assert all(CODES[code][column] for column in ("message_zh", "message_en", "fix_zh", "fix_en"))
    assert CODES[code]["severity"] in ("error", "warning", "note")


def test_a_line_is_the_physical_line_whatever_cells_hold(small: Path) -> None:
    edit(small, "datasets/charts.csv", "c1,第一海图\n", 'c1,"第一\n海图\n旧版"\n\n')
    edit(small, "datasets/charts.csv", "c2,第二海图", "c2,第二海图,多一格")
    assert [(p["code"], p["line"]) for p in found(small)] == [("row-ragged", 6)]


@pytest.mark.parametrize("change", ["bom", "crlf", "no last newline", "both"])
def test_what_spreadsheets_do_to_a_file_is_no_mistake(small: Path, change: str) -> None:
    path = small / "datasets" / "towers.csv"
    data = path.read_bytes()
    data = data.replace(b"\n", b"\r\n") if change in ("crlf", "both") else data.rstrip(b"\n") if change == "no last newline" else data
    path.write_bytes(b"\xef\xbb\xbf" + data if change in ("bom", "both") else data)
    assert check(small)[0] == 0


def test_an_error_in_one_dataset_does_not_blame_the_others(small: Path) -> None:
    (small / "datasets" / "coasts.csv").write_bytes("coast_code,coast_name,within\nA,甲海岸,\n".encode("gb18030"))
    assert {p["file"] for p in found(small)} == {"datasets/coasts.csv"}


def test_problems_are_ranked_by_severity_then_place(small: Path) -> None:
    edit(small, "datasets/towers.csv", "t1,石角灯塔", "t1, 石角灯塔")
    edit(small, "datasets/towers.csv", ",iron,1,", ",iron,100,")
    edit(small, "datasets/charts.csv", "c1,第一海图", "c1,第一海图,多")
    first, *_, last = found(small)
    assert (first["severity"], first["file"], first["line"]) == ("error", "datasets/charts.csv", 2)
    assert (last["severity"], last["code"]) == ("warning", "cell-spaces")


def test_two_mistakes_on_one_line_are_both_told(small: Path) -> None:
    edit(
        small,
        "datasets/towers.csv",
        "t2,铁门灯塔,B,B1,11.25,50.5,iron,1,18,1902,,false,LH2",
        "t1,铁门灯塔,B,B1,50.5,11.25,iron,10,18,1902,,false,LH1",
    )
    told = {(p["code"], p["column"]) for p in found(small)}
    assert told == {("key-repeated", "tower_id"), ("point-swapped", "lon"), ("value-too-large", "lamps"), ("value-repeated", "call_sign")}


def spoil(root: Path, spoilt: dict[str, str]) -> None:
    """Write other cells into the first tower."""
    path = root / "datasets" / "towers.csv"
    first, *others = rows(path)
    text = io.StringIO()
    writer = csv.DictWriter(text, first, lineterminator="\n")
    writer.writeheader()
    writer.writerows([first | spoilt, *others])
    path.write_text(text.getvalue(), "utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_a_private_number_is_in_no_report(small: Path, form: str) -> None:
    spoil(small, dict.fromkeys(rows(small / "datasets" / "towers.csv")[0], f" {MOBILE}；{IDENTITY} "))
    status, report = check(small, "--format", form)
    assert status == 1
    assert MOBILE not in report
    assert IDENTITY not in report


@pytest.mark.parametrize("private", [MOBILE, IDENTITY])
def test_a_private_number_is_masked_whatever_else_is_wrong_with_its_cell(small: Path, private: str) -> None:
    before = rows(small / "datasets" / "towers.csv")[0]
    for column in before:
        spoil(small, before | {column: private})
        problems = found(small)
        assert {p["code"] for p in problems if p["column"] == column} & {"privacy-mobile", "privacy-identity"}, column
        assert private not in json.dumps(problems), column


def test_the_real_datasets_have_no_errors() -> None:
    done = json.loads(check(ROOT, "--format", "json")[1])
    assert done["counts"]["error"] == 0
