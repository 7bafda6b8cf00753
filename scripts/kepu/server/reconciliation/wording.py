"""Types, properties and records as the protocol names them: an id, a name, and what tells them from others of that name."""

from __future__ import annotations

from kepu.model import Dataset
from kepu.records import Record
from kepu.server.reconciliation.entities import Entities, Property

Named = dict[str, str]


def described(dataset: Dataset) -> Named:
    """A type."""
    return {"id": dataset.name, "name": dataset.title, "description": dataset.title_en}


def described_property(prop: Property) -> Named:
    """A property; many types have one of the same name, so it says whose."""
    return {"id": prop.id, "name": prop.field.title, "description": f"{prop.dataset.title} · {prop.field.title_en}"}


def described_record(entities: Entities, record: Record) -> Named:
    """An entity."""
    return {"id": entities.id(record), "name": record.label, "description": entities.describe(record)}
