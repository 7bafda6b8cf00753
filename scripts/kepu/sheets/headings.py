"""Which dataset a sheet holds, which row names its columns, and which column is which."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.model import Catalog, Dataset
from kepu.problems import Problem, Stop
from kepu.sheets.grid import Grid, Sheet
from kepu.sheets.opening import Value

# A table may have a title and a remark above its headings, not a page of text.
ABOVE = 10


@dataclass(frozen=True)
class Found:
    """A sheet understood: its dataset, the row and number of its headings, and the column name of each heading."""

    dataset: Dataset
    sheet: Sheet
    line: int
    headings: list[str]
    columns: list[str]

    @property
    def hits(self) -> int:
        """How many of the dataset's columns the sheet has."""
        return len(set(self.columns) - {""})

    @property
    def named(self) -> bool:
        """True when the headings are the column names themselves, as in the dataset's own file."""
        return all(column == heading for column, heading in zip(self.columns, self.headings, strict=True))

    @property
    def rows(self) -> Iterator[tuple[int, dict[str, Value]]]:
        """(row number, cells by column) below the headings; a row that only repeats them is passed over."""
        names = headings(self.dataset)
        for line, cells in self.sheet.rows:
            by_column = {column: cell for column, cell in zip(self.columns, cells, strict=False) if column}
            filled = {column: str(cell).strip() for column, cell in by_column.items() if str(cell).strip()}
            if line > self.line and filled and any(names.get(_plain(text)) != column for column, text in filled.items()):
                yield line, dict.fromkeys(self.columns, "") | by_column


def recognise(catalog: Catalog, grid: Grid, name: str = "") -> Found:
    """The sheet and dataset that agree best. `name` says which dataset it must be; otherwise half its columns must be there."""
    datasets = [catalog.named(name)] if name else list(catalog)
    found = [f for sheet in grid.sheets for dataset in datasets for f in _candidates(dataset, sheet)]
    found = [f for f in found if name or f.hits * 2 >= len(f.dataset.fields)]
    stem = grid.file.split(".")[0].lower()
    ranked = sorted(found, key=lambda f: _agreement(f, stem), reverse=True)
    if not ranked or (len(ranked) > 1 and _tied(ranked[0], ranked[1], stem)):
        raise Stop(Problem("sheet-unknown", file=grid.file))
    return ranked[0]


def _agreement(found: Found, stem: str) -> tuple[int, float, bool]:
    return found.hits, found.hits / len(found.dataset.fields), found.dataset.name == stem


def _tied(one: Found, other: Found, stem: str) -> bool:
    return one.dataset != other.dataset and _agreement(one, stem) == _agreement(other, stem)


def _candidates(dataset: Dataset, sheet: Sheet) -> Iterator[Found]:
    """Each of the first rows that names any column."""
    names = headings(dataset)
    for line, cells in sheet.rows[:ABOVE]:
        words = [str(cell).strip() for cell in cells]
        columns = [names.get(_plain(word), "") for word in words]
        if any(columns):
            yield Found(dataset, sheet, line, words, columns)


def every(catalog: Catalog) -> set[str]:
    """Every heading of every dataset, as a file may begin with."""
    return {heading for dataset in catalog for heading in headings(dataset)}


def headings(dataset: Dataset) -> dict[str, str]:
    """Every heading that stands for a column: its name, and its titles where no other column shares them."""
    titles = Counter(title for f in dataset.fields for title in {_plain(f.title), _plain(f.title_en)})
    known = {title: f.name for f in dataset.fields for title in (_plain(f.title_en), _plain(f.title)) if titles[title] == 1}
    known |= {_plain(f"{f.title}（{f.name}）"): f.name for f in dataset.fields}
    return known | {f.name: f.name for f in dataset.fields}


def _plain(heading: str) -> str:
    return heading.strip().strip("*").strip().lower()


def faults(found: Found, grid: Grid) -> Iterator[Problem]:
    """Headings that name no column, or one named before; columns without a heading; CSV rows that do not fit them."""
    yield from _headings(found, grid.file)
    for line, cells in found.sheet.rows if grid.csv else ():
        if line > found.line and len(cells) != len(found.headings):
            yield Problem("row-ragged", found.dataset.name, grid.file, line, context={"found": len(cells), "wanted": len(found.headings)})


def _headings(found: Found, file: str) -> Iterator[Problem]:
    fields = found.dataset.by_name
    missing = [name for name in fields if name not in found.columns]
    for index, (heading, name) in enumerate(zip(found.headings, found.columns, strict=True)):
        if name and name in found.columns[:index]:
            yield _problem(found, file, "header-repeated", name, heading)
        elif not heading and _filled(found, index):
            yield _problem(found, file, "header-blank", "", number=str(index + 1))
        elif heading and not name:
            near = difflib.get_close_matches(heading, [fields[m].title for m in missing] + missing, 1)
            missing = [m for m in missing if not near or near[0] not in (m, fields[m].title)]
            yield _problem(found, file, "header-misspelt" if near else "header-unknown", "", heading, nearest=near[0] if near else "")
    for name in missing:
        yield _problem(found, file, "header-missing", name, title=fields[name].title, title_en=fields[name].title_en)


def _problem(found: Found, file: str, code: str, column: str, value: str = "", **context: str) -> Problem:
    return Problem(code, found.dataset.name, file, found.line, column or value, value, dict(context))


def _filled(found: Found, index: int) -> bool:
    """True when anything stands below a heading."""
    return any(line > found.line and index < len(cells) and str(cells[index]).strip() for line, cells in found.sheet.rows)
