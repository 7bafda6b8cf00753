"""`kepu release`: a folder to be cited, the same bytes twice; refused in plain words while anything is hidden or unfinished."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from builds import small_root
from click.testing import CliRunner
from repository import commit, edit, git
from support import fingerprint

from kepu.breaks import found
from kepu.catalog import load
from kepu.cli import main

TOWERS, SCHEMA, BREAKS = "datasets/towers.csv", "schemas/towers.json", "schemas/breaks.csv"
FIRST, SECOND = "2021-04-10", "2022-05-11"


def release(root: Path, *options: object) -> tuple[int, str]:
    """Exit code and report of `kepu release`."""
    done = CliRunner().invoke(main, ["release", "--root", str(root), *map(str, options)], catch_exceptions=False)
    return done.exit_code, done.output


def schema(root: Path, change: Callable[[dict], None]) -> None:
    """Change the schema of the towers."""
    described = json.loads((root / SCHEMA).read_text("utf-8"))
    change(described)
    (root / SCHEMA).write_text(json.dumps(described, ensure_ascii=False), "utf-8")


def column(described: dict, name: str) -> dict:
    """One column of a schema."""
    return next(field for field in described["fields"] if field["name"] == name)


def drop(root: Path, name: str) -> None:
    """Take a column out of schema and file."""
    schema(root, lambda s: s["fields"].remove(column(s, name)))
    with (root / TOWERS).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with (root / TOWERS).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [n for n in rows[0] if n != name], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def released(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one release behind it; what is committed now is of a later day."""
    (small / ".gitignore").write_text("/build/\n", "utf-8")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{FIRST}T12:00:00+0800")
    commit(small)
    git(small, "tag", "v2021.04.10")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{SECOND}T12:00:00+0800")
    return small


def test_a_release_holds_the_data_what_changed_and_how_to_cite_it(released: Path, tmp_path: Path) -> None:
    edit(released, TOWERS, "雾岛灯塔", "云岛灯塔")
    edit(released, TOWERS, ",LH2,", ",,")
    now, out = commit(released), tmp_path / "out"
    status, said = release(released, "--out", out)
    assert status == 0
    assert "git tag --annotate v2022.05.11" in said
    names = {path.name for path in out.iterdir()}
    package, database = "lantern-coast-2022.05.11.zip", "lantern-coast-2022.05.11.db"
    assert names == {package, database, "CHANGELOG.md", "CHANGELOG.json", "CITATION.cff", ".zenodo.json", "SHA256SUMS"}
    sums = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names - {"SHA256SUMS"}}
    assert "云岛灯塔" in zipfile.ZipFile(out / package).read("lantern-coast/towers.csv").decode()
    with sqlite3.connect(out / database) as built:
        assert built.execute("select changed_on from record_dates where record_id = 't3'").fetchall() == [(SECOND,)]
    cited, deposit = yaml.safe_load((out / "CITATION.cff").read_text("utf-8")), json.loads((out / ".zenodo.json").read_text("utf-8"))
    assert (cited["cff-version"], cited["type"], cited["version"]) == ("1.2.0", "dataset", "2022.05.11")
    assert (cited["date-released"], cited["commit"], cited["authors"]) == (SECOND, now, [{"name": "灯塔海岸"}])
    assert (deposit["upload_type"], deposit["version"], deposit["publication_date"]) == ("dataset", "2022.05.11", SECOND)


def test_what_changed_tells_the_loss_first_and_every_row(released: Path, tmp_path: Path) -> None:
    edit(released, TOWERS, "雾岛灯塔", "云岛灯塔")
    edit(released, TOWERS, ",LH2,", ",,")
    edit(released, "datasets/charts.csv", "c2,第二海图", "c2,第二海图\nc3,第三海图")
    commit(released)
    assert release(released, "--out", tmp_path / "out")[0] == 0
    text = (tmp_path / "out" / "CHANGELOG.md").read_text("utf-8")
    said = ["和 2021.04.10 版相比", "## 灯塔 (towers)", "### 少了内容 1", "- t2 铁门灯塔：呼号", "### 修改 1", "- t3 云岛灯塔：塔名", "## 海图 (charts)", "### 新增 1", "- c3 第三海图", "# English", "emptied 1"]  # fmt: skip
    assert sorted(said, key=text.index) == said
    told = json.loads((tmp_path / "out" / "CHANGELOG.json").read_text("utf-8"))
    assert (told["version"], told["since"], told["rows"]["charts"]) == ("2022.05.11", "2021.04.10", 3)
    assert told["changes"]["counts"] == {"removed": 0, "emptied": 1, "changed": 1, "added": 1}


