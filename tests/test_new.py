"""`kepu new`: a row with an id nobody ever had, or the two files a new dataset begins with."""

import csv
import io
import json
from pathlib import Path

import pytest
from builds import copy_root
from click.testing import CliRunner
from support import ROOT, fingerprint, kepu, rows, schemas

from kepu.cli import main


def new(root: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output of `kepu new`."""
    done = CliRunner().invoke(main, ["new", *arguments, "--root", str(root)], catch_exceptions=False)
    return done.exit_code, done.output


def check(root: Path) -> tuple[int, str]:
    """Exit code and report of `kepu check`."""
    done = CliRunner().invoke(main, ["check", "--root", str(root)], catch_exceptions=False)
    return done.exit_code, done.output


def row(said: str) -> dict[str, str]:
    """The row in an output; what begins with # is said around it."""
    text = "\n".join(line for line in said.splitlines() if not line.startswith("# "))
    return next(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", schemas())
def test_every_dataset_gives_an_empty_row_with_a_free_id_and_explains_every_column(name: str) -> None:
    status, said = new(ROOT, name)
    schema = schemas()[name]
    assert status == 0
    found, key = row(said), schema["primaryKey"]
    assert list(found) == [f["name"] for f in schema["fields"]]
    assert not any(value for column, value in found.items() if column != key)
    assert found[key] not in {r[key] for r in rows(ROOT / "datasets" / f"{name}.csv")}
    guide = [line.removeprefix("# ") for line in said.splitlines() if line.startswith("# ")]
    for f, line in zip(schema["fields"], guide[1:], strict=True):
        assert line.startswith(f"{f['name']}  {f['title']}")
        assert f["description"].rstrip("。") in line
        assert ("（必填）" in line) == bool(f.get("constraints", {}).get("required"))


def test_an_id_that_was_merged_or_withdrawn_is_not_given_again(small: Path) -> None:
    assert row(new(small, "towers")[1])["tower_id"] == "t10"


def test_ids_keep_their_form(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    last = max(r["place_id"] for r in rows(root / "datasets" / "places.csv"))
    assert row(new(root, "places")[1])["place_id"] == f"p{int(last[1:]) + 1:04d}"


def test_codes_are_listed_as_the_file_wants_them(small: Path) -> None:
    assert "可以填：stone（石塔）、iron（铁塔）" in new(small, "towers")[1]
    assert "one of: stone (Stone tower), iron (Iron tower)" in new(small, "towers", "--lang", "en")[1]


def test_nothing_is_written_unless_asked(small: Path) -> None:
    before = fingerprint(small)
    new(small, "towers")
    assert fingerprint(small) == before


def test_write_adds_the_row_in_its_place_and_changes_no_other_line(small: Path) -> None:
    path = small / "datasets" / "towers.csv"
    before = path.read_text("utf-8").splitlines()
    status, said = new(small, "towers", "--write")
    after = path.read_text("utf-8").splitlines()
    assert (status, said.splitlines()[-1]) == (0, "# 已写入 datasets/towers.csv；填好必填的列，再运行 kepu check")
    assert after == [*before[:2], "t10" + "," * before[0].count(","), *before[2:]]
    assert {line.rpartition("[")[2] for line in check(small)[1].splitlines() if line.endswith("]")} == {"value-missing]"}


def test_an_id_that_comes_from_elsewhere_must_be_given(small: Path) -> None:
    before = fingerprint(small)
    status, said = new(small, "coasts", "--write")
    assert (status, fingerprint(small)) == (1, before)
    assert "[key-missing]" in said
    assert new(small, "coasts", "--write", "--id", "B3")[0] == 0
    assert "B3,," in (small / "datasets" / "coasts.csv").read_text("utf-8").splitlines()


@pytest.mark.parametrize("key", ["t1", "t9"])
def test_a_used_id_is_refused(small: Path, key: str) -> None:
    before = fingerprint(small)
    status, said = new(small, "towers", "--id", key, "--write")
    assert (status, fingerprint(small)) == (1, before)
    assert f"编号 {key} 已经用过" in said


def test_a_file_that_cannot_be_read_is_not_written(small: Path) -> None:
    (small / "datasets" / "charts.csv").write_bytes("chart_id,chart_title\nc1,第一海图\n".encode("gb18030"))
    before = fingerprint(small)
    assert new(small, "charts", "--id", "c9", "--write")[0] == 1
    assert fingerprint(small) == before


@pytest.mark.parametrize("root", ["real", "small"])
def test_a_new_pair_passes_the_check_and_says_what_to_change(tmp_path: Path, small: Path, root: str) -> None:
    folder = copy_root(tmp_path / "real") if root == "real" else small
    before = check(folder)
    status, said = new(folder, "--schema", "star-parties")
    assert status == before[0]
    assert said == f"已写入 schemas/star-parties.json\n已写入 datasets/star-parties.csv\n{before[1]}"
    schema = json.loads((folder / "schemas" / "star-parties.json").read_text("utf-8"))
    assert all("$comment" in part for part in (schema, *schema["fields"]))
    assert (folder / "datasets" / "star-parties.csv").read_text("utf-8") == ",".join(f["name"] for f in schema["fields"]) + "\n"


def test_a_new_pair_arrives_on_the_portal(small: Path) -> None:
    new(small, "--schema", "star-parties")
    done = kepu("build", "--root", small)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (small / "build" / "site" / "downloads" / "star-parties.csv").is_file()


def test_ids_of_a_new_pair_begin_with_letters_no_other_dataset_uses(small: Path) -> None:
    new(small, "--schema", "trees")
    pattern = json.loads((small / "schemas" / "trees.json").read_text("utf-8"))["fields"][0]["constraints"]["pattern"]
    assert pattern == r"tr\d{4}"  # t is for towers
    assert row(new(small, "trees")[1])["trees_id"] == "tr0001"


@pytest.mark.parametrize("taken", ["schemas/star-parties.json", "datasets/star-parties.csv"])
def test_an_existing_file_is_never_overwritten(small: Path, taken: str) -> None:
    (small / taken).write_text("someone's work")
    before = fingerprint(small)
    status, said = new(small, "--schema", "star-parties")
    assert (status, fingerprint(small)) == (1, before)
    assert "✗" in said


@pytest.mark.parametrize("name", ["观星会", "Star Parties", "../towers", "star_parties"])
def test_a_name_that_cannot_be_one_is_refused(small: Path, name: str) -> None:
    before = fingerprint(small.parent)
    status, said = new(small, "--schema", name)
    assert (status, fingerprint(small.parent)) == (1, before)
    assert "[schema-invalid]" in said


@pytest.mark.parametrize("arguments", [[], ["towers", "--schema", "trees"]])
def test_one_of_dataset_and_schema_is_asked_for(small: Path, arguments: list[str]) -> None:
    assert new(small, *arguments)[0] == 2
