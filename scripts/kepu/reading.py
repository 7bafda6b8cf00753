"""Bytes → rows with physical line numbers. Strictly UTF-8: a wrong encoding is named, never guessed."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from kepu.model import Catalog, Dataset
from kepu.problems import Problem

# Longer than any honest cell, short enough that a broken quote cannot swallow a file.
CELL_LIMIT = 1_000_000
BOM = b"\xef\xbb\xbf"


@dataclass
class Row:
    """One record: the physical line it starts on and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass
class Table:
    """What could be read of one dataset, and the problems met on the way."""

    dataset: Dataset
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, code: str, line: int | None = None, column: str = "", value: str = "", **context: object) -> Problem:
        """A problem of this dataset at a line and column, with the column's titles for the wording."""
        found = self.dataset.by_name.get(column)
        titles = {"title": found.title, "title_en": found.title_en} if found else {"title": column, "title_en": column}
        return Problem(code, self.dataset.name, self.dataset.file, line, column, value, titles | context)


def read_all(catalog: Catalog) -> dict[str, Table]:
    """Every dataset's table, in catalogue order."""
    return {dataset.name: read(dataset) for dataset in catalog}


def read(dataset: Dataset) -> Table:
    """Read one CSV. Problems of encoding, header and row shape are collected, never raised."""
    table = Table(dataset)
    try:
        data = dataset.path.read_bytes()
    except FileNotFoundError:
        table.problems.append(table.problem("file-missing"))
        return table
    text = _decode(table, data)
    if text is not None:
        _parse(table, text)
    return table


def _decode(table: Table, data: bytes) -> str | None:
    named = _disguised(data)
    if named:
        table.problems.append(table.problem("file-not-csv", detected=named))
        return None
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        table.problems.append(table.problem("file-encoding", line, encoding=_encoding(data)))
        return None
    if "\0" in text:
        table.problems.append(table.problem("file-nul", text.count("\n", 0, text.index("\0")) + 1))
        return None
    return text


def _disguised(data: bytes) -> str:
    """The name of a format that is no CSV at all, by its first bytes."""
    head = data[:512].lstrip().lower()
    if data.startswith(b"PK\x03\x04"):
        return ".xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return ".xls"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return "HTML" if head.startswith((b"<!doctype", b"<html", b"<table")) else ""


def _encoding(data: bytes) -> str:
    """What the bytes probably are; only to name it for the editor."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030（GBK）"


def _parse(table: Table, text: str) -> None:
    csv.field_size_limit(CELL_LIMIT)
    records = _records(text)
    try:
        _, header = next(records)
    except StopIteration:
        table.problems.append(table.problem("file-empty"))
        return
    except csv.Error as error:
        table.problems.append(table.problem("row-broken", 1, detail=str(error)))
        return
    if not _header_ok(table, header):
        return
    try:
        for line, cells in records:
            _add(table, header, line, cells)
    except csv.Error as error:
        last = table.rows[-1].line if table.rows else 1
        table.problems.append(table.problem("row-broken", last + 1, detail=str(error)))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """(first physical line, cells) of each record; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _header_ok(table: Table, header: list[str]) -> bool:
    """Report every fault of the header; rows are read only under a whole one."""
    wanted = [f.name for f in table.dataset.fields]
    missing = [name for name in wanted if name not in header]
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            table.problems.append(table.problem("header-repeated", 1, name))
        elif name not in wanted:
            nearest = _nearest(name, missing)
            missing = [m for m in missing if m != nearest]
            table.problems.append(table.problem("header-unknown" if not nearest else "header-misspelt", 1, name, name, nearest=nearest))
    table.problems.extend(table.problem("header-missing", 1, name) for name in missing)
    return not table.problems


def _nearest(name: str, names: list[str]) -> str:
    close = difflib.get_close_matches(name.strip().lower().lstrip("\ufeff"), names, 1)
    return close[0] if close else ""


def _add(table: Table, header: list[str], line: int, cells: list[str]) -> None:
    if len(cells) != len(header):
        context = {"found": str(len(cells)), "wanted": str(len(header))}
        table.problems.append(table.problem("row-ragged", line, **context))
        return
    table.rows.append(Row(line, dict(zip(header, cells, strict=True))))
