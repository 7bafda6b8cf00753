"""The rows of a sheet joined with those of its dataset: codes for words, ids for new rows, nothing lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kepu import ids
from kepu.problems import Problem
from kepu.repair import tidy
from kepu.sheets.cells import stored
from kepu.sheets.columns import Column, columns
from kepu.sheets.grid import Grid
from kepu.sheets.headings import Found
from kepu.sheets.opening import Value
from kepu.trees import Tree
from kepu.writing import FORMULA, Cells, order

# Ids named in a sentence; more are counted.
NAMED = 5


@dataclass(frozen=True)
class Origin:
    """Where a row stands for its editor: the file and its row."""

    file: str
    line: int


@dataclass
class Joined:
    """A dataset as the sheet would have it, in its order, with the origin of each row and what was met on the way."""

    rows: list[tuple[Origin, Cells]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def join(tree: Tree, grid: Grid, found: Found, remove: bool) -> Joined:
    """Sheet rows first; rows the sheet does not have stay, unless they are to be removed."""
    joined = Joined()
    reader = _Reader(tree, grid, found, joined.problems)
    joined.rows = [*reader.rows()]
    _number(tree, found, [cells for _, cells in joined.rows])
    joined.rows += _others(tree, found, {cells[found.dataset.key] for _, cells in joined.rows}, remove, joined.problems)
    joined.rows.sort(key=lambda row: order(found.dataset, row[1]))
    return joined


class _Reader:
    """Turns a sheet's cells into stored ones."""

    def __init__(self, tree: Tree, grid: Grid, found: Found, problems: list[Problem]) -> None:
        self.table = tree.tables[found.dataset.name]
        self.dataset, self.grid, self.found, self.problems = found.dataset, grid, found, problems
        self.columns = columns(tree, found.dataset)
        self.before = {row.cells[self.dataset.key]: row.cells for row in self.table.rows}

    def rows(self) -> Iterator[tuple[Origin, Cells]]:
        """Every row; merged cells hide which row a value belongs to."""
        for first, last in self.found.sheet.merged:
            if last > self.found.line:
                self._tell("sheet-merged", first, first=first, last=last)
        for line, values in self.found.rows:
            cells = {column.field.name: self._cell(line, column, values[column.field.name]) for column in self.columns}
            yield Origin(self.grid.file, line), self._tidied(cells)

    def _cell(self, line: int, column: Column, value: Value) -> str:
        found = stored(column, self._unquoted(value))
        if found.code:
            self._tell(found.code, line, column.field.name, found.text, **found.context)
        return found.text

    def _unquoted(self, value: Value) -> Value:
        """Without the apostrophe our CSV for Excel puts before what would be a formula."""
        quoted = self.grid.csv and not self.found.named and isinstance(value, str) and value.startswith("'")
        return value[1:] if quoted and isinstance(value, str) and value[1:].startswith(FORMULA) else value

    def _tidied(self, cells: Cells) -> Cells:
        """Cells that the editor touched, repaired; the others stay as stored."""
        key = cells[self.dataset.key].strip()
        before = self.before.get(key, {})
        return {name: text if text == before.get(name) else tidy(self.dataset.by_name[name], text) for name, text in cells.items()}

    def _tell(self, code: str, line: int, column: str = "", value: str = "", **context: object) -> None:
        self.problems.append(replace(self.table.problem(code, line, column, value, **context), file=self.grid.file))


def _number(tree: Tree, found: Found, rows: list[Cells]) -> None:
    """Give rows without an id the next free ones, in the order of the sheet."""
    key = found.dataset.key
    free = ids.free(tree.catalog, tree.tables, found.dataset, [cells[key] for cells in rows])
    for cells in rows:
        cells[key] = cells[key] or next(free, "")


def _others(tree: Tree, found: Found, present: set[str], remove: bool, problems: list[Problem]) -> list[tuple[Origin, Cells]]:
    """The dataset's rows that the sheet does not have; what becomes of them is told."""
    table = tree.tables[found.dataset.name]
    absent = [row for row in table.rows if row.cells[found.dataset.key] not in present]
    if absent:
        keys = [row.cells[found.dataset.key] for row in absent]
        shown = "、".join(keys[:NAMED]) + "…" * (len(keys) > NAMED)
        redirects = tree.catalog.role("redirects")
        target = redirects.file if redirects else ""
        code = "sheet-rows-removed" if remove else "sheet-rows-absent"
        problems.append(table.problem(code, ids=shown, count=len(keys), target_file=target))
    return [] if remove else [(Origin(table.dataset.file, row.line), row.cells) for row in absent]
