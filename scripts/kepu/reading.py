"""Bytes → rows with physical line numbers. Strictly UTF-8: a wrong encoding is named, never guessed."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from kepu import foreign
from kepu.chinese import fold
from kepu.model import Catalog, Dataset
from kepu.problems import Problem

# As much as Excel holds in one cell; more is a whole text pasted by mistake, or a quote that swallowed other rows.
CELL_LIMIT = 32_767
# The csv module's own limit would end the reading; it must only not be met. The largest a C long holds everywhere.
NO_LIMIT = 2**31 - 1


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
    data: bytes = b""
    # (line, column, text) of cells that stand in no row, so that what must not be published is found there too.
    passed: list[tuple[int, str, str]] = field(default_factory=list)
    _values: dict[str, dict[str, list[Row]]] = field(default_factory=dict, repr=False)

    @property
    def whole(self) -> bool:
        """True when every row could be read: only then does an id that is not here prove anything."""
        return all(p.code == "row-blank" for p in self.problems)

    @property
    def keyed(self) -> bool:
        """True when besides every row has an id of the right form; else the id that is not here may be the faulty one."""
        pattern = self.dataset.by_name[self.dataset.key].constraints.get("pattern", ".+")
        return self.whole and all(re.fullmatch(pattern, row.cells[self.dataset.key]) for row in self.rows)

    def values(self, column: str) -> dict[str, list[Row]]:
        """What a column holds, each value once, with the rows that hold it; empty cells left out."""
        if column not in self._values:
            found: dict[str, list[Row]] = {}
            for row in self.rows:
                if row.cells[column]:
                    found.setdefault(row.cells[column], []).append(row)
            self._values[column] = found
        return self._values[column]

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
    table.data = data
    text = _decode(table, data)
    if text is not None:
        _parse(table, text)
    return table


def _decode(table: Table, data: bytes) -> str | None:
    named = foreign.disguise(data)
    if named:
        table.problems.append(table.problem("file-not-csv", detected=named))
        return None
    if foreign.wide(data):
        table.problems.append(_undecoded(table, data, 1))
        return None
    try:
        text = data.removeprefix(foreign.BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        table.problems.append(_undecoded(table, data, data.count(b"\n", 0, error.start) + 1))
        return None
    if "\0" in text:
        table.problems.append(table.problem("file-nul", text.count("\n", 0, text.index("\0")) + 1))
        return None
    return text


def _undecoded(table: Table, data: bytes, line: int) -> Problem:
    """The name of another encoding when the whole file fits it; else the line where the damage begins."""
    name = foreign.encoding(data)
    if not name:
        return table.problem("file-damaged", line)
    return table.problem("file-encoding", line, encoding="GB18030（GBK）" if name == "gb18030" else "UTF-16")


class BrokenRow(csv.Error):
    """Quotes that do not match, with the physical line on which their record begins."""

    def __init__(self, line: int, detail: str) -> None:
        super().__init__(detail)
        self.line = line


def _parse(table: Table, text: str) -> None:
    found = records(text)
    try:
        line, header = next(found, (1, []))
        if not header:
            table.problems.append(table.problem("file-empty"))
        elif _header_ok(table, text, line, header):
            for number, cells in found:
                _add(table, header, number, cells)
        else:
            _pass(table, [], line, header)
            for number, cells in found:
                _pass(table, header, number, cells)
    except BrokenRow as error:
        table.problems.append(table.problem("row-broken", error.line, detail=str(error)))


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """(first physical line, cells) of each record; blank lines are passed over. BrokenRow where quotes do not match."""
    csv.field_size_limit(NO_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenRow(line, str(error)) from None


def _header_ok(table: Table, text: str, line: int, header: list[str]) -> bool:
    """Report every fault of the header; rows are read only under a whole one."""
    wanted = [f.name for f in table.dataset.fields]
    mark = foreign.separator(text, wanted)
    if mark:
        zh, en = foreign.SEPARATORS[mark]
        table.problems.append(table.problem("file-separator", line, separator=zh, separator_en=en))
        return False
    missing = [name for name in wanted if name not in header]
    for name, times in Counter(header).items():
        if not name.strip():
            table.problems.append(table.problem("header-blank", line, number=header.index(name) + 1))
        elif times > 1:
            table.problems.append(table.problem("header-repeated", line, name))
        elif name not in wanted:
            nearest = _nearest(table.dataset, name, missing)
            missing = [m for m in missing if m != nearest]
            code = "header-misspelt" if nearest else "header-unknown"
            table.problems.append(table.problem(code, line, name[:CELL_LIMIT], name[:CELL_LIMIT], nearest=nearest))
    table.problems.extend(table.problem("header-missing", line, name) for name in missing)
    return not table.problems


def _nearest(dataset: Dataset, name: str, names: list[str]) -> str:
    """The missing column whose name, or whose title in either language, is most like this."""
    words = {fold(word): n for n in names for word in (dataset.by_name[n].title_en, dataset.by_name[n].title, n)}
    close = difflib.get_close_matches(fold(name).strip().lstrip("\ufeff"), words, 1)
    return words[close[0]] if close else ""


def _pass(table: Table, header: list[str], line: int, cells: list[str]) -> None:
    """Keep what no row will hold; the header itself is under none."""
    table.passed += [(line, column, cell) for column, cell in zip_longest(header, cells, fillvalue="")]


def _add(table: Table, header: list[str], line: int, cells: list[str]) -> None:
    too_long = next((n for n, cell in enumerate(cells) if len(cell) > CELL_LIMIT), None)
    if not any(cell.strip() for cell in cells):
        table.problems.append(table.problem("row-blank", line))
    elif len(cells) != len(header):
        table.problems.append(table.problem("row-ragged", line, found=str(len(cells)), wanted=str(len(header))))
        _pass(table, [], line, cells)
    elif too_long is not None:
        length = len(cells[too_long])
        table.problems.append(table.problem("cell-too-long", line, header[too_long], length=length, limit=CELL_LIMIT))
        _pass(table, header, line, cells)
    else:
        table.rows.append(Row(line, dict(zip(header, cells, strict=True))))
