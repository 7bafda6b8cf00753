"""Types, constraints, keys and foreign keys: judged by frictionless, worded by us, on physical lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from frictionless import Checklist, Package, Resource, Schema

from kepu.model import Catalog, Field
from kepu.problems import Problem
from kepu.reading import Table

# More errors than this in one file help nobody; the first lines are named, the count is whole.
LIMIT = 1000


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Validate all tables as one Data Package, so that foreign keys cross datasets."""
    package = Package(resources=[_resource(table) for table in tables.values()])
    report = package.validate(Checklist(), limit_errors=LIMIT)
    for task in report.tasks:
        table = tables[task.name]
        for error in task.errors:
            if not _unread_target(table, tables, error):
                yield _translate(table, tables, error)


def _unread_target(table: Table, tables: dict[str, Table], error: Any) -> bool:
    """True for a link into a file that could not be read whole: that file's own problem comes first."""
    if error.type != "foreign-key":
        return False
    target = next(link.target for link in table.dataset.links if link.field == error.field_names[0])
    return bool(tables[target].problems)


def _resource(table: Table) -> Resource:
    names = [f.name for f in table.dataset.fields]
    data = [names, *([row.cells[name] for name in names] for row in table.rows)]
    return Resource(name=table.dataset.name, data=data, schema=Schema.from_descriptor(table.dataset.descriptor()))


def _translate(table: Table, tables: dict[str, Table], error: Any) -> Problem:
    """One of our problems for one frictionless error; `row_number` counts the header as 1."""
    row = table.rows[error.row_number - 2] if getattr(error, "row_number", None) else None
    line = row.line if row else None
    if error.type == "foreign-key":
        return _link(table, tables, error, line)
    if error.type == "primary-key":
        key = table.dataset.key
        value = row.cells[key] if row else ""
        return table.problem("key-repeated" if value else "key-missing", line, key, value)
    name = getattr(error, "field_name", "")
    found = table.dataset.by_name.get(name)
    value = str(getattr(error, "cell", "") or "")
    if error.type == "type-error" and found:
        return table.problem(f"type-{found.type}", line, name, value, example=found.example)
    if error.type == "unique-error":
        return table.problem("key-repeated" if name == table.dataset.key else "value-repeated", line, name, value)
    if error.type == "constraint-error" and found:
        return _constraint(table, found, error, line, value)
    return table.problem("row-invalid", line, name, value, detail=error.message)


def _constraint(table: Table, found: Field, error: Any, line: int | None, value: str) -> Problem:
    """Which constraint was broken is only in frictionless' note: 'constraint "enum" is …'."""
    constraint = error.note.split('"')[1]
    code = {
        "required": "value-missing",
        "enum": "value-not-listed",
        "pattern": "value-pattern",
        "minimum": "value-too-small",
        "maximum": "value-too-large",
        "minLength": "value-too-short",
        "maxLength": "value-too-long",
    }.get(constraint, "row-invalid")
    limit = found.constraints.get(constraint, "")
    context = {"example": found.example, "limit": limit, "detail": error.note, **_nearest(found, value)}
    return table.problem(code, line, found.name, value, **context)


def _nearest(found: Field, value: str) -> dict[str, str]:
    """The allowed value an editor most likely meant, by code or label."""
    allowed = found.vocabulary or {str(v): found.term(str(v)) for v in found.constraints.get("enum", [])}
    by_word = {word: term for term in allowed.values() for word in (term.label, term.label_en, term.code)}
    close = difflib.get_close_matches(value, by_word, 1, 0.4)
    near = by_word[close[0]] if close else None
    listed = "、".join(f"{t.code}（{t.label}）" if t.label != t.code else t.code for t in allowed.values())
    listed_en = ", ".join(allowed)
    return {"nearest": near.code if near else "", "listed": listed, "listed_en": listed_en}


def _link(table: Table, tables: dict[str, Table], error: Any, line: int | None) -> Problem:
    name = error.field_names[0]
    value = str(error.field_cells[0])
    link = next(link for link in table.dataset.links if link.field == name)
    target = tables[link.target].dataset
    known = [row.cells[link.target_field] for row in tables[link.target].rows]
    nearest = next(iter(difflib.get_close_matches(value, known, 1)), "")
    context = {"target": target.title, "target_en": target.title_en, "target_file": target.file, "nearest": nearest}
    return table.problem("link-broken", line, name, value, **context)
