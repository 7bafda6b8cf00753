"""Ids that were merged or withdrawn: no row takes one again, for its address leads elsewhere; and they lead somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kepu import ids
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table

Id = tuple[str, str]  # dataset, id


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every row of the list of redirects."""
    redirects = catalog.role("redirects")
    if not redirects:
        return
    listed = tables[redirects.name]
    further = {(row.cells[redirects.column("dataset")], row.cells[redirects.key]): _leads(listed, row) for row in listed.rows}
    for row in listed.rows:
        table = tables.get(row.cells[redirects.column("dataset")])
        if table:
            free = ids.free(catalog, tables, table.dataset)
            yield from _used_again(listed, row, table, free)
            yield from _leads_nowhere(listed, row, tables, further)


def _used_again(redirects: Table, row: Row, table: Table, free: Iterator[str]) -> Iterator[Problem]:
    retired = row.cells[redirects.dataset.key]
    for again in table.values(table.dataset.key).get(retired, ()):
        context: dict[str, object] = {"reason": row.cells[redirects.dataset.column("reason")], "free": next(free, "")}
        context |= {"target_file": redirects.dataset.file, "target_line": row.line}
        yield table.problem("id-retired", again.line, table.dataset.key, retired, **context)


def _leads(redirects: Table, row: Row) -> Id:
    """The (dataset, id) a row leads to: of another dataset where it names one; the id is empty for a record withdrawn."""
    elsewhere = redirects.dataset.role_of("target_dataset")
    name = (elsewhere and row.cells[elsewhere.name]) or row.cells[redirects.dataset.column("dataset")]
    return name, row.cells[redirects.dataset.column("target")]


def _leads_nowhere(redirects: Table, row: Row, tables: dict[str, Table], further: dict[Id, Id]) -> Iterator[Problem]:
    """To a dataset or an id that does not exist; or round in a circle, through other rows of the list."""
    name, target = _leads(redirects, row)
    column = redirects.dataset.column("target")
    if name not in tables:
        near = next(iter(difflib.get_close_matches(name, tables, 1)), "")
        yield redirects.problem("reference-dataset", row.line, redirects.dataset.column("target_dataset"), name, nearest=near)
    elif target and (name, target) in further:
        if _circular((name, target), further):
            yield redirects.problem("redirect-circle", row.line, column, target)
    elif target and tables[name].keyed and target not in tables[name].values(tables[name].dataset.key):
        about, known = tables[name].dataset, tables[name].values(tables[name].dataset.key)
        near = next(iter(difflib.get_close_matches(target, known, 1)), "")
        names = {"target": about.title, "target_en": about.title_en, "target_file": about.file}
        yield redirects.problem("link-broken", row.line, column, target, nearest=near, **names)


def _circular(start: Id, further: dict[Id, Id]) -> bool:
    """True when following the list from here never ends."""
    at, seen = start, set[Id]()
    while at in further and at not in seen:
        seen.add(at)
        at = further[at]
    return at in seen
