"""What a dataset should look like by its own schema: how many rows, and how full its columns."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog, Expectation
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every dataset that states an expectation and could be read whole; the fault is the file's, so it has no line."""
    for table in tables.values():
        if table.dataset.expect and table.whole:
            yield from _rows(table, table.dataset.expect)
            yield from _filled(table, table.dataset.expect)


def _rows(table: Table, expect: Expectation) -> Iterator[Problem]:
    count, (least, most) = str(len(table.rows)), expect.rows
    why = {"because": expect.because, "because_en": expect.because_en, "schema": table.dataset.schema_file}
    if len(table.rows) < least:
        yield table.problem("rows-too-few", None, "", count, least=least, **why)
    elif len(table.rows) > most:
        yield table.problem("rows-too-many", None, "", count, most=most, **why)


def _filled(table: Table, expect: Expectation) -> Iterator[Problem]:
    why = {"because": expect.filled_because, "because_en": expect.filled_because_en, "schema": table.dataset.schema_file}
    for column, share in expect.filled.items() if table.rows else ():
        filled = sum(map(len, table.values(column).values())) / len(table.rows)
        if filled < share:
            yield table.problem("column-too-empty", None, column, f"{filled:.0%}", least=f"{share:.0%}", **why)
