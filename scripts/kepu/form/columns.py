"""A dataset as a form: its columns with their words, constraints and choices, and the id a new row gets."""

from __future__ import annotations

from typing import Any

from kepu import ids
from kepu.library import Library
from kepu.model import Catalog, Dataset, Field, Link, Term
from kepu.rules.characters import is_strict

# What people ask first of a record; the rest is folded until someone wants it.
OFTEN = ("address", "lon", "lat", "opening_hours", "phone", "website", "start")


def columns(library: Library, dataset: Dataset) -> dict[str, Any]:
    """Everything the form knows of a dataset but its rows."""
    return {
        "name": dataset.name,
        "title": dataset.title,
        "title_en": dataset.title_en,
        "file": dataset.file,
        "key": dataset.key,
        "label": dataset.label,
        "role": dataset.role,
        "page": dataset.page,
        "next": next(ids.following(ids.shape(dataset), _used(library, dataset)), ""),
        "fields": [_field(library.catalog, dataset, field) for field in dataset.fields],
    }


def _used(library: Library, dataset: Dataset) -> set[str]:
    """Ids of rows that are, and of rows that were merged or withdrawn."""
    redirects = library.catalog.role("redirects")
    retired = {r.id for r in library.records(redirects.name) if r.role("dataset") == dataset.name} if redirects else set()
    return {record.id for record in library.records(dataset.name)} | retired


def _field(catalog: Catalog, dataset: Dataset, field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "title_en": field.title_en,
        "description": field.description,
        "description_en": field.description_en,
        "example": field.example,
        "unit": field.unit,
        "format": field.format,
        "role": field.role,
        "list": field.is_list,
        "strict": is_strict(dataset, field),
        "often": _often(field),
        "constraints": field.constraints,
        "options": [_option(term) for term in _terms(field)],
        "vocabulary": bool(field.vocabulary),
        "allow": list(field.allow),
        "link": _linked(catalog, dataset, field),
    }


def _often(field: Field) -> bool:
    """True for what must be filled, what lists show or filter by, and what people ask first."""
    return bool(field.constraints.get("required") or {"list", "facet"}.intersection(field.use) or field.role in OFTEN)


def _terms(field: Field) -> list[Term]:
    """What may be chosen: of a vocabulary or of a plain list."""
    return list(field.vocabulary.values()) or [field.term(str(value)) for value in field.constraints.get("enum", [])]


def _option(term: Term) -> dict[str, str]:
    return {"code": term.code, "label": term.label, "label_en": term.label_en, "mark": term.mark}


def _linked(catalog: Catalog, dataset: Dataset, field: Field) -> dict[str, str] | None:
    """The dataset whose ids a column holds: by a foreign key, or as the list of its sources."""
    link: Link | None = next((link for link in dataset.links if link.field == field.name), None)
    sources = catalog.role("sources")
    target = catalog[link.target] if link else sources if field.role == "sources" else None
    if not target:
        return None
    return {"dataset": target.name, "title": target.title, "title_en": target.title_en, "file": target.file, "role": target.role}
