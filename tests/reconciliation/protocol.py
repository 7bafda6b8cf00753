"""What version 0.2 of the protocol requires of each answer, written from the words of the specification.

The group's own JSON Schemas carry no licence, so none of them is copied here.
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import jsonschema

Schema = dict[str, object]
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
TEXT: Schema = {"type": "string", "minLength": 1}
TEMPLATE: Schema = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}


def _object(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _only(**properties: Schema) -> Schema:
    return _object(" ".join(properties), **properties) | {"additionalProperties": False}


NAMED = _object("id name", id=TEXT, name=TEXT, description={"type": "string"})
PATH = _object("service_url service_path", service_url=ADDRESS, service_path={"type": "string", "pattern": "^/"})

MANIFEST = _object(
    "versions name identifierSpace schemaSpace defaultTypes view preview suggest extend batchSize",
    versions=_list(TEXT) | {"contains": {"const": "0.2"}},
    name=TEXT,
    identifierSpace=ADDRESS,
    schemaSpace=ADDRESS,
    documentation=ADDRESS,
    defaultTypes=_list(NAMED) | {"uniqueItems": True},
    view=_object("url", url=TEMPLATE),
    preview=_object("url width height", url=TEMPLATE, width={"type": "integer"}, height={"type": "integer"}),
    suggest=_object("entity type property", entity=PATH, type=PATH, property=PATH),
    extend=_object("propose_properties", propose_properties=PATH),
    batchSize={"type": "integer", "minimum": 1},
)
CANDIDATE = _object(
    "id name score match type features",
    id=TEXT,
    name=TEXT,
    score={"type": "number"},
    match={"type": "boolean"},
    type=_list(NAMED),
    features=_list(_object("id value", id=TEXT, value={"type": ["number", "boolean"]})),
)
RESULTS: Schema = {"type": "object", "additionalProperties": _object("result", result=_list(CANDIDATE))}
SUGGESTED = _object("result", result=_list(NAMED))
PROPOSED = _object("type properties", type=TEXT, properties=_list(NAMED))
VALUE: Schema = {
    "oneOf": [
        _only(str=TEXT),
        _only(int={"type": "integer"}),
        _only(float={"type": "number"}),
        _object("id name", id=TEXT, name=TEXT, description={"type": "string"}) | {"additionalProperties": False, "maxProperties": 3},
    ]
}
EXTENDED = _object(
    "meta rows",
    meta=_list(_object("id name", id=TEXT, name=TEXT, type=NAMED)),
    rows={"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _list(VALUE)}},
)


def keeps_to(schema: Schema, answer: object) -> bool:
    """True, or a failure that says where an answer leaves the protocol."""
    jsonschema.Draft202012Validator(schema).validate(answer)
    return True
