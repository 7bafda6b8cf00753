"""What a schema says, as objects: datasets, their fields, links and queries."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kepu.problems import Problem, Stop


@dataclass(frozen=True)
class Term:
    """One value of a vocabulary, with its labels and how it is drawn."""

    code: str
    label: str
    label_en: str
    description: str = ""
    description_en: str = ""
    icon: str = ""
    tone: str = ""
    mark: str = ""
    total: str = ""  # filled where a row of this kind is a sum over some time, not one thing


@dataclass(frozen=True)
class Field:
    """One column: its Table Schema type and constraints, its words, and what it means to the engine."""

    name: str
    type: str
    title: str
    title_en: str
    description: str
    description_en: str
    example: Any = None
    unit: str = ""
    format: str = ""
    role: str = ""
    use: tuple[str, ...] = ()
    constraints: dict[str, Any] = field(default_factory=dict)
    vocabulary: dict[str, Term] = field(default_factory=dict)
    allow: dict[str, str] = field(default_factory=dict)

    def term(self, code: str) -> Term:
        """The vocabulary term of a code; a code without one is its own label."""
        return self.vocabulary.get(code) or Term(code, code, code)

    @property
    def is_list(self) -> bool:
        """True when a cell holds several values separated by semicolons."""
        return self.format in ("list", "phone")

    def split(self, cell: str) -> list[str]:
        """The values of one cell: several for a list, one or none otherwise."""
        parts = cell.split(";") if self.is_list else [cell]
        return [part.strip() for part in parts if part.strip()]


@dataclass(frozen=True)
class Link:
    """A foreign key: `field` of this dataset holds `target_field`, the key of `target`."""

    field: str
    target: str
    target_field: str


@dataclass(frozen=True)
class Query:
    """A canned query: SQL with :named parameters, each with an example value that returns rows."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    sql: str
    params: dict[str, str]


@dataclass(frozen=True)
class Expectation:
    """What a dataset should look like: least and most rows, the least filled share of a column, and why."""

    rows: tuple[int, int]
    filled: dict[str, float]
    because: str
    because_en: str
    filled_because: str
    filled_because_en: str


@dataclass(frozen=True)
class Dataset:
    """One schema and its CSV."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    lead: str
    fields: tuple[Field, ...]
    key: str
    links: tuple[Link, ...]
    section: str
    unit: str
    page: bool
    licence: str
    icon: str
    order: int
    role: str
    sort: tuple[str, ...]
    boundaries: dict[str, Path]
    queries: tuple[Query, ...]
    expect: Expectation | None
    recheck_years: int
    gaps: tuple[str, ...]
    gaps_en: tuple[str, ...]
    path: Path
    file: str

    @property
    def table(self) -> str:
        """Name of the SQLite table."""
        return self.name.replace("-", "_")

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Column name → Field."""
        return {f.name: f for f in self.fields}

    @cached_property
    def _by_role(self) -> dict[str, Field]:
        return {f.role: f for f in reversed(self.fields)}  # the first of a role is the one

    def role_of(self, role: str) -> Field | None:
        """The column that plays this role, if any."""
        return self._by_role.get(role)

    def column(self, role: str) -> str:
        """Name of the column that plays a role this dataset must have."""
        found = self.role_of(role)
        if found is None:
            raise Stop(Problem("schema-role-missing", self.name, f"schemas/{self.name}.json", context={"role": role}))
        return found.name

    def used(self, use: str) -> list[Field]:
        """Columns marked for this use, in column order."""
        return [f for f in self.fields if use in f.use]

    @property
    def label(self) -> str:
        """Name of the column that names a record."""
        return self.column("label")

    @property
    def extends(self) -> Link | None:
        """The link to the dataset whose rows this one adds columns to: its key is also a foreign key."""
        return next((link for link in self.links if link.field == self.key), None)

    @property
    def located(self) -> bool:
        """True when rows have a point of their own."""
        return bool(self.role_of("lon") and self.role_of("lat"))

    def descriptor(self) -> dict[str, Any]:
        """A plain Table Schema that any Frictionless tool reads; vocabularies resolved to enum."""
        return {
            "fields": [_plain(f) for f in self.fields],
            "primaryKey": [self.key],
            "foreignKeys": [
                {"fields": [link.field], "reference": {"resource": _self(link, self), "fields": [link.target_field]}} for link in self.links
            ],
            "missingValues": [""],
        }

    @property
    def schema_file(self) -> str:
        """Path of the schema relative to the root."""
        return f"schemas/{self.name}.json"


def _self(link: Link, dataset: Dataset) -> str:
    return "" if link.target == dataset.name else link.target


def _plain(f: Field) -> dict[str, Any]:
    constraints = dict(f.constraints)
    if f.vocabulary and not f.is_list:
        constraints["enum"] = list(f.vocabulary)
    plain: dict[str, Any] = {"name": f.name, "type": f.type, "title": f.title, "description": f.description}
    if f.example is not None:
        plain["example"] = f.example
    if constraints:
        plain["constraints"] = constraints
    return plain


@dataclass(frozen=True)
class Declared:
    """A row of schemas/breaks.csv: a change that programs must follow, in the release after `until`.

    Without a column the whole dataset is meant; `instead` says where the values are now, if anywhere.
    """

    dataset: str
    column: str
    until: str
    reason: str
    reason_en: str
    instead: str = ""


@dataclass(frozen=True)
class Catalog:
    """All datasets of one root, in a fixed order, and the files beside them."""

    root: Path
    datasets: dict[str, Dataset]
    metadata: dict[str, Any]
    breaks: tuple[Declared, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)  # short → in full: words that names are written with either way

    def __iter__(self) -> Iterator[Dataset]:
        return iter(self.datasets.values())

    def __getitem__(self, name: str) -> Dataset:
        return self.datasets[name]

    def named(self, name: str) -> Dataset:
        """The dataset an editor named; an unknown name stops the work and offers the nearest."""
        if name not in self.datasets:
            nearest = ", ".join(difflib.get_close_matches(name, self.datasets, 1))
            raise Stop(Problem("reference-dataset", value=name, context={"nearest": nearest}))
        return self.datasets[name]

    def role(self, role: str) -> Dataset | None:
        """The dataset that plays this role (divisions, sources …), if any."""
        return next((d for d in self if d.role == role), None)

    def links_to(self, name: str) -> list[tuple[Dataset, Link]]:
        """Every foreign key that points at this dataset."""
        return [(d, link) for d in self for link in d.links if link.target == name]

    def place_link(self, dataset: Dataset) -> Link | None:
        """The link to what has the point a row has not: what the row adds columns to, else a place it names."""
        links = sorted(dataset.links, key=lambda link: link != dataset.extends)
        return next((link for link in links if self[link.target].located and not self[link.target].role), None)

    def placed(self, dataset: Dataset) -> bool:
        """True when rows can have a point, their own or through a link."""
        return dataset.located or bool(self.place_link(dataset))

    @property
    def name(self) -> str:
        """Short name of the whole package, as in a Data Package; names the download files."""
        return str(self.metadata["name"])

    @property
    def database(self) -> str:
        """Name of the SQLite database and of its address."""
        return str(next(iter(self.metadata["databases"])))

    @property
    def site(self) -> Path:
        """Folder of the portal's sources."""
        return self.root / "site"
