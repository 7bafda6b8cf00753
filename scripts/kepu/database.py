"""Typed rows → SQLite: tables, foreign keys, indexes, full text, R*Tree and views. Byte-equal every time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from kepu.chinese import tokens
from kepu.history import Dates
from kepu.model import Catalog, Dataset, Field, Link
from kepu.reading import Row, Table

TYPES = {"integer": "INTEGER", "year": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

# Columns with these roles name a record, and are found by pinyin too.
NAMES = ("label", "other_names", "short_name")

# Dataset → id → when git saw the row.
History = dict[str, dict[str, Dates]]


def write(catalog: Catalog, tables: dict[str, Table], history: History, path: Path) -> None:
    """Create the database at `path`, which must not exist. `tables` have passed the check."""
    connection = sqlite3.connect(path)
    connection.execute("pragma page_size = 4096")
    connection.execute("pragma journal_mode = off")  # the file is thrown away if anything fails
    with connection:
        for dataset in catalog:
            _table(connection, catalog, dataset, tables[dataset.name])
        for dataset in catalog:
            _text(connection, dataset)
            _rtree(connection, dataset)
        _sources(connection, catalog)
        _dates(connection, catalog, history)
        _records(connection, catalog)
        for statement in (*_calendar(catalog), *_views(catalog)):
            connection.execute(statement)
    connection.execute("analyze")
    connection.commit()
    connection.execute("vacuum")
    connection.close()


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _table(connection: sqlite3.Connection, catalog: Catalog, dataset: Dataset, table: Table) -> None:
    columns = [_column(dataset, f) for f in dataset.fields]
    keys = [
        f"foreign key ({quoted(link.field)}) references {quoted(catalog[link.target].table)} ({quoted(link.target_field)})"
        for link in dataset.links
    ]
    connection.execute(f"create table {quoted(dataset.table)} ({', '.join([*columns, *keys])})")
    places = ", ".join("?" * len(dataset.fields))
    rows = sorted(table.rows, key=lambda row: row.cells[dataset.key])
    connection.executemany(f"insert into {quoted(dataset.table)} values ({places})", (_values(dataset, row) for row in rows))
    for f in _indexed(dataset):
        name = quoted(f"{dataset.table}_{f.name}")
        connection.execute(f"create index {name} on {quoted(dataset.table)} ({quoted(f.name)})")


def _column(dataset: Dataset, f: Field) -> str:
    primary = " primary key not null" if f.name == dataset.key else ""
    return f"{quoted(f.name)} {TYPES.get(f.type, 'TEXT')}{primary}"


def _values(dataset: Dataset, row: Row) -> list[object]:
    return [_typed(f, row.cells[f.name]) for f in dataset.fields]


def _typed(f: Field, cell: str) -> object:
    """The SQLite value of a checked cell; empty is null, since unknown is not the empty string."""
    if not cell:
        return None
    if f.type in ("integer", "year"):
        return int(cell)
    if f.type == "number":
        return float(cell)
    return int(cell.lower() == "true") if f.type == "boolean" else cell


def _indexed(dataset: Dataset) -> Iterator[Field]:
    """What is filtered or joined: facets, foreign keys and dates."""
    linked = {link.field for link in dataset.links}
    for f in dataset.fields:
        if f.name != dataset.key and (f.name in linked or "facet" in f.use or f.role in ("start", "order", "record")):
            yield f


def _text(connection: sqlite3.Connection, dataset: Dataset) -> None:
    columns = {f.name: f.role in NAMES for f in dataset.used("search")}
    if columns:
        _full_text(connection, dataset.table, columns)


def _full_text(connection: sqlite3.Connection, table: str, columns: dict[str, bool]) -> None:
    """An index of characters beside the table, by rowid; True for columns found by pinyin too. The text stays in the table."""
    name = quoted(f"{table}_fts")
    listed = ", ".join(quoted(c) for c in columns)
    connection.execute(f"create virtual table {name} using fts5 ({listed}, content='', tokenize='ascii')")
    rows = connection.execute(f"select rowid, {listed} from {quoted(table)}").fetchall()
    marks = ", ".join("?" * (len(columns) + 1))
    indexed = ([rowid, *(tokens(v or "", spoken=s) for v, s in zip(values, columns.values(), strict=True))] for rowid, *values in rows)
    connection.executemany(f"insert into {name} (rowid, {listed}) values ({marks})", indexed)
    connection.execute(f"insert into {name} ({name}) values ('optimize')")


def _rtree(connection: sqlite3.Connection, dataset: Dataset) -> None:
    """An R*Tree over the points, by rowid: min and max are the same for a point."""
    if not dataset.located:
        return
    lon, lat = quoted(dataset.column("lon")), quoted(dataset.column("lat"))
    name = quoted(f"{dataset.table}_rtree")
    connection.execute(f"create virtual table {name} using rtree (id, min_lon, max_lon, min_lat, max_lat)")
    connection.execute(
        f"insert into {name} select rowid, {lon}, {lon}, {lat}, {lat} from {quoted(dataset.table)} "
        f"where {lon} is not null and {lat} is not null order by rowid"
    )


def _sources(connection: sqlite3.Connection, catalog: Catalog) -> None:
    """Which record rests on which source, one row a pair, in the order the record names them."""
    connection.execute(
        "create table record_sources (dataset TEXT not null, record_id TEXT not null, position INTEGER not null, "
        "source_id TEXT not null, primary key (dataset, record_id, position))"
    )
    for dataset in catalog:
        column = dataset.role_of("sources")
        if column:
            rows = connection.execute(f"select {quoted(dataset.key)}, {quoted(column.name)} from {quoted(dataset.table)} order by 1")
            pairs = [(dataset.name, key, n, s) for key, cell in rows.fetchall() for n, s in enumerate(column.split(cell or ""), 1)]
            connection.executemany("insert into record_sources values (?, ?, ?, ?)", pairs)
    connection.execute("create index record_sources_source on record_sources (source_id)")


def _dates(connection: sqlite3.Connection, catalog: Catalog, history: History) -> None:
    """When each record came in and last changed, one row a record: beside the tables, so that these stay as edited."""
    connection.execute(
        "create table record_dates (dataset TEXT not null, record_id TEXT not null, created_on TEXT, changed_on TEXT, "
        "changed_in TEXT, primary key (dataset, record_id))"
    )
    for dataset in catalog:
        known = history.get(dataset.name, {})
        keys = [key for (key,) in connection.execute(f"select {quoted(dataset.key)} from {quoted(dataset.table)} order by 1")]
        found = [(key, known.get(str(key), Dates())) for key in keys]
        rows = [(dataset.name, str(key), d.created or None, d.changed or None, d.commit or None) for key, d in found]
        connection.executemany("insert into record_dates values (?, ?, ?, ?, ?)", rows)
    connection.execute("create index record_dates_changed on record_dates (changed_on)")


def _records(connection: sqlite3.Connection, catalog: Catalog) -> None:
    """All records of all datasets in one table, for the one search box: name, every other searchable text, and where it is."""
    connection.execute(
        "create table all_records (dataset TEXT not null, record_id TEXT not null, label TEXT, words TEXT, divisions TEXT, "
        "primary key (dataset, record_id))"
    )
    for dataset in catalog:
        if dataset.used("search") and dataset.role != "redirects":
            connection.execute(_record_select(catalog, dataset))
    _full_text(connection, "all_records", {"label": True, "words": False, "divisions": False})


def _record_select(catalog: Catalog, dataset: Dataset) -> str:
    """Insert each record. Texts stand on lines of their own, so that none matches across two."""
    searched = [f.name for f in dataset.used("search")]
    label = quoted(dataset.label) if dataset.label in searched else "null"
    words = _lines(quoted(name) for name in searched if name != dataset.label)
    divisions = _lines(_division_name(catalog.role("divisions"), link.field) for link in _division_links(catalog, dataset))
    return (
        f"insert into all_records select '{dataset.name}', {quoted(dataset.key)}, {label}, {words}, {divisions} "
        f"from {quoted(dataset.table)} t order by {quoted(dataset.key)}"
    )


def _lines(expressions: Iterable[str]) -> str:
    return " || ".join(f"coalesce({e} || char(10), '')" for e in expressions) or "''"


def _division_links(catalog: Catalog, dataset: Dataset) -> list[Link]:
    divisions = catalog.role("divisions")
    return [link for link in dataset.links if divisions and link.target == divisions.name != dataset.name]


def _division_name(divisions: Dataset | None, column: str) -> str:
    assert divisions, "only asked for links to it"
    return f"(select {quoted(divisions.label)} from {quoted(divisions.table)} d where d.{quoted(divisions.key)} = t.{quoted(column)})"


def _calendar(catalog: Catalog) -> Iterable[str]:
    """Days off and make-up workdays under names of our own, so that SQL functions find them in any database."""
    dataset = catalog.role("holidays")
    if dataset:
        columns = {"day": dataset.key, "kind": dataset.column("kind"), "year": dataset.column("year")}
        listed = ", ".join(f"{quoted(column)} as {name}" for name, column in columns.items())
        yield f"create view calendar as select {listed} from {quoted(dataset.table)}"


def _views(catalog: Catalog) -> Iterable[str]:
    """A record with its roles: one view a role, and one that lists them all."""
    for target in catalog:
        if not target.located or target.role:
            continue
        roles = [(d, link.field) for d, link in catalog.links_to(target.name) if d.name != target.name]
        for dataset, column in roles:
            yield _joined(dataset, column, target)
        if roles:
            yield _listed(roles, target)


def _joined(dataset: Dataset, column: str, target: Dataset) -> str:
    own = {f.name for f in dataset.fields}
    columns = [f"r.{quoted(f.name)}" for f in dataset.fields]
    columns += [f"t.{quoted(f.name)}" for f in target.fields if f.name not in own]
    return (
        f"create view {quoted(f'{dataset.table}_with_{target.table}')} as select {', '.join(columns)} "
        f"from {quoted(dataset.table)} r join {quoted(target.table)} t on t.{quoted(target.key)} = r.{quoted(column)}"
    )


def _listed(roles: list[tuple[Dataset, str]], target: Dataset) -> str:
    parts = [
        f"select t.{quoted(target.key)}, t.{quoted(target.label)}, '{d.name}' as role, r.{quoted(d.key)} as role_id, r.{quoted(d.label)} as role_label "
        f"from {quoted(target.table)} t join {quoted(d.table)} r on r.{quoted(column)} = t.{quoted(target.key)}"
        for d, column in roles
    ]
    return f"create view {quoted(f'{target.table}_roles')} as {' union all '.join(parts)}"
