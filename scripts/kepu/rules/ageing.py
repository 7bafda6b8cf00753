"""Rows that nothing recent stands behind. One note a dataset: age blocks nobody, and hundreds of lines would hide the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from kepu.model import Catalog, Dataset
from kepu.partial_date import parse
from kepu.problems import Problem
from kepu.reading import Row, Table

# When a row's own state was known, when a source came out, when somebody last looked.
DATED = ("as_of", "published", "read")
YEAR = timedelta(days=365)
# Enough to begin with; a work list is no sentence.
SHOWN = 3

Span = tuple[date, date]


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every dataset that asks to be looked at again. Today is the newest date in the data, so that a commit is judged alike for ever."""
    evidence = _Evidence(catalog, tables)
    today = max((first for table in tables.values() for row in table.rows for first, _ in _own(table.dataset, row)), default=None)
    for table in tables.values():
        if table.dataset.recheck_years and table.whole and today:
            yield from _table(table, evidence, today)


def _own(dataset: Dataset, row: Row) -> Iterator[Span]:
    """What the dates of one row can mean."""
    for field in dataset.fields:
        span = parse(row.cells[field.name]) if field.role in DATED else None
        if span:
            yield span


class _Evidence:
    """The dates behind a row: its own, its sources', and those of what is said of its cells."""

    def __init__(self, catalog: Catalog, tables: dict[str, Table]) -> None:
        registry, said = catalog.role("sources"), catalog.role("attributions")
        self.sources: dict[str, list[Span]] = {}
        if registry:
            self.sources = {row.cells[registry.key]: list(_own(registry, row)) for row in tables[registry.name].rows}
        self.said: dict[tuple[str, str], list[Span]] = defaultdict(list)
        if said and said.role_of("record"):
            for row in tables[said.name].rows:
                self.said[row.cells[said.column("dataset")], row.cells[said.column("record")]] += self._row(said, row)

    def newest(self, dataset: Dataset, row: Row) -> date | None:
        """The last day that anything behind a row can be of; None when nothing is dated. A month or year may mean its end."""
        spans = [*self._row(dataset, row), *self.said.get((dataset.name, row.cells[dataset.key]), ())]
        return max((last for _, last in spans), default=None)

    def _row(self, dataset: Dataset, row: Row) -> Iterator[Span]:
        yield from _own(dataset, row)
        column = dataset.role_of("sources")
        for source in column.split(row.cells[column.name]) if column else ():
            yield from self.sources.get(source, ())


def _table(table: Table, evidence: _Evidence, today: date) -> Iterator[Problem]:
    years = table.dataset.recheck_years
    dated = [(evidence.newest(table.dataset, row), row.cells[table.dataset.key]) for row in table.rows]
    old = sorted((day, key) for day, key in dated if day and day < today - years * YEAR)
    undated = [key for day, key in dated if not day]
    if old or undated:
        first = [f"{key}（{day.year}）" for day, key in old[:SHOWN]] or undated[:SHOWN]
        first_en = [f"{key} ({day.year})" for day, key in old[:SHOWN]] or undated[:SHOWN]
        context = {"count": len(old) + len(undated), "total": len(dated), "months": years * 12, "today": today.isoformat()}
        context |= {"first": "、".join(first), "first_en": ", ".join(first_en)}
        yield table.problem("rows-stale", None, "", "", **context)
