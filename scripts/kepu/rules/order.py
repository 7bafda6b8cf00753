"""Rows in the order of their ids, so that two editors who add rows meet in one place and a diff shows only what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table
from kepu.writing import order


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """The first row of each dataset that stands after a greater id."""
    for table in tables.values():
        key = table.dataset.key
        for above, row in pairwise(_sound(table, tables)):
            if order(table.dataset, row.cells) < order(table.dataset, above.cells):
                yield table.problem("rows-unsorted", row.line, key, row.cells[key], after=above.cells[key])
                break


def _sound(table: Table, tables: dict[str, Table]) -> Iterator[Row]:
    """Rows whose id is well formed, theirs alone, and known where it must be: a wrong id stands in a wrong place too."""
    dataset, extends = table.dataset, table.dataset.extends
    pattern = dataset.by_name[dataset.key].constraints.get("pattern", ".+")
    known = tables[extends.target].values(extends.target_field) if extends else None
    for value, rows in table.values(dataset.key).items():
        if re.fullmatch(pattern, value) and (known is None or value in known):
            yield rows[0]
