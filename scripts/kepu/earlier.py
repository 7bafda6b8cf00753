"""Which problems stood there before the change that is judged: they are shown and block nothing."""

from __future__ import annotations

import filecmp
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kepu import breaks, losses, rules, trees
from kepu.model import Catalog
from kepu.problems import Problem, Stop, word
from kepu.reading import Table

Trace = tuple[object, ...]
# A folder, its tables and its problems.
Checked = tuple[Path, dict[str, Table], list[Problem]]
State = tuple[Catalog, dict[str, Table]]
# About rows that reading passes over; such a row is known by its first line as typed.
PASSED = {"row-ragged", "row-blank", "cell-too-long"}
# Said of the data as they stand; whoever is judging a change has not asked.
STANDING = {"rows-stale"}


def marked(catalog: Catalog, name: str, tables: dict[str, Table], problems: list[Problem]) -> list[Problem]:
    """The problems of a catalogue's root, those that revision `name` had already marked as such, and what was lost since.

    The revision is checked too, so that a row nobody touched still counts when the change broke it:
    when it points at a row that is gone, or another row took its id.
    """
    root = catalog.root
    with trees.revision(name, root) as folder:
        try:
            was = trees.described(name, folder)
            before, found = rules.check(was)
        except Stop as stop:
            return [*problems, unreadable(name, stop.problem, root)]
        return [*compared(root, tables, problems, (folder, before, found)), *taken((was, before), (catalog, tables))]


def taken(before: State, after: State) -> Iterator[Problem]:
    """What the later of two states lacks for its readers: rows and cells, then columns that programs were written for."""
    yield from losses.found(after[0], before[1], after[1])
    yield from breaks.made(before[0], after[0])


def compared(root: Path, tables: dict[str, Table], problems: list[Problem], before: Checked) -> list[Problem]:
    """The problems of `root`, those that an earlier folder, checked, had already marked as such."""
    folder, old, found = before
    known = Counter(trace for _, trace in _traces(old, found))
    return list(_known(root, folder, known, tables, [p for p in problems if p.code not in STANDING]))


def _known(root: Path, folder: Path, known: Counter[Trace], tables: dict[str, Table], problems: list[Problem]) -> Iterator[Problem]:
    """Each problem, marked when the revision has one of the same trace left. One about a whole file needs the same file."""
    for problem, trace in _traces(tables, problems):
        old = known[trace] > 0 and (trace[0] == "row" or _same(root / problem.file, folder / problem.file))
        known[trace] -= old
        yield replace(problem, earlier=old)


def _traces(tables: dict[str, Table], problems: list[Problem]) -> Iterator[tuple[Problem, Trace]]:
    """Each problem with what it is known by when lines have moved: the filled cells of its row, else its place in the file."""
    rows = {(table.dataset.file, row.line): row.cells for table in tables.values() for row in table.rows}
    for p in problems:
        cells = rows.get((p.file, p.line or 0))
        if cells:
            place: Trace = ("row", frozenset((k, v) for k, v in cells.items() if v))
        elif p.line and p.code in PASSED:
            place = ("row", tables[p.dataset].data.splitlines()[p.line - 1])
        else:
            place = ("file", p.line)
        yield p, (*place, p.code, p.file, p.column, p.value)


def _same(one: Path, other: Path) -> bool:
    """True when two files hold the same bytes."""
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def unreadable(name: str, problem: Problem, root: Path) -> Problem:
    """A note that nothing could be compared, so everything counts."""
    worded = word(problem, root)
    return Problem(
        "baseline-unreadable", file=problem.file, value=name, context={"detail": worded.message_zh, "detail_en": worded.message_en}
    )
