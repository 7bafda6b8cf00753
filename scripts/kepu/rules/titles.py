"""A title held twice at once: same title, same holder, overlapping years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kepu.model import Catalog
from kepu.partial_date import parse
from kepu.problems import Problem
from kepu.reading import Row, Table

Span = tuple[date, date]


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every dataset with a holder and a start."""
    for table in tables.values():
        holder, start = table.dataset.role_of("holder"), table.dataset.role_of("start")
        if not (holder and start):
            continue
        held: dict[tuple[str, str], list[tuple[Span, Row]]] = defaultdict(list)
        for row in table.rows:
            span = _span(table, row)
            if span and row.cells[holder.name]:
                held[row.cells[holder.name], row.cells[table.dataset.label]].append((span, row))
        for spans in held.values():
            yield from _overlaps(table, spans)


def _span(table: Table, row: Row) -> Span | None:
    """From the start to the end; an unknown end says only that the title began. None without a start."""
    start, end = table.dataset.role_of("start"), table.dataset.role_of("end")
    first = parse(row.cells[start.name]) if start else None
    last = parse(row.cells[end.name]) if end else None
    return (first[0], last[1] if last else first[1]) if first else None


def _overlaps(table: Table, spans: list[tuple[Span, Row]]) -> Iterator[Problem]:
    """Each row that begins before the one before it has ended."""
    for ((_, ended), before), ((begun, _), row) in pairwise(sorted(spans, key=lambda pair: (pair[0], pair[1].line))):
        if begun <= ended:
            context = {"other": before.cells[table.dataset.key], "other_line": before.line}
            yield table.problem("title-overlap", row.line, table.dataset.label, row.cells[table.dataset.label], **context)
