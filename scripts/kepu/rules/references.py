"""References that Table Schema cannot express: lists of ids, and records named by dataset and id."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Sources exist; disputes, attributions and redirects point at records and columns that exist, a likely double at another row."""
    yield from _sources(catalog, tables)
    for table in tables.values():
        yield from _records(tables, table)
        yield from _doubles(table)


def _sources(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    registry = catalog.role("sources")
    if not registry or not tables[registry.name].keyed:
        return
    known = _keys(tables[registry.name])
    for table in tables.values():
        column = table.dataset.role_of("sources")
        for row in table.rows if column else ():
            assert column is not None
            for source in column.split(row.cells[column.name]):
                if source not in known:
                    near = next(iter(difflib.get_close_matches(source, known, 1)), "")
                    yield table.problem("source-unknown", row.line, column.name, source, target_file=registry.file, nearest=near)


def _doubles(table: Table) -> Iterator[Problem]:
    """Rows that name another row of their dataset as perhaps the same."""
    column = table.dataset.role_of("same_as")
    known = table.values(table.dataset.key)
    for value, rows in table.values(column.name).items() if column and table.keyed else ():
        assert column
        for other in (other for other in column.split(value) if other not in known):
            near = next(iter(difflib.get_close_matches(other, known, 1)), "")
            names = {"target": table.dataset.title, "target_en": table.dataset.title_en, "target_file": table.dataset.file}
            yield from (table.problem("link-broken", row.line, column.name, other, nearest=near, **names) for row in rows)


def _keys(table: Table) -> set[str]:
    return {row.cells[table.dataset.key] for row in table.rows}


def _records(tables: dict[str, Table], table: Table) -> Iterator[Problem]:
    """Rows with `dataset`, `record` and `field` columns name a cell of another dataset."""
    where = {role: table.dataset.role_of(role) for role in ("dataset", "record", "field")}
    if not (where["dataset"] and where["record"]):
        return
    keys = {name: _keys(t) for name, t in tables.items()}
    for row in table.rows:
        name = row.cells[where["dataset"].name]
        record = row.cells[where["record"].name]
        if name not in tables:
            near = next(iter(difflib.get_close_matches(name, tables, 1)), "")
            yield table.problem("reference-dataset", row.line, where["dataset"].name, name, nearest=near)
        elif table.dataset.role != "redirects" and record not in keys[name] and tables[name].keyed:
            context = {
                "target": tables[name].dataset.title,
                "target_en": tables[name].dataset.title_en,
                "target_file": tables[name].dataset.file,
                "nearest": next(iter(difflib.get_close_matches(record, keys[name], 1)), ""),
            }
            yield table.problem("link-broken", row.line, where["record"].name, record, **context)
        elif where["field"] and row.cells[where["field"].name] not in tables[name].dataset.by_name:
            value = row.cells[where["field"].name]
            near = next(iter(difflib.get_close_matches(value, tables[name].dataset.by_name, 1)), "")
            yield table.problem("reference-field", row.line, where["field"].name, value, nearest=near)