def test_a_release_made_again_elsewhere_is_the_same_bytes(released: Path, tmp_path: Path) -> None:
    edit(released, TOWERS, "雾岛灯塔", "云岛灯塔")
    commit(released)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", released, clone], check=True)
    assert release(released, "--out", tmp_path / "one")[0] == release(clone, "--out", tmp_path / "two")[0] == 0
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


def test_the_first_release_counts_the_rows(small: Path, tmp_path: Path) -> None:
    commit(small)
    assert release(small, "--version", "2021.04.10", "--out", tmp_path / "out")[0] == 0
    text = (tmp_path / "out" / "CHANGELOG.md").read_text("utf-8")
    assert "第一版" in text
    assert "- 灯塔 (towers): 3" in text


def dirty(root: Path) -> None:
    """Change a file and add another."""
    edit(root, TOWERS, "雾岛灯塔", "云岛灯塔")
    (root / "datasets" / "new.csv").write_text("a\n", "utf-8")


def shallow(root: Path) -> None:
    """Cut the history off."""
    commit(root)
    whole = root.rename(root.with_name("whole"))
    git(whole, "clone", "--quiet", "--depth=1", whole.as_uri(), str(root))


REFUSED: dict[str, tuple[Callable[[Path], object], list[str], list[str]]] = {
    "release-dirty": (
        dirty,
        [],
        ["✗ datasets/towers.csv  有 2 个文件没有提交：datasets/towers.csv、datasets/new.csv\n    → 先提交，再发布；不要的改动先去掉  [release-dirty]",
         "✗ datasets/towers.csv  2 files are not committed: datasets/towers.csv、datasets/new.csv\n    → Commit them first, or drop what is not wanted  [release-dirty]"],
    ),
    "release-exists": (
        commit,
        ["--version", "2021.04.10"],
        ["✗ v2021.04.10  版本 2021.04.10 已经发布过，标签 v2021.04.10 还在\n    → 换一个没用过的，例如 --version 2022.05.11  [release-exists]",
         "✗ v2021.04.10  Version 2021.04.10 was released already; there is a tag v2021.04.10\n    → Choose a free one, for example --version 2022.05.11  [release-exists]"],
    ),
    "release-shallow": (
        shallow,
        [],
        ["✗ .git  仓库没有取全，不知道每一行是哪天收录的\n    → 运行 git fetch --unshallow --tags  [release-shallow]",
         "✗ .git  The clone has not the whole history, so nobody can tell when rows came in\n    → Run git fetch --unshallow --tags  [release-shallow]"],
    ),
    "break-undeclared": (
        lambda root: (drop(root, "web"), commit(root)),
        [],
        ["✗ schemas/towers.json  “网页”和 2021.04.10 版对不上：少了这一列\n    → 改回去；一定要改，就在 schemas/breaks.csv 里写明：towers,web,2021.04.10,…  [break-undeclared]",
         "✗ schemas/towers.json  Web page breaks with release 2021.04.10: the column is gone\n    → Undo it; if it must be, declare it in schemas/breaks.csv: towers,web,2021.04.10,…  [break-undeclared]"],
    ),
    "value-not-listed": (
        lambda root: (edit(root, TOWERS, ",stone,", ",straw,"), commit(root)),
        [],
        ["[value-not-listed]", "[value-not-listed]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", REFUSED)
def test_what_stands_in_the_way_is_told_and_nothing_is_written(released: Path, tmp_path: Path, code: str) -> None:
    spoil, options, told = REFUSED[code]
    spoil(released)
    for lang, words in zip(("zh", "en"), told, strict=True):
        status, said = release(released, *options, "--lang", lang, "--out", tmp_path / "out")
        assert (status, words in said) == (1, True), said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("version", ["1.0", "2021-04-10", "v2021.04.10", "2021.04.10.0", "--help\n", "../2021.04.10"])
def test_a_version_is_a_day(released: Path, version: str) -> None:
    status, said = release(released, f"--version={version}")
    assert (status, "[release-version]" in said) == (2, True)
    assert "写成年.月.日，例如 2021.04.10；同一天再发一次，写 2021.04.10.1" in said


def test_a_release_needs_a_commit_and_never_overwrites_a_folder(released: Path, tmp_path: Path) -> None:
    commit(released)
    (tmp_path / "out").mkdir()
    assert "[file-exists]" in release(released, "--out", tmp_path / "out")[1]
    shutil.rmtree(released / ".git")
    status, said = release(released)
    assert (status, "[repository-missing]" in said) == (2, True)


def test_a_break_that_is_declared_is_released_and_told(released: Path, tmp_path: Path) -> None:
    drop(released, "web")
    (released / BREAKS).write_text(
        "dataset,column,until,instead,reason,reason_en\ntowers,web,2021.04.10,,塔没有网页,Towers have none\n", "utf-8"
    )
    commit(released)
    assert release(released, "--out", tmp_path / "out")[0] == 0
    text = (tmp_path / "out" / "CHANGELOG.md").read_text("utf-8")
    assert text.index("- towers web: 塔没有网页") < text.index("## 灯塔 (towers)")
    git(released, "tag", "v2022.05.11")
    drop(released, "signals")
    commit(released)
    assert "[break-undeclared]" in release(released, "--version", "2022.05.11.1")[1]


def retype(field: dict, **changes: object) -> None:
    """Change what a column is."""
    field.update(changes)


CHANGES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str, str]]]] = {
    "a column goes": (lambda r: drop(r, "web"), [("towers", "web", "column")]),
    "a column is renamed": (lambda r: schema(r, lambda s: retype(column(s, "web"), name="page")), [("towers", "web", "column")]),
    "a type changes": (lambda r: schema(r, lambda s: retype(column(s, "lamps"), type="string")), [("towers", "lamps", "type")]),
    "one value becomes several": (lambda r: schema(r, lambda s: column(s, "call_sign")["x-kepu"].update(format="list")), [("towers", "call_sign", "type")]),
    "a unit changes": (lambda r: schema(r, lambda s: column(s, "height")["x-kepu"].update(unit="km")), [("towers", "height", "unit")]),
    "a choice goes": (lambda r: edit(r, "schemas/vocabularies/tower-kinds.csv", "\niron,", "\nsteel,"), [("towers", "tower_kind", "options")]),
    "the key changes": (lambda r: schema(r, lambda s: s.update(primaryKey="tower_name")), [("towers", "", "key")]),
    "a dataset goes": (lambda r: (r / "schemas/flags.json").unlink(), [("flags", "", "dataset")]),
    "a column comes": (lambda r: schema(r, lambda s: s["fields"].append(column(s, "web") | {"name": "page"})), []),
    "a choice comes": (lambda r: (r / "schemas/vocabularies/tower-kinds.csv").open("a").write("wood,木塔,Wood,,,,,\n"), []),
    "columns stand in another order": (lambda r: schema(r, lambda s: s["fields"].reverse()), []),
    "words change": (lambda r: schema(r, lambda s: retype(column(s, "web"), title="网址", description="网址。")), []),
    "a dataset comes": (lambda r: shutil.copyfile(r / "schemas/charts.json", r / "schemas/maps.json") and edit(r, "schemas/maps.json", '"name": "charts"', '"name": "maps"'), []),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_breaks_programs_is_told_from_what_does_not(small: Path, tmp_path: Path, what: str) -> None:
    change, broken = CHANGES[what]
    before = load(small_root(tmp_path / "before"))
    change(small)
    assert [(b.dataset.name, b.column, b.what) for b in found(before, load(small))] == broken
