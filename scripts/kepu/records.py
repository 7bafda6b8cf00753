"""One row of the finished database as an object a template can walk: its facts, links, sources and certainty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kepu import hours
from kepu.agenda import on_holidays
from kepu.model import Dataset, Field, Term

if TYPE_CHECKING:
    from kepu.library import Library


@dataclass(frozen=True)
class Fact:
    """One filled column of a record, ready to be shown."""

    field: Field
    value: Any
    record: Record
    attributions: tuple[Record, ...]

    @property
    def terms(self) -> list[Term]:
        """The vocabulary terms of the value, one a list item."""
        return [self.field.term(v) for v in self.field.split(str(self.value))] if self.field.vocabulary else []

    @property
    def parts(self) -> list[str]:
        """The values of a list, or the one value."""
        return self.field.split(str(self.value))

    @property
    def target(self) -> Record | None:
        """The record this value points at, if the column is a foreign key."""
        return self.record.linked(self.field.name)


class Record:
    """One row. `record["column"]` is its raw value, None when unknown; a column it does not have raises KeyError."""

    def __init__(self, library: Library, dataset: Dataset, values: dict[str, Any]) -> None:
        self.library = library
        self.dataset = dataset
        self.values = values

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def role(self, role: str) -> Any:
        """The value of the column with this role; None when there is none."""
        found = self.dataset.role_of(role)
        return self.values[found.name] if found else None

    def term(self, column: str) -> Term | None:
        """The vocabulary term of a column; None when it is empty."""
        value = self.values.get(column)
        return self.dataset.by_name[column].term(str(value)) if value is not None else None

    @property
    def id(self) -> str:
        """The key, as text."""
        return str(self.values[self.dataset.key])

    @cached_property
    def base(self) -> Record | None:
        """For a role of another record, that record."""
        link = self.dataset.extends
        return self.library.get(link.target, self.id) if link else None

    @cached_property
    def label(self) -> str:
        """The name people know it by."""
        if self.base:
            return self.base.label
        return str(self.values[self.dataset.label] or self.id)

    @property
    def short(self) -> str:
        """The short name where the dataset has one, else the name."""
        return str(self.role("short_name") or self.label)

    @property
    def address(self) -> str:
        """Where the portal shows it, relative to the root: its page, else the page or list it stands on."""
        if self.dataset.page:
            return f"{self.dataset.name}/{self.id}/"
        return f"{self.dataset.name}/#{self.id}"

    @property
    def home(self) -> str:
        """The one page of the thing itself: for a role, the page of what plays it."""
        return self.base.address if self.base else self.address

    def linked(self, column: str) -> Record | None:
        """The record a foreign-key column points at."""
        link = next((k for k in self.dataset.links if k.field == column), None)
        return self.library.get(link.target, self.values[column]) if link and self.values[column] is not None else None

    def others(self, column: str) -> list[Record]:
        """The records its other foreign keys point at, divisions left out: what a row joins to what."""
        divisions = self.library.catalog.role("divisions")
        links = [k for k in self.dataset.links if k.field != column and not (divisions and k.target == divisions.name)]
        found = (self.linked(k.field) for k in links)
        return [r for r in found if r]

    @cached_property
    def divisions(self) -> list[tuple[Field, Record]]:
        """(column, division) for each division it names."""
        divisions = self.library.catalog.role("divisions")
        links = [k for k in self.dataset.links if divisions and k.target == divisions.name]
        found = [(self.dataset.by_name[k.field], self.linked(k.field)) for k in links]
        return [(f, place) for f, place in found if place]

    def _through(self, role: str) -> Record | None:
        found = self.dataset.role_of(role)
        own = self.linked(found.name) if found else None
        return own or (self.base._through(role) if self.base else None)

    @cached_property
    def prefecture(self) -> Record | None:
        """Its prefecture, own or through what it is a role of."""
        return self._through("prefecture")

    @cached_property
    def county(self) -> Record | None:
        """Its county, own or through what it is a role of."""
        return self._through("county")

    @property
    def start(self) -> str:
        """When it begins, as far as it is known: a day, a month, a year or nothing."""
        return str(self.role("start") or "")

    @property
    def created(self) -> str:
        """The day the row came in; empty when git cannot say."""
        return self.library.dates[self.dataset.name, self.id][0]

    @property
    def changed(self) -> str:
        """The day the row last changed; empty when git cannot say, or the change is not committed yet."""
        return self.library.dates[self.dataset.name, self.id][1]

    @cached_property
    def kind(self) -> Term | None:
        """What sort of thing it is, for icon and colour."""
        found = self.dataset.role_of("kind")
        own = self.term(found.name) if found else None
        return own or (self.base.kind if self.base else None)

    @cached_property
    def verification(self) -> Term | None:
        """How far the row has been confirmed."""
        found = self.dataset.role_of("verification")
        return self.term(found.name) if found else None

    @cached_property
    def accuracy(self) -> Term | None:
        """How exactly its point is known."""
        found = self.dataset.role_of("accuracy")
        return self.term(found.name) if found else None

    @cached_property
    def point(self) -> tuple[float, float] | None:
        """(lon, lat), WGS84."""
        lon, lat = self.role("lon"), self.role("lat")
        return (lon, lat) if lon is not None and lat is not None else None

    @cached_property
    def place(self) -> Record | None:
        """The record that holds its point: itself, what it adds columns to, or a place it names."""
        if self.dataset.located:
            return self
        link = self.library.catalog.place_link(self.dataset)
        return self.linked(link.field) if link else None

    @property
    def pinned(self) -> bool:
        """True when the point is the place's own, not the seat of what it lies in."""
        return bool(self.point and self.accuracy and self.accuracy.mark == "solid")

    @cached_property
    def week(self) -> list[hours.Day] | None:
        """Monday to Sunday; None when the hours are not known or not weekly."""
        return hours.week(self.role("opening_hours") or "")

    @cached_property
    def spans(self) -> str:
        """The usual opening spans in one line."""
        return hours.summary(self.role("opening_hours") or "")

    @cached_property
    def seasons(self) -> list[tuple[int, int, list[hours.Day]]]:
        """(first month, last month, week) of each part of the year with a week of its own."""
        return hours.seasons(self.role("opening_hours") or "")

    @cached_property
    def holiday(self) -> hours.Day | None:
        """What its hours say of public holidays; None when they do not."""
        return on_holidays(self.role("opening_hours") or "")

    @property
    def agenda(self) -> dict[str, Any] | None:
        """Its opening hours worked out day by day; None when nothing is known of any day."""
        return self.library.agenda(self.role("opening_hours") or "")

    def facts(self, *skip_roles: str) -> list[Fact]:
        """Every filled column worth a line on the page, but those that play one of the roles."""
        hidden = {"code", "label", "sources", "lon", "lat", *skip_roles}
        linked = self.dataset.extends.field if self.dataset.extends else self.dataset.key
        return [
            self.fact(f.name)
            for f in self.dataset.fields
            if self.values[f.name] is not None and f.role not in hidden and f.name != linked and "hidden" not in f.use
        ]

    def fact(self, column: str) -> Fact:
        """One column with where its value came from."""
        return Fact(self.dataset.by_name[column], self.values[column], self, tuple(self.attributions.get(column, ())))

    @cached_property
    def attributions(self) -> dict[str, list[Record]]:
        """Column → the rows that say where its value came from."""
        return self.library.attributions.get((self.dataset.name, self.id), {})

    @cached_property
    def disputes(self) -> dict[str, list[Record]]:
        """Column → the values sources state for it."""
        return self.library.disputes.get((self.dataset.name, self.id), {})

    @cached_property
    def sources(self) -> list[Record]:
        """The registered sources of the row, in its order."""
        registry = self.library.catalog.role("sources")
        column = self.dataset.role_of("sources")
        if not (registry and column):
            return []
        found = (self.library.get(registry.name, s) for s in column.split(self.values[column.name] or ""))
        return [s for s in found if s]

    @cached_property
    def roles(self) -> list[Record]:
        """The rows that add columns to this one, one a dataset."""
        links = [(d, k) for d, k in self.library.catalog.links_to(self.dataset.name) if d.extends == k]
        found = (self.library.get(d.name, self.id) for d, _ in links)
        return [r for r in found if r]

    @cached_property
    def children(self) -> list[tuple[Dataset, Field, list[Record]]]:
        """(dataset, linking column, rows) for every dataset with rows that point here."""
        links = [(d, k) for d, k in self.library.catalog.links_to(self.dataset.name) if d.extends != k]
        found = [(d, d.by_name[k.field], self.library.pointing(d, k.field, self.id)) for d, k in links]
        return [child for child in found if child[2]]

    @cached_property
    def all_sources(self) -> list[Record]:
        """Sources of the record, its roles, its attributed and disputed values and its rows elsewhere, each once."""
        found = [*self.sources, *(s for r in self.roles for s in r.sources)]
        found += [s for rows in self.attributions.values() for row in rows for s in row.sources]
        found += [s for rows in self.disputes.values() for row in rows for s in row.sources]
        found += [s for d, _, rows in self.children if not d.page for row in rows for s in row.sources]
        return list({s.id: s for s in found}.values())
