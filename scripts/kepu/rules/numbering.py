"""Numbered rows of one holder: 1, 2, 3 …, without a gap and none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every dataset that numbers the rows of a holder; nothing when rows could not be read: a gap would prove nothing."""
    for table in tables.values():
        holder, order = table.dataset.role_of("holder"), table.dataset.role_of("order")
        if not (holder and order and table.whole):
            continue
        numbered: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in table.rows:
            if row.cells[order.name].isdecimal() and row.cells[holder.name]:
                numbered[row.cells[holder.name]][int(row.cells[order.name])].append(row)
        for of, rows in numbered.items():
            yield from _holder(table, order.name, of, rows)


def _holder(table: Table, column: str, of: str, rows: dict[int, list[Row]]) -> Iterator[Problem]:
    """Repeats, each with a number that is free; without any, the row after the first number that is missing."""
    free = (number for number in count(1) if number not in rows)
    repeated = [(row, found[0]) for _, found in sorted(rows.items()) for row in found[1:]]
    for row, first in repeated:
        context = {"holder": of, "other_line": first.line, "free": next(free)}
        yield table.problem("order-repeated", row.line, column, row.cells[column], **context)
    missing = next(free)
    after = min((number for number in rows if number > missing), default=0)
    if after and not repeated:
        yield table.problem("order-gap", rows[after][0].line, column, str(after), holder=of, expected=missing)
