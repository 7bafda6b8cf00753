"""What can be matched, from the catalogue: datasets with pages are types, their records entities, their columns properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kepu.database import NAMES, quoted
from kepu.library import Library
from kepu.model import Dataset, Field, Link
from kepu.records import Record


@dataclass(frozen=True)
class Property:
    """A column of a type; its id is its anchor on the page that explains every column."""

    dataset: Dataset
    field: Field

    @property
    def id(self) -> str:
        """Dataset and column."""
        return f"{self.dataset.name}.{self.field.name}"

    @property
    def link(self) -> Link | None:
        """The foreign key it is, if any."""
        return next((link for link in self.dataset.links if link.field == self.field.name), None)


class Entities:
    """Types, properties and records by their ids. What adds columns to a record is a further type of it, not a second entity."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def types(self) -> dict[str, Dataset]:
        """Datasets whose records have a page and a name that can be searched."""
        return {d.name: d for d in self.library.catalog if d.page and "search" in self._named(d).use}

    def _named(self, dataset: Dataset) -> Field:
        main = self.main(dataset)
        return main.by_name[main.label]

    @cached_property
    def properties(self) -> dict[str, Property]:
        """Every column of every type; the key of what only adds columns is the record's own."""
        found = (Property(d, f) for d in self.types.values() for f in d.fields if "hidden" not in f.use)
        return {p.id: p for p in found if not (p.dataset.extends and p.field.name == p.dataset.key)}

    def main(self, dataset: Dataset) -> Dataset:
        """The dataset whose records a type consists of."""
        return self.main(self.library.catalog[dataset.extends.target]) if dataset.extends else dataset

    def id(self, record: Record) -> str:
        """The id of a record among all: its address without the last slash."""
        return f"{record.dataset.name}/{record.id}"

    def get(self, key: str) -> Record | None:
        """The record with this id; the id under one of its further types leads to it too."""
        name, _, own = key.partition("/")
        record = self.library.get(self.main(self.types[name]).name, own) if name in self.types else None
        return record if record and self.has(record, self.types[name]) else None

    def typed(self, text: str) -> Iterator[Record]:
        """The records whose id somebody typed, with its dataset or without."""
        full = self.get(text)
        mains = {self.main(d).name for d in self.types.values()}
        found = [full] if full else [self.library.get(name, text) for name in sorted(mains)]
        yield from (record for record in found if record)

    def row(self, record: Record, dataset: Dataset) -> Record | None:
        """The row of a type that belongs to a record."""
        if record.dataset.name == dataset.name:
            return record
        return self.library.get(dataset.name, record.id) if self.main(dataset).name == record.dataset.name else None

    def has(self, record: Record, dataset: Dataset) -> bool:
        """True when a record is of a type."""
        return self.row(record, dataset) is not None

    @cached_property
    def example(self) -> str:
        """The id of the first record there is."""
        return next((self.id(r) for d in self.types.values() for r in self.library.records(self.main(d).name)), "")

    def types_of(self, record: Record) -> list[Dataset]:
        """Its own type first."""
        found = [d for d in self.types.values() if self.has(record, d)]
        return sorted(found, key=lambda d: d.name != record.dataset.name)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Datasets whose records stand for themselves. Of two namesakes theirs is the thing; one that points to a third says something of it."""
        catalog = self.library.catalog
        return frozenset(d.name for d in catalog if all(link.target == d.name or catalog[link.target].role for link in d.links))

    def names(self, record: Record) -> list[str]:
        """What it is called: its label, then its other names."""
        fields = [f for f in record.dataset.fields if f.role in NAMES and f.role != "label" and record[f.name]]
        return [record.label, *(name for f in fields for name in f.split(str(record[f.name])))]

    def describe(self, record: Record) -> str:
        """What sort of thing and where, so that namesakes can be told apart."""
        where = "".join(place.label for place in (record.prefecture, record.county) if place)
        return " · ".join(filter(None, (record.kind.label if record.kind else record.dataset.title, where)))

    def among(self, types: list[str]) -> str:
        """An SQL condition on `all_records a` for the records of some types, of all when none is named."""
        return " or ".join(self._is(self.types[name]) for name in types or self.types)

    def _is(self, dataset: Dataset) -> str:
        main = self.main(dataset)
        own = f"a.dataset = '{main.name}'"
        if main.name == dataset.name:
            return own
        return f"({own} and a.record_id in (select {quoted(dataset.key)} from {quoted(dataset.table)}))"
