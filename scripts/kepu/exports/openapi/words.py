"""The small parts every operation is written with."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]

# The shapes of Datasette's JSON.
SHAPES = ("arrays", "objects", "array", "arrayfirst", "object")


def ref(kind: str, name: str) -> Node:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def both(zh: str, en: str) -> str:
    """A description in Chinese, then in English."""
    return "\n\n".join(filter(None, (zh, en)))


def query(name: str, zh: str, en: str, schema: Node, **more: Any) -> Node:
    """A parameter after the question mark."""
    return {"name": name, "in": "query", "description": both(zh, en), "schema": schema} | more


def path(name: str, zh: str, en: str, schema: Node, **more: Any) -> Node:
    """A parameter inside the address."""
    return {"name": name, "in": "path", "required": True, "description": both(zh, en), "schema": schema} | more


def answers(zh: str, en: str, content: Node, *errors: str) -> Node:
    """What an operation answers: 200 with its content, and what else by name."""
    status = {"Moved": "301", "Found": "302", "BadRequest": "400", "NotFound": "404", "Gone": "410", "TooLong": "414"}
    return {"200": {"description": both(zh, en), "content": content}} | {status[name]: ref("responses", name) for name in errors}
