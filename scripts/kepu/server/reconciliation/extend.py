"""The columns of records that were matched, for a spreadsheet to take in."""

from __future__ import annotations

from typing import Any

from kepu.model import Field
from kepu.records import Record
from kepu.server.reconciliation.entities import Entities, Property
from kepu.server.reconciliation.queries import Extension
from kepu.server.reconciliation.wording import described, described_property, described_record

Value = dict[str, Any]


def extended(entities: Entities, asked: Extension) -> dict[str, Any]:
    """A data extension response. A cell nobody knows, and an id that is no more, have no values."""
    rows = {key: entities.get(key) for key in asked.ids}
    return {
        "meta": [_meta(entities, prop) for prop in asked.properties],
        "rows": {key: {p.id: values(entities, record, p) if record else [] for p in asked.properties} for key, record in rows.items()},
    }


def proposed(entities: Entities, kind: str, limit: int) -> dict[str, Any]:
    """The properties that records of a type have: its own, then of what it adds columns to."""
    dataset = entities.types[kind]
    names = [dataset.name, entities.main(dataset).name]
    found = sorted((p for p in entities.properties.values() if p.dataset.name in names), key=lambda p: names.index(p.dataset.name))
    return {"type": kind, "limit": limit, "properties": [described_property(p) for p in found[:limit]]}


def values(entities: Entities, record: Record, prop: Property) -> list[Value]:
    """The values of one column of a record."""
    row = entities.row(record, prop.dataset)
    cell = row[prop.field.name] if row else None
    if row is None or cell is None:
        return []
    target = row.linked(prop.field.name)
    if target:
        return [_linked(entities, target)]
    return [_plain(prop.field, cell, part) for part in prop.field.split(str(cell))]


def _linked(entities: Entities, target: Record) -> Value:
    """The id and name of what a column points at; what is no entity only has a name."""
    if target.dataset.name in entities.types:
        return dict(described_record(entities, target.base or target))
    return {"str": target.label}


def _plain(f: Field, cell: Any, part: str) -> Value:
    """Labels for codes. Dates stay text: many are known to the month only, and midnight has a time zone."""
    if f.vocabulary:
        return {"str": f.term(part).label}
    if isinstance(cell, int) and f.type != "boolean":
        return {"int": cell}
    return {"float": cell} if isinstance(cell, float) else {"str": part}


def _meta(entities: Entities, prop: Property) -> dict[str, Any]:
    target = entities.types.get(prop.link.target) if prop.link else None
    return described_property(prop) | ({"type": described(target)} if target else {})
