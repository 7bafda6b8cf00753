"""What can be found, and what a hit shows of itself: one document a record, its roles' texts with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kepu.database import NAMES
from kepu.library import Library
from kepu.model import Dataset, Field, Term
from kepu.records import Record

# Datasets that describe other records: of two hits alike, theirs is the later.
ABOUT_RECORDS = ("sources", "disputes", "attributions")


@dataclass(frozen=True)
class Document:
    """One thing that has an address. The first of its names is the one people know it by."""

    id: str
    names: list[str]
    texts: list[str]  # one a field of its kind
    divisions: list[Record] = field(default_factory=list)
    of: str = ""  # what it belongs to, shown and not searched
    term: Term | None = None
    seal: Term | None = None
    point: tuple[float, float] | None = None

    def searched(self) -> Iterator[str]:
        """Every text a word may stand in."""
        yield from self.names
        yield from self.texts
        yield from (division.label for division in self.divisions)


@dataclass(frozen=True)
class Kind:
    """Documents of one sort, under one heading. `address` has {} where the id stands; `lang` is empty where every reader looks."""

    name: str
    title: str
    title_en: str
    address: str
    fields: list[tuple[str, str]]
    documents: list[Document]
    lang: str = ""


def kinds(library: Library) -> list[Kind]:
    """Every dataset that is searched, in the order of the catalog; those that describe other records come last."""
    datasets = [d for d in library.catalog if d.used("search") and d.role != "redirects" and not d.extends]
    return [_kind(library, d) for d in sorted(datasets, key=lambda d: d.role in ABOUT_RECORDS)]


def _kind(library: Library, dataset: Dataset) -> Kind:
    columns = [(d, f) for d in (dataset, *_roles(library, dataset)) for f in d.used("search") if f.role not in NAMES]
    documents = [_document(record, columns) for record in library.records(dataset.name)]
    address = f"{dataset.name}/{'' if dataset.page else '#'}{{}}{'/' if dataset.page else ''}"
    return Kind(dataset.name, dataset.title, dataset.title_en, address, [(f.title, f.title_en) for _, f in columns], documents)


def _roles(library: Library, dataset: Dataset) -> list[Dataset]:
    """The datasets that add columns to this one: a reader looks for the thing, not for its rows."""
    return [d for d, link in library.catalog.links_to(dataset.name) if d.extends == link]


def _document(record: Record, columns: list[tuple[Dataset, Field]]) -> Document:
    rows = {row.dataset.name: row for row in (record, *record.roles)}
    texts = [_line(rows[d.name][f.name]) if d.name in rows else "" for d, f in columns]
    divisions = [] if record.dataset.role == "divisions" else [division for _, division in record.divisions]
    point = record.point if record.pinned else None
    return Document(record.id, _names(record), texts, divisions, _of(record), record.kind, record.verification, point)


def _names(record: Record) -> list[str]:
    """The label, then every other name, each once."""
    others = [f for f in record.dataset.used("search") if f.role in NAMES and f.role != "label" and record[f.name] is not None]
    return list(dict.fromkeys([_line(record.label), *(name for f in others for name in f.split(_line(record[f.name])))]))


def _of(record: Record) -> str:
    """The record it is about, else what it lies in, else the first it is joined to."""
    described = record.dataset.role in ABOUT_RECORDS and record.role("dataset") in record.library.catalog.datasets
    about = [record.library.get(record.role("dataset"), record.role("record"))] if described else []
    above = [division for _, division in record.divisions] if record.dataset.role == "divisions" else []
    return next((r.label for r in (*about, *above, *record.others("")) if r), "")


def _line(value: object) -> str:
    """A cell on one line; unknown is no text."""
    return "" if value is None else " ".join(str(value).split())
