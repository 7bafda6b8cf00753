"""Numbered rows of one holder: 1, 2, 3 …, without a gap and none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

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
    """Repeats first; then each number that does not follow the one before it."""
    before = 0
    for number in sorted(rows):
        for row in rows[number][1:]:
            context = {"holder": of, "other_line": rows[number][0].line, "free": max(rows) + 1}
            yield table.problem("order-repeated", row.line, column, str(number), **context)
        if number > before + 1:
            yield table.problem("order-gap", rows[number][0].line, column, str(number), holder=of, expected=before + 1)
        before = number
