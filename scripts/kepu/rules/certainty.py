"""A row is no surer than its sources: what only copies state stays unconfirmed."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table

# Two words of the data model itself: the grade of a copy whose address is withheld, and what a row then is.
COPY = "mirror"
UNSURE = "unconfirmed"


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every row with sources and a verification."""
    registry = catalog.role("sources")
    grade = registry.role_of("grade") if registry else None
    if not (registry and grade):
        return
    copies = {row.cells[registry.key] for row in tables[registry.name].rows if row.cells[grade.name] == COPY}
    for table in tables.values():
        yield from _table(table, copies)


def _table(table: Table, copies: set[str]) -> Iterator[Problem]:
    sources, state = table.dataset.role_of("sources"), table.dataset.role_of("verification")
    for value, rows in table.values(sources.name).items() if sources and state else ():
        if sources and state and copies.issuperset(sources.split(value)):
            sure = state.term(UNSURE)
            for row in rows:
                if row.cells[state.name] not in ("", UNSURE):
                    context = {"fixed": sure.code, "fixed_label": sure.label}
                    yield table.problem("sources-only-copies", row.line, state.name, row.cells[state.name], **context)
