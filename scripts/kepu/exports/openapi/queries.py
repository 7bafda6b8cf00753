"""SQL: written by the reader, or ready-made with its parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kepu.exports.metadata import merged
from kepu.exports.openapi import formats
from kepu.exports.openapi.words import Node, answers, both, query, ref
from kepu.model import Catalog

TAG = "sql"


def paths(catalog: Catalog) -> Iterator[tuple[str, Node]]:
    """The SQL box, then every ready-made query."""
    base = f"/data/{catalog.database}"
    sql = query("sql", "一句select。", "One select.", {"type": "string"}, required=True, example="select 1 as n")
    yield (
        base + ".{format}",
        {"get": _operation("sql", "任意SQL · Any SQL", "只能读；有时间和行数的上限。\n\nRead only; time and rows are limited.", [sql])},
    )
    for name, found in merged(catalog)["databases"][catalog.database].get("queries", {}).items():
        yield f"{base}/{name}.{{format}}", {"get": _ready(name, found)}


def _ready(name: str, found: dict[str, Any]) -> Node:
    examples = found.get("examples", {})
    parameters = [
        query(p, "查询里的参数。", "A parameter of the query.", {"type": "string"}, required=True, example=examples.get(p, ""))
        for p in found.get("params", [])
    ]
    title = " · ".join(filter(None, (found["title"], found.get("title_en"))))
    return _operation(f"query.{name}", title, both(found.get("description", ""), found.get("description_en", "")), parameters) | {
        "x-sql": found["sql"]
    }


def _operation(name: str, summary: str, description: str, parameters: list[Node]) -> Node:
    lives = formats.of_queries()
    content = formats.content(lives, ref("schemas", "Answer"))
    return {
        "operationId": name,
        "tags": [TAG],
        "summary": summary,
        "description": description,
        "parameters": [formats.parameter(lives), *parameters, ref("parameters", "shape")],
        "responses": answers("查到的行。", "The rows found.", content, "BadRequest", "NotFound"),
    }
