"""Rows in the order of their ids, so that two editors who add rows meet in one place and a diff shows only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table
from kepu.writing import order


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """The first row of each dataset that stands after a greater id."""
    for table in tables.values():
        key = table.dataset.key
        for above, row in pairwise(table.rows):
            if order(table.dataset, row.cells) < order(table.dataset, above.cells):
                yield table.problem("rows-unsorted", row.line, key, row.cells[key], after=above.cells[key])
                break
