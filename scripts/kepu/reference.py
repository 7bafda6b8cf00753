"""The OpenAPI document as a page can walk it: operations by tag, references resolved, each with an address to try."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from kepu.exports.files import File
from kepu.exports.openapi.document import document
from kepu.library import Library

Node = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter and what it says in Chinese and English."""

    name: str
    place: str
    required: bool
    words: list[str]
    choices: list[str]
    example: Any


@dataclass(frozen=True)
class Operation:
    """One address: its own parameters, the names of those it shares with others, and the address filled in."""

    address: str
    summary: str
    words: list[str]
    own: list[Parameter]
    shared: list[Parameter]
    sql: str
    sample: str


@dataclass(frozen=True)
class Section:
    """The operations of a tag."""

    name: str
    title: str
    operations: list[Operation]


class Reference:
    """The API of a library, worked out when its page asks."""

    def __init__(self, library: Library, files: list[File]) -> None:
        self.library = library
        self.files = files

    @cached_property
    def document(self) -> Node:
        """The whole document."""
        return document(self.library, self.files)

    @cached_property
    def sections(self) -> list[Section]:
        """Every operation, under its tag, in the order of the document."""
        paths = self.document["paths"].items()
        found = [(tag, _operation(self.document, path, ways["get"])) for path, ways in paths for tag in ways["get"]["tags"]]
        return [Section(t["name"], t["x-displayName"], [o for tag, o in found if tag == t["name"]]) for t in self.document["tags"]]

    @cached_property
    def shared(self) -> list[Parameter]:
        """The parameters several operations take."""
        return [_parameter(p) for p in self.document["components"]["parameters"].values()]


def _operation(document: Node, address: str, operation: Node) -> Operation:
    given: list[Node] = operation.get("parameters", [])
    own = [_parameter(p) for p in given if "$ref" not in p]
    common = [_parameter(document["components"]["parameters"][p["$ref"].rpartition("/")[2]]) for p in given if "$ref" in p]
    words = operation.get("description", "").split("\n\n")
    return Operation(address, operation["summary"], words, own, common, operation.get("x-sql", ""), _sample(address, own))


def _parameter(p: Node) -> Parameter:
    schema = p["schema"]
    choices = schema.get("enum") or schema.get("items", {}).get("enum") or ([schema["const"]] if "const" in schema else [])
    return Parameter(p["name"], p["in"], p.get("required", False), p["description"].split("\n\n"), choices, p.get("example"))


def _sample(address: str, parameters: list[Parameter]) -> str:
    """The address with its examples in place; empty when a part of it has none."""
    asked: dict[str, Any] = {}
    for p in parameters:
        if p.place == "path":
            if p.example is None:
                return ""
            address = address.replace(f"{{{p.name}}}", str(p.example))
        elif isinstance(p.example, dict):
            asked |= p.example
        elif p.example is not None:
            asked[p.name] = p.example
    return address + (f"?{urlencode(asked)}" if asked else "")
