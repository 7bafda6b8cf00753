"""What a client sent, as objects: parsed, within bounds, and with types and columns that exist."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import jsonschema
from jsonschema.exceptions import best_match

from kepu.exports.openapi.matching import BATCH, CANDIDATES, EXTENSION, QUERIES
from kepu.server.reconciliation.entities import Entities, Property
from kepu.server.reconciliation.refusals import Wrong

# A list on a screen; who wants more says so.
DEFAULT = 5


@dataclass(frozen=True)
class Asked:
    """One name to match, with what else is known of it."""

    text: str
    types: list[str]
    limit: int
    properties: list[tuple[Property, list[Any]]]


@dataclass(frozen=True)
class Extension:
    """Columns to fetch for records that were matched."""

    ids: list[str]
    properties: list[Property]


def batch(text: str, entities: Entities) -> dict[str, Asked]:
    """The queries of one request, by the names the client gave them."""
    found = _json("queries", text, QUERIES)
    if len(found) > BATCH:
        raise Wrong("many", most=BATCH, count=len(found))
    return {name: _asked(query, entities) for name, query in found.items()}


def extension(text: str, entities: Entities) -> Extension:
    """The records and columns of one request."""
    found = _json("extend", text, EXTENSION)
    return Extension(found["ids"], [column(entities, p["id"]) for p in found["properties"]])


def column(entities: Entities, name: str) -> Property:
    """The property with this id."""
    return entities.properties[_known("property", name, entities.properties)]


def kind(entities: Entities, name: str) -> str:
    """The id of a type, when there is one."""
    return _known("type", name, entities.types)


def _asked(query: dict[str, Any], entities: Entities) -> Asked:
    types = _list(query.get("type", []))
    properties = [(column(entities, p["pid"]), _list(p["v"])) for p in query.get("properties", [])]
    limit = min(int(query.get("limit", DEFAULT)), CANDIDATES)
    return Asked(query.get("query", "").strip(), [kind(entities, name) for name in types], limit, properties)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _known(what: str, name: str, names: Iterable[str]) -> str:
    """The name itself when it is one of these; otherwise the nearest is offered."""
    names = list(names)
    if name in names:
        return name
    nearest = (difflib.get_close_matches(name, names, 1, 0) or names)[0]
    raise Wrong(what, name=name, nearest=nearest)


def _json(name: str, text: str, schema: dict[str, Any]) -> Any:
    """A JSON document that keeps to its schema. NaN is no JSON, and half a character cannot be sent back."""
    try:
        found = json.loads(text, parse_constant=_no_number)
        text.encode()
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Wrong("json", name=name, detail=error) from None
    fault = best_match(jsonschema.Draft202012Validator(schema).iter_errors(found))
    if fault:
        where = " → ".join([name, *(str(part)[:20] for part in fault.absolute_path)])
        raise Wrong("shape", where=where, detail=fault.message)
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)
