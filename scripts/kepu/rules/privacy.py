"""Personal data that must not be published: mobile numbers and resident identity numbers, in any column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.cn import ric

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table

MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every cell. The value is masked here, so that no report, log or artifact can show it."""
    for table in tables.values():
        for row in table.rows:
            for column, cell in row.cells.items():
                if "http" not in cell:
                    yield from _cell(table, row.line, column, cell)


def _cell(table: Table, line: int, column: str, cell: str) -> Iterator[Problem]:
    for found in MOBILE.findall(cell):
        yield table.problem("privacy-mobile", line, column, masked(found))
    for found in IDENTITY.findall(cell):
        if ric.is_valid(found):
            yield table.problem("privacy-identity", line, column, masked(found))


def masked(text: str) -> str:
    """The first three characters and stars: enough to find it, too little to use it."""
    return text[:3] + "*" * (len(text) - 3)
