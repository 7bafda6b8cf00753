"""The reconciliation service: one endpoint, and what helps while typing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kepu.exports.openapi import matching
from kepu.exports.openapi.words import Node, answers, query, ref
from kepu.library import Library

TAG, ADDRESS = "reconciliation", "/reconcile"
WHOLE: Node = {"type": "integer", "minimum": 0}


def paths(library: Library) -> Iterator[tuple[str, Node]]:
    """The endpoint, suggestions for each kind of thing, the columns of a type, and a record's card."""
    types = {"type": "string", "enum": [d.name for d in library.catalog if d.page]}
    yield ADDRESS, {"get": _match("", _asked()), "post": _match(".form") | {"requestBody": _form()}}
    for name, zh in (("entity", "记录"), ("type", "类型"), ("property", "属性")):
        summary = f"输入时提示{zh} · Suggest: {name}"
        yield f"{ADDRESS}/suggest/{name}", {"get": _get(f"suggest.{name}", summary, _typed(), matching.SUGGESTED)}
    yield (
        f"{ADDRESS}/properties",
        {"get": _get("properties", "一个类型的属性 · Properties of a type", _of_type(types), matching.PROPOSED)},
    )
    yield f"{ADDRESS}/preview", {"get": _get("preview", "一条记录的卡片 · A record's card", [_key(library)], None)}


def _get(name: str, summary: str, parameters: list[Node], answer: Node | None) -> Node:
    """An operation that answers JSON, or a page."""
    content = {"application/json": {"schema": answer}} if answer else {"text/html": {"schema": matching.STRING}}
    return {
        "operationId": f"{TAG}.{name}",
        "tags": [TAG],
        "summary": summary,
        "parameters": parameters,
        "responses": answers("回答。", "The answer.", content, "BadRequest", "NotFound"),
    }


def _match(way: str, parameters: list[Node] | None = None) -> Node:
    answer = {"anyOf": [matching.MANIFEST, matching.EXTENDED, matching.RESULTS]}
    found = _get(f"match{way}", "把名称对上记录 · Match names with records", parameters or [], answer)
    error = ref("responses", "BadRequest")
    return found | {"responses": found["responses"] | {"413": error, "415": error}}


def _form() -> Node:
    properties = {p["name"]: p["schema"] for p in _asked()}
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": properties}}}}


def _asked() -> list[Node]:
    example = json.dumps({"q0": {"query": "馆", "limit": 3}}, ensure_ascii=False)
    return [
        query(
            "queries", "要对的名称。什么都不写，回答服务说明。", "Names to match. Without any, the manifest.", _document(matching.QUERIES)
        )
        | {"example": example},
        query("extend", "要取哪些记录的哪些属性。", "Properties to fetch, and of which records.", _document(matching.EXTENSION)),
    ]


def _document(schema: Node) -> Node:
    """A string that holds JSON."""
    return {"type": "string", "contentMediaType": "application/json", "contentSchema": schema}


def _typed() -> list[Node]:
    return [
        query("prefix", "已经输入的字。", "What was typed so far.", {"type": "string", "maxLength": matching.TEXT}, example="馆"),
        query("cursor", "跳过前面几个。", "Skip so many.", WHOLE),
        _limit(),
    ]


def _of_type(types: Node) -> list[Node]:
    return [query("type", "类型。", "The type.", types, required=True, example=types["enum"][0]), _limit()]


def _limit() -> Node:
    return query("limit", "最多几个。", "At most so many.", WHOLE)


def _key(library: Library) -> Node:
    first = next((f"{d.name}/{r.id}" for d in library.catalog if d.page for r in library.records(d.name)), "")
    return query("id", "记录的编号。", "Id of the record.", matching.STRING, required=True, example=first)
