"""A dataset's row as a JSON Schema: types, choices with their labels, what may be unknown."""

from __future__ import annotations

from kepu.exports.openapi.words import Node, both, ref
from kepu.model import Dataset, Field

TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "integer"}
DATES = {"date": r"^\d{4}-\d{2}-\d{2}$", "partial-date": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
LIMITS = ("minimum", "maximum", "minLength", "maxLength")


def row(dataset: Dataset) -> Node:
    """One record. No column is required of an answer, since _col may leave it out."""
    linked = {link.field: link.target for link in dataset.links}
    return {
        "type": "object",
        "title": f"{dataset.title} · {dataset.title_en}",
        "description": both(dataset.description, dataset.description_en),
        "properties": {f.name: _linked(f, linked[f.name]) if f.name in linked else _plain(f) for f in dataset.fields},
    }


def _linked(f: Field, target: str) -> Node:
    """A foreign key: with _labels=on it comes with the name of what it points at."""
    plain = _plain(f)
    words = {key: plain.pop(key) for key in ("title", "description", "examples") if key in plain}
    return words | {"x-references": target, "anyOf": [plain, ref("schemas", "Labelled")]}


def _plain(f: Field) -> Node:
    kind = TYPES.get(f.type, "string")
    known = bool(f.constraints.get("required"))
    schema: Node = {"title": f"{f.title} · {f.title_en}", "description": both(f.description, f.description_en)}
    schema["type"] = kind if known else [kind, "null"]
    schema |= {key: f.constraints[key] for key in LIMITS if key in f.constraints}
    pattern = f"^(?:{f.constraints['pattern']})$" if "pattern" in f.constraints else DATES.get(f.format) or DATES.get(f.type)
    if pattern:
        schema["pattern"] = pattern
    if f.unit:
        schema["x-unit"] = f.unit
    if f.example is not None:
        schema["examples"] = [f.example]
    return schema | _choices(f, known)


def _choices(f: Field, known: bool) -> Node:
    """The codes that may stand there, with their labels. A list holds several in one text, so that its labels alone are told."""
    codes: list[str | None] = [*(f.vocabulary or f.constraints.get("enum", []))]
    if not codes:
        return {}
    labels = {term.code: {"zh": term.label, "en": term.label_en} for term in f.vocabulary.values()}
    found: Node = {} if f.is_list else {"enum": codes if known else [*codes, None]}
    return found | ({"x-enum-labels": labels} if labels else {})
