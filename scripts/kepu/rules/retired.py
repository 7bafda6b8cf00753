"""Ids that were merged or withdrawn: no row takes one again, for its address leads elsewhere; what they lead to exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kepu import ids
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every row of the list of redirects."""
    redirects = catalog.role("redirects")
    for row in tables[redirects.name].rows if redirects else ():
        assert redirects
        table = tables.get(row.cells[redirects.column("dataset")])
        if table:
            free = ids.free(catalog, tables, table.dataset)
            yield from _used_again(tables[redirects.name], row, table, free)
            yield from _leads_nowhere(tables[redirects.name], row, table)


def _used_again(redirects: Table, row: Row, table: Table, free: Iterator[str]) -> Iterator[Problem]:
    retired = row.cells[redirects.dataset.key]
    for again in table.values(table.dataset.key).get(retired, ()):
        context: dict[str, object] = {"reason": row.cells[redirects.dataset.column("reason")], "free": next(free, "")}
        context |= {"target_file": redirects.dataset.file, "target_line": row.line}
        yield table.problem("id-retired", again.line, table.dataset.key, retired, **context)


def _leads_nowhere(redirects: Table, row: Row, table: Table) -> Iterator[Problem]:
    column = redirects.dataset.column("target")
    target, known = row.cells[column], table.values(table.dataset.key)
    if target and table.keyed and target not in known:
        near = next(iter(difflib.get_close_matches(target, known, 1)), "")
        names = {"target": table.dataset.title, "target_en": table.dataset.title_en, "target_file": table.dataset.file}
        yield redirects.problem("link-broken", row.line, column, target, nearest=near, **names)
