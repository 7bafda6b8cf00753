"""Ids that are missing or taken, and foreign keys that lead nowhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kepu import ids
from kepu.model import Catalog, Link
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """The key of every table, its columns that declare themselves unique, and its links."""
    for table in tables.values():
        free = ids.free(catalog, tables, table.dataset)
        yield from _missing(table, free)
        for name in [
            table.dataset.key,
            *(f.name for f in table.dataset.fields if f.constraints.get("unique") and f.name != table.dataset.key),
        ]:
            yield from _repeated(table, name, free)
        for link in table.dataset.links:
            yield from _link(table, tables[link.target], link)


def _missing(table: Table, free: Iterator[str]) -> Iterator[Problem]:
    key = table.dataset.key
    empty = (row for row in table.rows if not row.cells[key])
    yield from (table.problem("key-missing", row.line, key, free=next(free, "")) for row in empty)


def _repeated(table: Table, name: str, free: Iterator[str]) -> Iterator[Problem]:
    """Values that stand in a second row."""
    for value, (first, *others) in table.values(name).items():
        for row in others:
            if name == table.dataset.key:
                yield table.problem("key-repeated", row.line, name, value, first=first.line, free=next(free, ""))
            else:
                yield table.problem("value-repeated", row.line, name, value, first=first.line)


def _link(table: Table, target: Table, link: Link) -> Iterator[Problem]:
    """Values that the target lacks; nothing when the target's rows or ids are faulty: its own problem comes first."""
    known = target.values(link.target_field)
    for value, rows in table.values(link.field).items() if target.keyed else ():
        if value not in known:
            nearest = next(iter(difflib.get_close_matches(value, known, 1)), "")
            names = {"target": target.dataset.title, "target_en": target.dataset.title_en, "target_file": target.dataset.file}
            for row in rows:
                yield table.problem("link-broken", row.line, link.field, value, nearest=nearest, **names)
