"""Schemas → Dataset objects. The only module that knows the folders and the x-kepu block."""

from __future__ import annotations

import csv
import difflib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema

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
    sql: str
    params: dict[str, str]


@dataclass(frozen=True)
class Dataset:
    """One schema and its CSV."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
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

    def role_of(self, role: str) -> Field | None:
        """The column that plays this role, if any."""
        return next((f for f in self.fields if f.role == role), None)

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
class Catalog:
    """All datasets of one root, in a fixed order, and the files beside them."""

    root: Path
    datasets: dict[str, Dataset]
    metadata: dict[str, Any]

    def __iter__(self) -> Any:
        return iter(self.datasets.values())

    def __getitem__(self, name: str) -> Dataset:
        return self.datasets[name]

    def role(self, role: str) -> Dataset | None:
        """The dataset that plays this role (divisions, sources …), if any."""
        return next((d for d in self if d.role == role), None)

    def links_to(self, name: str) -> list[tuple[Dataset, Link]]:
        """Every foreign key that points at this dataset."""
        return [(d, link) for d in self for link in d.links if link.target == name]

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


def load(root: Path) -> Catalog:
    """Read every schema under `root`; a broken one raises Stop with the file and the remedy."""
    folder = root / "schemas"
    if not folder.is_dir():
        raise Stop(Problem("root-invalid", file=str(root)))
    meta = _json(root, folder / "meta" / "dataset.schema.json")
    validator = jsonschema.Draft202012Validator(meta)
    vocabularies = {p.stem: _vocabulary(p) for p in sorted((folder / "vocabularies").glob("*.csv"))}
    datasets = [_dataset(root, p, validator, vocabularies) for p in sorted(folder.glob("*.json"))]
    datasets.sort(key=lambda d: (d.order, d.name))
    catalog = Catalog(root, {d.name: d for d in datasets}, _json(root, root / "metadata.json"))
    _check_links(catalog)
    return catalog


def _json(root: Path, path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise Stop(Problem("file-missing", file=_relative(root, path))) from None
    except (ValueError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        raise Stop(Problem("schema-not-json", file=_relative(root, path), line=line, context={"detail": str(error)})) from None


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _vocabulary(path: Path) -> dict[str, Term]:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [Term(**{k: v or "" for k, v in row.items()}) for row in csv.DictReader(handle)]
    return {term.code: term for term in rows}


def _dataset(root: Path, path: Path, validator: Any, vocabularies: dict[str, dict[str, Term]]) -> Dataset:
    raw = _json(root, path)
    file = _relative(root, path)
    for error in validator.iter_errors(raw):
        where = "/".join(str(part) for part in error.absolute_path) or "/"
        context = {"where": where, "detail": error.message[:200], "nearest": _nearest_key(error)}
        raise Stop(Problem("schema-invalid", path.stem, file, context=context))
    if raw["name"] != path.stem:
        raise Stop(Problem("schema-invalid", path.stem, file, context={"where": "name", "detail": raw["name"], "nearest": path.stem}))
    block = raw["x-kepu"]
    dataset = Dataset(
        name=raw["name"],
        title=raw["title"],
        title_en=block["title_en"],
        description=raw["description"],
        description_en=block["description_en"],
        fields=tuple(_field(path.stem, file, f, vocabularies) for f in raw["fields"]),
        key=raw["primaryKey"],
        links=tuple(_link(raw["name"], key) for key in raw.get("foreignKeys", [])),
        section=block["section"],
        unit=block["unit"],
        page=block.get("page", True),
        licence=block["licence"],
        icon=block.get("icon", ""),
        order=block.get("order", 100),
        role=block.get("role", ""),
        sort=tuple(block.get("sort", [raw["primaryKey"]])),
        boundaries={k: root / "datasets" / v for k, v in block.get("boundaries", {}).items()},
        queries=tuple(_query(name, q) for name, q in block.get("queries", {}).items()),
        path=root / "datasets" / f"{path.stem}.csv",
        file=f"datasets/{path.stem}.csv",
    )
    _check_columns(dataset, file)
    return dataset


def _nearest_key(error: Any) -> str:
    """For a misspelt key, the known key it most resembles."""
    if error.validator != "additionalProperties":
        return ""
    unknown = set(error.instance) - set(error.schema.get("properties", {}))
    close = [m for u in sorted(unknown) for m in difflib.get_close_matches(u, error.schema["properties"], 1)]
    return ", ".join(close)


def _field(dataset: str, file: str, raw: dict[str, Any], vocabularies: dict[str, dict[str, Term]]) -> Field:
    block = raw["x-kepu"]
    name = block.get("vocabulary", "")
    if name and name not in vocabularies:
        nearest = ", ".join(difflib.get_close_matches(name, vocabularies, 1))
        context = {"where": f"fields/{raw['name']}/vocabulary", "detail": name, "nearest": nearest}
        raise Stop(Problem("schema-invalid", dataset, file, context=context))
    return Field(
        name=raw["name"],
        type=raw["type"],
        title=raw["title"],
        title_en=block["title_en"],
        description=raw["description"],
        description_en=block["description_en"],
        example=raw.get("example"),
        unit=block.get("unit", ""),
        format=block.get("format", ""),
        role=block.get("role", ""),
        use=tuple(block.get("use", [])),
        constraints=raw.get("constraints", {}),
        vocabulary=vocabularies[name] if name else {},
    )


def _link(own: str, raw: dict[str, Any]) -> Link:
    return Link(raw["fields"], raw["reference"]["resource"] or own, raw["reference"]["fields"])


def _query(name: str, raw: dict[str, Any]) -> Query:
    return Query(name, raw["title"], raw["title_en"], raw.get("description", ""), raw["sql"], raw.get("params", {}))


def _check_columns(dataset: Dataset, file: str) -> None:
    """Key, links and sort name columns that exist; one column is the label."""
    named = {dataset.key, *(link.field for link in dataset.links), *(s.lstrip("-") for s in dataset.sort)}
    for name in sorted(named - set(dataset.by_name)):
        nearest = ", ".join(difflib.get_close_matches(name, dataset.by_name, 1))
        raise Stop(Problem("schema-invalid", dataset.name, file, context={"where": "fields", "detail": name, "nearest": nearest}))
    dataset.column("label")


def _check_links(catalog: Catalog) -> None:
    for dataset in catalog:
        for link in dataset.links:
            if link.target not in catalog.datasets:
                nearest = ", ".join(difflib.get_close_matches(link.target, catalog.datasets, 1))
                context = {"where": "foreignKeys", "detail": link.target, "nearest": nearest}
                raise Stop(Problem("schema-invalid", dataset.name, dataset.schema_file, context=context))
