"""A table a dataset: its rows by filter, search and order, and one row by its id."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.exports.openapi import formats
from kepu.exports.openapi.words import Node, answers, path, query, ref
from kepu.library import Library
from kepu.model import Catalog, Dataset

# What may follow a column's name after two underscores: Datasette's own comparisons.
COMPARISONS = (
    "exact", "not", "contains", "endswith", "startswith", "gt", "gte", "lt", "lte", "like", "notlike", "glob", "in", "notin",
    "arraycontains", "arraynotcontains", "date", "isnull", "notnull", "isblank", "notblank",
)  # fmt: skip
# What every table takes.
SHARED = ("size", "next", "shape", "labels", "lines")


def paths(library: Library) -> Iterator[tuple[str, Node]]:
    """Two addresses a dataset."""
    for dataset in library.catalog:
        base = f"/data/{library.catalog.database}/{dataset.table}"
        first = next((record.id for record in library.records(dataset.name)), None)
        yield base + ".{format}", {"get": _list(library.catalog, dataset)}
        yield base + "/{id}.{format}", {"get": _record(library.catalog, dataset, first)}


def _list(catalog: Catalog, dataset: Dataset) -> Node:
    lives = formats.of_dataset(catalog, dataset)
    content = formats.content(lives, ref("schemas", f"{dataset.table}.answer"))
    return {
        "operationId": f"{dataset.table}.list",
        "tags": [dataset.name],
        "summary": f"{dataset.title} · {dataset.title_en}",
        "description": f"{dataset.description}\n\n{dataset.description_en}",
        "parameters": [formats.parameter(lives), *_asked(dataset), *(ref("parameters", name) for name in SHARED)],
        "responses": answers("符合条件的行。", "The rows that match.", content, "BadRequest", "NotFound", "TooLong"),
    }


def _asked(dataset: Dataset) -> Iterator[Node]:
    """What names this dataset's own columns."""
    columns = [f.name for f in dataset.fields]
    pattern = f"^({'|'.join(columns)})(__({'|'.join(COMPARISONS)}))?$"
    filters = {"type": "object", "propertyNames": {"pattern": pattern}, "additionalProperties": {"type": "string"}}
    example = {dataset.label + "__notblank": "1"}
    yield query(
        "filters",
        "条件：列名，或列名加两条下划线和比较方式，例如 `列名=值`、`列名__contains=值`。几个条件都要符合。",
        "Conditions: a column, or a column, two underscores and a comparison, such as `column=value`, `column__contains=value`. All must hold.",
        filters,
        style="form",
        explode=True,
        example=example,
    )
    if dataset.used("search"):
        yield ref("parameters", "search")
    one = {"enum": columns}
    yield query("_sort", "按一列排序。", "Sort by a column.", one)
    yield query("_sort_desc", "按一列倒序；不能和 `_sort` 同用。", "Sort by a column, descending; not together with `_sort`.", one)
    several = {"type": "array", "items": one, "maxItems": len(columns)}
    yield query("_col", "只要这几列。", "Only these columns.", several, style="form", explode=True)
    yield query(
        "_facet", "按一列的值计数，可以写几个。", "Count by the values of a column; may be repeated.", several, style="form", explode=True
    )


def _record(catalog: Catalog, dataset: Dataset, first: str | None) -> Node:
    lives = formats.of_dataset(catalog, dataset)
    content = formats.content(lives, ref("schemas", f"{dataset.table}.answer"))
    shown = {} if first is None else {"example": first}
    f = dataset.by_name[dataset.key]
    key = path("id", f.description, f.description_en, {"type": "string", "minLength": 1}, **shown)
    return {
        "operationId": f"{dataset.table}.record",
        "tags": [dataset.name],
        "summary": f"{dataset.title}：一条 · {dataset.title_en}: one",
        "parameters": [key, formats.parameter(lives), ref("parameters", "shape")],
        "responses": answers("这一条。", "The record.", content, "Moved", "Found", "BadRequest", "NotFound", "Gone"),
    }


def answer(dataset: Dataset) -> Node:
    """The shapes an answer can take: rows with what is known of them, a bare array, or records by id."""
    record = ref("schemas", dataset.table)
    rows = {"type": "array", "items": {"anyOf": [record, {"type": "array"}]}}
    values: Node = {"type": "array", "items": {"anyOf": [{"type": kind} for kind in ("string", "number", "null")]}}
    page: Node = {"allOf": [ref("schemas", "Page"), {"properties": {"rows": rows}}]}
    return {"anyOf": [page, rows, values, {"type": "object", "additionalProperties": record}]}
