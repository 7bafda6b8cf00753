"""When a record came in and last changed is what git's history says, and nothing else."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from builds import build
from repository import commit, edit, git
from support import fingerprint, kepu

from kepu.catalog import load
from kepu.history import dates
from kepu.reading import read_all

TOWERS, SCHEMA = "datasets/towers.csv", "schemas/towers.json"
FIRST, SECOND, THIRD = "2021-04-10", "2022-05-11", "2023-06-12"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], str]:
    """Commit a folder on a day; late in the evening, where it is still the day before elsewhere."""

    def committed(root: Path, day: str) -> str:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T00:30:00+0800")
        return commit(root)

    return committed


@pytest.fixture
def old(small: Path, on: Callable[[Path, str], str]) -> Path:
    """The small root, committed on the first day."""
    on(small, FIRST)
    return small


def days(root: Path, name: str = "towers") -> dict[str, tuple[str, str]]:
    """Id → the days it came in and changed."""
    catalog = load(root)
    found = dates(catalog, read_all(catalog)).get(name, {})
    return {key: (d.created, d.changed) for key, d in found.items()}


def reverse(root: Path) -> None:
    """Put the rows in another order."""
    head, *rows = (root / TOWERS).read_text("utf-8").splitlines(keepends=True)
    (root / TOWERS).write_text(head + "".join(reversed(rows)), "utf-8")


def widen(root: Path) -> None:
    """Add a column that no row fills."""
    edit(root, SCHEMA, '"fields": [', '"fields": [{"name": "spare", "type": "string", "title": "备用", "description": "备用。", "x-kepu": {"title_en": "Spare", "description_en": "Spare."}},')  # fmt: skip
    text = (root / TOWERS).read_text("utf-8").splitlines()
    (root / TOWERS).write_text("\n".join(("spare," if n == 0 else ",") + line for n, line in enumerate(text)) + "\n", "utf-8")


def test_a_row_keeps_the_day_it_came_in_and_takes_the_day_it_changed(old: Path, on: Callable[[Path, str], str]) -> None:
    edit(old, TOWERS, "雾岛灯塔", "云岛灯塔")
    (old / TOWERS).write_text((old / TOWERS).read_text("utf-8") + "t4,孤石灯塔,A,,,,,,,,,,,,,,,,c1\n", "utf-8")
    on(old, SECOND)
    same = (FIRST, FIRST)
    assert days(old) == {"t1": same, "t2": same, "t3": (FIRST, SECOND), "t4": (SECOND, SECOND)}


@pytest.mark.parametrize(
    "change",
    [
        reverse,
        widen,
        lambda root: edit(root, TOWERS, "\n", "\r\n"),
        lambda root: edit(root, TOWERS, "t1,石角灯塔", '"t1","石角灯塔"'),
        lambda root: edit(root, TOWERS, "tower_id", "\ufefftower_id"),
    ],
)
def test_what_changes_no_value_changes_no_day(old: Path, on: Callable[[Path, str], str], change: Callable[[Path], None]) -> None:
    change(old)
    on(old, SECOND)
    assert set(days(old).values()) == {(FIRST, FIRST)}


def test_what_is_not_committed_has_no_day_yet(old: Path) -> None:
    edit(old, TOWERS, "雾岛灯塔", "云岛灯塔")
    (old / TOWERS).write_text((old / TOWERS).read_text("utf-8") + "t4,孤石灯塔,A,,,,,,,,,,,,,,,,c1\n", "utf-8")
    assert days(old) == {"t1": (FIRST, FIRST), "t2": (FIRST, FIRST), "t3": (FIRST, ""), "t4": ("", "")}


def test_a_row_that_was_gone_for_a_while_came_in_on_its_first_day(old: Path, on: Callable[[Path, str], str]) -> None:
    whole = (old / TOWERS).read_text("utf-8")
    (old / TOWERS).write_text("".join(whole.splitlines(keepends=True)[:-1]), "utf-8")
    on(old, SECOND)
    (old / TOWERS).write_text(whole, "utf-8")
    on(old, THIRD)
    assert days(old)["t3"] == (FIRST, THIRD)


def test_a_state_that_cannot_be_read_is_passed_over(old: Path, on: Callable[[Path, str], str]) -> None:
    good = (old / TOWERS).read_text("utf-8")
    edit(old, TOWERS, "t1,石角灯塔", 't1,"石角灯塔')
    on(old, SECOND)
    (old / TOWERS).write_text(good, "utf-8")
    on(old, THIRD)
    assert set(days(old).values()) == {(FIRST, FIRST)}


def test_a_change_counts_from_the_day_it_was_merged(old: Path, on: Callable[[Path, str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    git(old, "checkout", "--quiet", "-b", "edit")
    edit(old, TOWERS, "雾岛灯塔", "云岛灯塔")
    on(old, SECOND)
    git(old, "checkout", "--quiet", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{THIRD}T12:00:00+0800")
    git(old, "merge", "--quiet", "--no-ff", "--message=merge", "edit")
    assert days(old)["t3"] == (FIRST, THIRD)


@pytest.mark.parametrize("how", ["shallow", "without git"])
def test_without_the_whole_history_no_row_has_a_day(old: Path, on: Callable[[Path, str], str], tmp_path: Path, how: str) -> None:
    edit(old, TOWERS, "雾岛灯塔", "云岛灯塔")
    on(old, SECOND)
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", old.as_uri(), copy], check=True)
    if how == "without git":
        (copy / ".git").rename(tmp_path / "hidden")
    assert days(copy) == {}


def test_a_build_of_a_clone_without_its_history_says_what_it_lacks(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", old.as_uri(), copy], check=True)
    done = kepu("build", "--root", copy)
    assert done.returncode == 0
    assert "! .git  仓库没有取全，每条记录的收录和改动日期都空着\n    → 运行 git fetch --unshallow，再生成一次" in done.stdout
    assert "history-shallow" not in kepu("build", "--root", old, "--out", tmp_path / "whole").stdout


def test_the_days_arrive_in_database_and_feeds_and_the_files_keep_their_columns(
    old: Path, on: Callable[[Path, str], str], tmp_path: Path
) -> None:
    edit(old, TOWERS, "雾岛灯塔", "云岛灯塔")
    changed = on(old, SECOND)
    built = build(old, tmp_path / "one")
    with sqlite3.connect(built.out / "coast.db") as database:
        every = database.execute("select created_on, changed_on, changed_in from record_dates where record_id = 't3'").fetchall()
        assert every == [(FIRST, SECOND, changed)]
        assert database.execute("select count(*) from record_dates").fetchone()[0] == sum(load_counts(old))
    for name in ("towers", "changes"):
        newest = feedparser.parse((built.downloads / f"{name}.atom").read_bytes()).entries[0]
        assert (newest.title, newest.published[:10], newest.updated[:10]) == ("云岛灯塔", FIRST, SECOND)
    assert (built.downloads / "towers.csv").read_text("utf-8").splitlines()[0] == (old / TOWERS).read_text("utf-8").splitlines()[0]
    clone = tmp_path / "clone"
    git(old, "clone", "--quiet", str(old), str(clone))
    assert fingerprint(build(clone, tmp_path / "two").out) == fingerprint(built.out)


def load_counts(root: Path) -> list[int]:
    """How many rows each dataset has."""
    return [len(table.rows) for table in read_all(load(root)).values()]
