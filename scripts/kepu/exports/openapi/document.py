"""The document: what it is about, every address, and the parts they share."""

from __future__ import annotations

from kepu.digest import committed
from kepu.exports.addresses import link
from kepu.exports.files import File
from kepu.exports.openapi import portal, queries, reconciliation, rows, tables
from kepu.exports.openapi.words import SHAPES, Node, query
from kepu.library import Library
from kepu.model import Catalog


def document(library: Library, files: list[File]) -> Node:
    """OpenAPI 3.1 of one library."""
    catalog = library.catalog
    metadata = catalog.metadata
    return {
        "openapi": "3.1.0",
        "info": {
            "title": " · ".join(filter(None, (metadata["title"], metadata.get("title_en")))),
            "description": "\n\n".join(filter(None, (metadata["description"], metadata.get("description_en")))),
            "version": committed(catalog.root) or "0",
            "license": {"name": metadata["license"], "url": metadata["license_url"]},
        },
        "servers": [{"url": link(catalog, "", "") or "/"}],
        "tags": [*_tags(catalog)],
        "paths": dict(tables.paths(library))
        | dict(queries.paths(catalog))
        | dict(reconciliation.paths(library))
        | dict(portal.paths(catalog, files)),
        "components": {"schemas": _schemas(catalog), "parameters": _parameters(catalog), "responses": _others()},
    }


def _tags(catalog: Catalog) -> list[Node]:
    own = [{"name": d.name, "x-displayName": f"{d.title} · {d.title_en}", "description": d.description} for d in catalog]
    return [
        *own,
        {"name": queries.TAG, "x-displayName": "SQL", "description": "自己写的和现成的查询。\n\nQueries, your own and ready-made."},
        {
            "name": reconciliation.TAG,
            "x-displayName": "对表 · Reconciliation",
            "description": "把表格里的名称对上这里的记录，供OpenRefine使用。\n\nMatches names in a spreadsheet with the records, for OpenRefine.",
        },
        {"name": portal.TAG, "x-displayName": "网站 · Portal", "description": "搜索、下载、版本。\n\nSearch, downloads, version."},
    ]


def _schemas(catalog: Catalog) -> Node:
    text, whole = {"type": "string"}, {"type": "integer"}
    shared: Node = {
        "Page": {
            "type": "object",
            "required": ["rows", "columns"],
            "properties": {
                "rows": {"type": "array"},
                "columns": {"type": "array", "items": text},
                "truncated": {"type": "boolean", "description": "true：不止这些。\n\ntrue: there are more."},
                "filtered_table_rows_count": {"type": ["integer", "null"], "description": "符合条件的一共几行。\n\nHow many rows match."},
                "next": {"type": ["string", "null"]},
                "next_url": {"type": ["string", "null"], "description": "下一页的地址；null 是到底了。\n\nThe next page; null at the end."},
            },
        },
        "Answer": {"anyOf": [{"type": "object"}, {"type": "array"}]},
        "Labelled": {"type": "object", "required": ["value", "label"], "properties": {"value": {}, "label": {}}},
        "Error": {
            "type": "object",
            "required": ["ok", "error"],
            "properties": {"ok": {"const": False}, "error": text, "status": whole, "title": {"type": ["string", "null"]}},
        },
    }
    for dataset in catalog:
        shared |= {dataset.table: rows.row(dataset), f"{dataset.table}.answer": tables.answer(dataset)}
    return shared


def _parameters(catalog: Catalog) -> Node:
    most = catalog.metadata.get("settings", {}).get("max_returned_rows", 1000)
    size = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": most}, {"const": "max"}]}
    on = {"const": "on"}
    return {
        "search": query("_search", "在这张表里找。", "Find in this table.", {"type": "string"}),
        "size": query("_size", "一页几行。", "Rows a page.", size),
        "next": query("_next", "从哪里接着：上一页的 `next`。", "Where to go on: `next` of the page before.", {"type": "string"}),
        "shape": query("_shape", "JSON的形状。", "The shape of the JSON.", {"enum": list(SHAPES)}),
        "labels": query("_labels", "编号配上名称。", "Names beside ids.", on),
        "lines": query("_nl", "一行一个JSON，和 `_shape=array` 同用。", "One JSON a line, with `_shape=array`.", on),
    }


def _others() -> Node:
    """Answers that are not what was asked for."""
    json = {"schema": {"$ref": "#/components/schemas/Error"}}
    content = {"application/json": json, "text/html": {"schema": {"type": "string"}}, "text/plain": {"schema": {"type": "string"}}}
    there = {"Location": {"description": "新的地址，格式不变。\n\nThe new address, in the same format.", "schema": {"type": "string"}}}
    return {
        "Found": {"description": "地址换一种写法才对。\n\nThe address is spelled another way.", "headers": there},
        "Moved": {"description": "这个编号并入了别的记录。\n\nThe id was merged into another record.", "headers": there},
        "BadRequest": {"description": "请求写错了，`error` 说错在哪里。\n\nThe request is wrong; `error` says where.", "content": content},
        "NotFound": {"description": "没有这张表或这一条。\n\nNo such table or record.", "content": content},
        "TooLong": {
            "description": "地址太长。长的查询写成SQL。\n\nThe address is too long. Put a long question into SQL.",
            "content": content,
        },
        "Gone": {"description": "这一条已经撤下，`error` 是原因。\n\nThe record was withdrawn; `error` says why.", "content": content},
    }
