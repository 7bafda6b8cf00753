"""Datasette's metadata: the instance's own, plus what every schema says of its table."""

from __future__ import annotations

import copy
from typing import Any

from kepu.model import Catalog, Dataset, Query


def merged(catalog: Catalog) -> dict[str, Any]:
    """metadata.json with tables and canned queries filled in from the schemas."""
    metadata = copy.deepcopy(catalog.metadata)
    database = metadata["databases"][catalog.database]
    queries = database.setdefault("queries", {})
    database["tables"] = {dataset.table: _table(catalog, dataset) for dataset in catalog}
    database["tables"]["all_records"] = {"title": "全部记录", "fts_table": "all_records_fts", "fts_pk": "rowid", "label_column": "label"}
    for dataset in catalog:
        if dataset.located:
            names = (f"{dataset.table}_rtree{part}" for part in ("", "_node", "_parent", "_rowid"))
            database["tables"].update({name: {"hidden": True} for name in names})
        queries.update({query.name: _query(query) for query in dataset.queries})
    return metadata


def _table(catalog: Catalog, dataset: Dataset) -> dict[str, Any]:
    table: dict[str, Any] = {
        "title": dataset.title,
        "description": dataset.description,
        "license": dataset.licence,
        "columns": {f.name: f"{f.title}。{f.description}" for f in dataset.fields},
        "facets": [f.name for f in dataset.used("facet")][:6],
        "label_column": dataset.label,
        "sort": dataset.key,
        "size": 50,
        "page": dataset.page,
    }
    if dataset.used("search"):
        table |= {"fts_table": f"{dataset.table}_fts", "fts_pk": "rowid"}
    return table


def _query(query: Query) -> dict[str, Any]:
    return {
        "title": query.title,
        "title_en": query.title_en,
        "description": query.description,
        "sql": query.sql,
        "params": list(query.params),
        "examples": query.params,
    }
