"""Personal data that must not be published: mobile numbers and resident identity numbers, in any column."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog
from kepu.private import identities, masked, mobiles
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every cell. The value is masked here already, so that no later step holds it."""
    for table in tables.values():
        for row in table.rows:
            for column, cell in row.cells.items():
                if "http" not in cell:
                    yield from _cell(table, row.line, column, cell)


def _cell(table: Table, line: int, column: str, cell: str) -> Iterator[Problem]:
    for found in mobiles(cell):
        yield table.problem("privacy-mobile", line, column, masked(found))
    for found in identities(cell):
        yield table.problem("privacy-identity", line, column, masked(found))
