"""Schemas → Dataset objects. The only module that knows the folders and the x-kepu block."""

from __future__ import annotations

import csv
import difflib
import io
import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

import jsonschema

from kepu.model import Catalog, Dataset, Declared, Expectation, Field, Link, Query, Term
from kepu.problems import Problem, Stop

Listed = TypeVar("Listed", Term, Declared)


def load(root: Path) -> Catalog:
    """Read every schema under `root`; a broken one raises Stop with the file and the remedy."""
    folder = root / "schemas"
    if not folder.is_dir():
        raise Stop(Problem("root-invalid", file=str(root)))
    meta = _json(root, folder / "meta" / "dataset.schema.json")
    validator = jsonschema.Draft202012Validator(meta)
    vocabularies = {p.stem: {t.code: t for t in _rows(root, p, Term)} for p in sorted((folder / "vocabularies").glob("*.csv"))}
    breaks = tuple(row for p in folder.glob("breaks.csv") for row in _rows(root, p, Declared))
    datasets = [_dataset(root, p, validator, vocabularies) for p in sorted(folder.glob("*.json"))]
    datasets.sort(key=lambda d: (d.order, d.name))
    abbreviations = {term.code: term.label for term in vocabularies.get("abbreviations", {}).values()}
    catalog = Catalog(root, {d.name: d for d in datasets}, _json(root, root / "metadata.json"), breaks, abbreviations)
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


def _rows(root: Path, path: Path, kind: type[Listed]) -> list[Listed]:
    """The rows of a CSV beside the schemas, as objects whose attributes are its columns."""
    try:
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)
    except (ValueError, csv.Error) as error:  # no UTF-8, no line at all, or quotes that do not match
        raise _broken(root, path, "CSV", str(error)) from None
    known = [f.name for f in fields(kind)]
    for name in header:
        if name not in known:
            raise _broken(root, path, "1", name, ", ".join(difflib.get_close_matches(name, known, 1)))
    for name in [f.name for f in fields(kind) if f.default is MISSING and f.name not in header]:
        raise _broken(root, path, "1", f"− {name}")
    found = []
    for number, cells in enumerate(rows, 2):
        if len(cells) != len(header):
            raise _broken(root, path, str(number), f"{len(cells)} ≠ {len(header)}")
        found.append(kind(**dict(zip(header, cells, strict=True))))
    return found


def _broken(root: Path, path: Path, where: str, detail: str, nearest: str = "") -> Stop:
    return Stop(Problem("schema-invalid", file=_relative(root, path), context={"where": where, "detail": detail, "nearest": nearest}))


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
        lead=block.get("lead", raw["description"]),
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
        expect=_expectation(block["expect"]) if "expect" in block else None,
        recheck_years=block.get("recheck_years", 0),
        gaps=tuple(block.get("gaps", [])),
        gaps_en=tuple(block.get("gaps_en", [])),
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
        allow=block.get("allow", {}),
    )


def _link(own: str, raw: dict[str, Any]) -> Link:
    return Link(raw["fields"], raw["reference"]["resource"] or own, raw["reference"]["fields"])


def _query(name: str, raw: dict[str, Any]) -> Query:
    described = raw.get("description", ""), raw.get("description_en", "")
    return Query(name, raw["title"], raw["title_en"], *described, raw["sql"], raw.get("params", {}))


def _expectation(raw: dict[str, Any]) -> Expectation:
    least, most = raw["rows"]
    because = raw["because"], raw.get("because_en", raw["because"])
    filled_because = raw.get("filled_because", because[0]), raw.get("filled_because_en", raw.get("filled_because", because[1]))
    return Expectation((least, most), raw.get("filled", {}), *because, *filled_because)


def _check_columns(dataset: Dataset, file: str) -> None:
    """Key, links, sort and expectations name columns that exist; one column is the label."""
    named = {
        dataset.key,
        *(link.field for link in dataset.links),
        *(s.lstrip("-") for s in dataset.sort),
        *(dataset.expect.filled if dataset.expect else ()),
    }
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
