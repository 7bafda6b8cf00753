"""What the portal itself answers: one search over everything, the downloads, and its health."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.exports.files import FOLDER, FORMATS, File
from kepu.exports.openapi.words import Node, answers, path, query
from kepu.model import Catalog

TAG = "portal"
BINARY: Node = {}


def paths(catalog: Catalog, files: list[File]) -> Iterator[tuple[str, Node]]:
    """Search, downloads, health."""
    yield f"/data/{catalog.database}/search.json", {"get": _search(catalog)}
    yield f"/{FOLDER}/{{file}}", {"get": _download(files)}
    yield "/-/health", {"get": _health()}


def _search(catalog: Catalog) -> Node:
    searched = {"type": "string", "enum": [d.name for d in catalog if d.used("search")]}
    whole: Node = {"type": "integer", "minimum": 0}
    answer: Node = {
        "type": "object",
        "required": ["q", "type", "count", "counts", "limit", "offset", "results"],
        "properties": {
            "q": {"type": "string"},
            "type": {"type": ["string", "null"]},
            "count": whole,
            "counts": {"type": "object", "additionalProperties": whole},
            "limit": whole,
            "offset": whole,
            "results": {"type": "array", "items": _hit(searched)},
        },
    }
    return {
        "operationId": "search",
        "tags": [TAG],
        "summary": "搜全部记录 · Search all records",
        "parameters": [
            query(
                "q",
                "要找的词，几个词用空格隔开。",
                "Words to find, separated by spaces.",
                {"type": "string", "maxLength": 1000},
                example="馆",
            ),
            query("type", "只在一个数据集里找。", "Only in one dataset.", searched),
            query("limit", "最多几条，不写是20。", "At most so many; 20 unless told.", whole | {"maximum": 1000}),
            query("offset", "跳过前面几条。", "Skip so many.", whole),
        ],
        "responses": answers(
            "找到的记录，最相符的在前。",
            "The records found, best first.",
            {"application/json": {"schema": answer}},
            "BadRequest",
            "NotFound",
        ),
    }


def _hit(searched: Node) -> Node:
    text: Node = {"type": "string"}
    span: Node = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    match: Node = {
        "type": "object",
        "required": ["column", "title", "snippet", "spans"],
        "properties": {"column": text, "title": text, "snippet": text, "spans": {"type": "array", "items": span}},
    }
    return {
        "type": "object",
        "required": ["dataset", "dataset_title", "id", "label", "kind", "url", "api_url", "matches"],
        "properties": {
            **dict.fromkeys(("dataset_title", "id", "label", "url", "api_url"), text),
            "dataset": searched,
            "kind": {"type": ["string", "null"]},
            "matches": {"type": "array", "items": match},
        },
    }


def _download(files: list[File]) -> Node:
    """Any file: those that are written, and those that are written after this description."""
    later = [name for name in FORMATS if not name.startswith(".")]
    names = list(dict.fromkeys([*(file.name for file in files), *later]))
    media = dict.fromkeys([*(file.format.media for file in files), *(FORMATS[name].media for name in later)])
    return {
        "operationId": "download",
        "tags": [TAG],
        "summary": "整份下载 · Download",
        "parameters": [path("file", "文件名。", "Name of the file.", {"enum": names}, example=names[0])],
        "responses": answers("文件。", "The file.", {name: {"schema": BINARY} for name in media}, "NotFound"),
    }


def _health() -> Node:
    schema: Node = {
        "type": "object",
        "required": ["ok", "name", "commit", "build", "rows"],
        "properties": {
            "ok": {"const": True},
            "name": {"type": "string"},
            "commit": {"type": "string", "pattern": "^([0-9a-f]{40})?$"},
            "build": {"type": "string"},
            "rows": {"type": "object", "additionalProperties": {"type": "integer"}},
        },
    }
    return {
        "operationId": "health",
        "tags": [TAG],
        "summary": "哪一版，多少行 · Which version, how many rows",
        "responses": answers("在运行。", "It runs.", {"application/json": {"schema": schema}}),
    }
