"""Datasette's metadata: the instance's own, plus what every schema says of its table."""

from __future__ import annotations

import copy
from typing import Any

from kepu.model import Catalog, Dataset, Query

# What git knows of every record. Told from the commits alone, so a copy without its history has no dates.
DATES = {
    "title": "收录和改动的日期",
    "title_en": "Dates of records",
    "description": "每条记录哪天收录、哪天最近改动，取自提交历史。还没有提交的改动、没有完整历史的副本，日期空着。",
    "description_en": "On which day each record came in and last changed, from the history of commits; empty where that is not known.",
    "columns": {
        "dataset": "数据集。英文名。",
        "record_id": "编号。",
        "created_on": "收录日期。这一行进主线的那次提交的日期。",
        "changed_on": "最近改动。这一行最后一次变化的提交日期；空着是还没有提交。",
        "changed_in": "提交。最近改动的那次提交。",
    },
    "facets": ["dataset"],
    "sort_desc": "changed_on",
    "size": 50,
}
# The tables that every database gets besides its datasets.
OWN: dict[str, dict[str, Any]] = {
    "all_records": {
        "title": "全部记录",
        "title_en": "All records",
        "description": "各数据集的每条记录，一条一行，搜索全部记录时用。",
        "description_en": "Every record of every dataset, one a row: what a search of everything looks through.",
        "fts_table": "all_records_fts",
        "fts_pk": "rowid",
        "label_column": "label",
    },
    "record_sources": {
        "title": "记录和来源",
        "title_en": "Records and sources",
        "description": "每条记录依据的来源，一条记录一个来源一行。",
        "description_en": "Which sources each record rests on, one row for each.",
    },
    "record_dates": DATES,
}


def merged(catalog: Catalog) -> dict[str, Any]:
    """metadata.json with tables and canned queries filled in from the schemas."""
    metadata = copy.deepcopy(catalog.metadata)
    database = metadata["databases"][catalog.database]
    queries = database.setdefault("queries", {})
    database["tables"] = {dataset.table: _table(catalog, dataset) for dataset in catalog}
    database["tables"] |= OWN
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
        "description_en": query.description_en,
        "sql": query.sql,
        "params": list(query.params),
        "examples": query.params,
    }
