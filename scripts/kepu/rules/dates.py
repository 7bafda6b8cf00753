"""Dates in order: what ends must not end before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog
from kepu.partial_date import parse
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Each row's end against its start. A month may overlap its own days: only a clear reversal counts."""
    for table in tables.values():
        start, end = table.dataset.role_of("start"), table.dataset.role_of("end")
        if not (start and end):
            continue
        for row in table.rows:
            first, last = parse(row.cells[start.name]), parse(row.cells[end.name])
            if first and last and last[1] < first[0]:
                yield table.problem(
                    "dates-reversed",
                    row.line,
                    end.name,
                    row.cells[end.name],
                    start=row.cells[start.name],
                    start_title=start.title,
                    start_title_en=start.title_en,
                )
