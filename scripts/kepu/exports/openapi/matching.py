"""What the reconciliation service is sent and answers, as JSON Schema: the server judges every request by it, the description repeats it."""

from __future__ import annotations

from kepu.exports.openapi.words import Node

# A batch of names is answered in about a second; a client with more sends one batch after the other.
BATCH, CANDIDATES, SUGGESTIONS = 50, 50, 50
# The longest name there is has about 60 characters; a row of a spreadsheet tells a few things more.
TEXT, VALUES = 200, 20
# Columns and records of one fetch: an answer of some hundred kilobytes.
COLUMNS, IDS = 50, 200


def _object(required: str, **properties: Node) -> Node:
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(items: Node, most: int | None = None) -> Node:
    return {"type": "array", "items": items} | ({"maxItems": most} if most else {})


def _by_name(items: Node) -> Node:
    return {"type": "object", "additionalProperties": items}


STRING: Node = {"type": "string"}
_text = STRING | {"maxLength": TEXT}
_value: Node = {"anyOf": [_text, {"type": "number"}, {"type": "boolean"}, _object("id", id=_text)]}
_property = _object("pid v", pid=_text, v={"anyOf": [_value, _list(_value, VALUES)]})
_query: Node = {
    "type": "object",
    "additionalProperties": False,
    "anyOf": [
        {"required": ["query"], "properties": {"query": {"pattern": r"\S"}}},
        {"required": ["properties"], "properties": {"properties": {"minItems": 1}}},
    ],
    "properties": {
        "query": _text,
        "type": {"anyOf": [_text, _list(_text, VALUES)]},
        "type_strict": {"enum": ["any", "should", "all"]},
        "limit": {"type": "integer", "minimum": 1},
        "properties": _list(_property, VALUES),
    },
}

# What may be sent.
QUERIES: Node = _by_name(_query)
EXTENSION: Node = _object("ids properties", ids=_list(_text, IDS), properties=_list(_object("id", id=_text), COLUMNS))

# What is answered.
NAMED: Node = _object("id name", id=STRING, name=STRING, description=STRING)
MANIFEST: Node = _object("versions name identifierSpace schemaSpace", versions={"const": ["0.2"]}, defaultTypes=_list(NAMED))
CANDIDATE: Node = _object(
    "id name description type score match features",
    **NAMED["properties"],
    type=_list(NAMED),
    score={"type": "number", "minimum": 0, "maximum": 100},
    match={"type": "boolean"},
    features=_list(_object("id value", id=STRING, value={"type": ["number", "boolean"]})),
)
RESULTS: Node = _by_name(_object("result", result=_list(CANDIDATE)))
SUGGESTED: Node = _object("result", result=_list(NAMED))
PROPOSED: Node = _object("type properties", type=STRING, properties=_list(NAMED))
EXTENDED: Node = _object("meta rows", meta=_list(NAMED), rows=_by_name(_by_name(_list({"type": "object", "minProperties": 1}))))
