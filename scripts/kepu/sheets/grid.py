"""A file an editor sent → sheets of rows with their numbers. Workbooks of three kinds, or CSV in any encoding that can be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kepu import foreign
from kepu.problems import Problem, Stop
from kepu.reading import BrokenRow, records
from kepu.sheets.opening import Unreadable, Value, opened

WORKBOOKS = (".xlsx", ".xls", ".ods")


@dataclass(frozen=True)
class Sheet:
    """One sheet: (row number as its program shows it, cells), and the rows that merged cells cover."""

    rows: list[tuple[int, list[Value]]]
    merged: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """Every sheet of a file, under the file's own name, and what to tell about reading it."""

    file: str
    sheets: list[Sheet]
    problems: tuple[Problem, ...] = ()
    csv: bool = False


def read(path: Path, words: Iterable[str]) -> Grid:
    """Read a file by what is in it, whatever its name ends in; `words` are the headings by which a CSV's separator is known."""
    data = path.read_bytes()
    named = foreign.disguise(data)
    if named in WORKBOOKS:
        return _workbook(path, data)
    if named:
        raise Stop(Problem("sheet-unreadable", file=path.name, context={"detail": named}))
    return _csv(path, data, words)


def _workbook(path: Path, data: bytes) -> Grid:
    try:
        return Grid(path.name, [Sheet(rows, merged) for rows, merged in opened(data)])
    except Unreadable as error:
        raise Stop(Problem("sheet-unreadable", file=path.name, context={"detail": str(error)})) from None


def _csv(path: Path, data: bytes, words: Iterable[str]) -> Grid:
    """A CSV in UTF-8, or in another encoding that fits every byte; that is told, since a wrong one may fit by chance."""
    problems: list[Problem] = []
    damaged = _damaged(data)
    if damaged or foreign.wide(data):
        name = foreign.encoding(data)
        if not name:
            raise Stop(Problem("file-damaged", file=path.name, line=damaged))
        problems.append(Problem("sheet-encoding", file=path.name, context={"encoding": name.upper()}))
    text = (foreign.converted(data, words) or data).decode("utf-8-sig")
    if "\0" in text:
        raise Stop(Problem("file-nul", file=path.name, line=text.count("\n", 0, text.index("\0")) + 1))
    try:
        rows: list[tuple[int, list[Value]]] = [(line, list(cells)) for line, cells in records(text) if any(cells)]
    except BrokenRow as error:
        raise Stop(Problem("row-broken", file=path.name, line=error.line)) from None
    return Grid(path.name, [Sheet(rows)], tuple(problems), csv=True)


def _damaged(data: bytes) -> int:
    """The first line that is no UTF-8; 0 when all is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0
