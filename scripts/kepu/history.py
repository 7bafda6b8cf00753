"""git's history of each dataset's CSV → on which day a row came in, and on which it last changed.

A day is that of the commit on the main line, by its committer's calendar: when a change was accepted, not when it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kepu import git
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import BrokenRow, Table, records

GONE = "0" * 40  # what git writes for a file that a commit removed


@dataclass(frozen=True)
class Dates:
    """When a row came in and last changed, and the commit that changed it; empty where git cannot say."""

    created: str = ""
    changed: str = ""
    commit: str = ""


@dataclass(frozen=True)
class Version:
    """One commit's state of a file."""

    commit: str
    day: str
    blob: str


def dates(catalog: Catalog, tables: dict[str, Table]) -> dict[str, dict[str, Dates]]:
    """Dataset → id → dates, for the rows of checked tables.

    What is not committed has no day yet. Without git, or where the clone has not the whole history, no row has one:
    the oldest commit that is there would pass for the first.
    """
    versions = _versions(catalog) if whole(catalog.root) else {}
    try:
        with git.blobs(catalog.root) as blob:
            return {name: _Ledger(tables[name], found, blob).dates() for name, found in versions.items()}
    except (KeyError, OSError):
        return {}


def whole(root: Path) -> bool:
    """True when all of the history is here."""
    return git.said(root, "rev-parse", "--is-shallow-repository") == "false"


def cut_off(root: Path) -> Iterator[Problem]:
    """A warning where the clone lacks the older commits, and with them the dates."""
    if git.said(root, "rev-parse", "--is-shallow-repository") == "true":
        yield Problem("history-shallow", file=".git")


def _versions(catalog: Catalog) -> dict[str, list[Version]]:
    """Dataset → the states of its file, oldest first, along the first parents. A merge counts as the one change it brought."""
    files = {dataset.file: dataset.name for dataset in catalog}
    log = git.said(
        catalog.root,
        *("-c", "log.diffMerges=first-parent", "log", "--first-parent", "-m", "--reverse"),
        *("--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--relative", "--format=%H %cs", "--", *files),
    )
    found: dict[str, list[Version]] = {name: [] for name in files.values()}
    commit = day = ""
    for line in filter(None, log.splitlines()):
        if line.startswith(":"):
            about, _, file = line.partition("\t")
            found[files[file]].append(Version(commit, day, about.split()[3]))
        else:
            commit, day = line.split()
    return found


class _Ledger:
    """The rows of one dataset through time."""

    def __init__(self, table: Table, versions: list[Version], blob: Callable[[str], bytes]) -> None:
        self.table, self.key = table, table.dataset.key
        self.header: list[str] = []
        self.rows: dict[str, list[str]] = {}
        self.known: dict[str, Dates] = {}
        for version in versions:
            self._take(version, b"" if version.blob == GONE else blob(version.blob))

    def dates(self) -> dict[str, Dates]:
        """The dates of the rows as they are now."""
        return {row.cells[self.key]: self._of(row.cells) for row in self.table.rows}

    def _of(self, cells: dict[str, str]) -> Dates:
        key = cells[self.key]
        found = self.known.get(key, Dates())
        same = key in self.rows and _filled(self.header, self.rows[key]) == {n: v for n, v in cells.items() if v}
        return found if same else Dates(found.created)

    def _take(self, version: Version, data: bytes) -> None:
        """Go on to the next state. One that cannot be read, or has not the key, is passed over."""
        try:
            header, *rows = _read(data) or [[self.key]]
        except BrokenRow:
            return
        if self.key not in header:
            return
        at = header.index(self.key)
        fresh = {cells[at]: cells for cells in rows if len(cells) > at}
        for key in self._different(header, fresh):
            created = self.known[key].created if key in self.known else version.day
            self.known[key] = Dates(created, version.day, version.commit)
        self.header, self.rows = header, fresh

    def _different(self, header: list[str], fresh: dict[str, list[str]]) -> Iterator[str]:
        """Ids of rows that are new or say something else; where columns moved, what is filled counts, not where it stands."""
        moved = header != self.header
        for key, cells in fresh.items():
            old = self.rows.get(key)
            if old is None or (_filled(self.header, old) != _filled(header, cells) if moved else old != cells):
                yield key


def _read(data: bytes) -> list[list[str]]:
    """The records of an earlier file, its header first. A wrong encoding hurts letters, not ids."""
    return [cells for _, cells in records(data.decode("utf-8-sig", "replace"))]


def _filled(header: list[str], cells: list[str]) -> dict[str, str]:
    """Column → value, empty cells left out: a new column that is empty changes no row."""
    return {name: value for name, value in zip(header, cells, strict=False) if value}
