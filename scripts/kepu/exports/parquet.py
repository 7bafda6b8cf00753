"""<dataset>.parquet: typed columns, unknown is null. Where rows have a point it is GeoParquet 1.1."""

from __future__ import annotations

import json
import struct
from datetime import date
from pathlib import Path
from typing import Any

from arro3.core import Array, DataType, Field, Schema, Table
from arro3.io import write_parquet

from kepu.exports.csv_files import by_id
from kepu.exports.geojson import bounds, point
from kepu.library import Library
from kepu.records import Record

TYPES = {
    "integer": DataType.int64(),
    "year": DataType.int32(),
    "number": DataType.float64(),
    "boolean": DataType.bool(),
    "date": DataType.date32(),
}
GEOMETRY = "geometry"
EPOCH = date(1970, 1, 1)
# Well-known binary of a point: little-endian, geometry type 1, then x and y.
POINT = struct.Struct("<BIdd")


def write(library: Library, folder: Path) -> None:
    """One file a dataset. No column and no file carries two keys of metadata: the library orders them by chance."""
    for dataset in library.catalog:
        records = by_id(library, dataset)
        columns = [
            (_field(f.name, TYPES.get(f.type, DataType.string()), f.title), _column(records, f.name, f.type)) for f in dataset.fields
        ]
        metadata = {}
        if library.catalog.placed(dataset):
            columns.append((_field(GEOMETRY, DataType.binary(), "坐标"), _points(records)))
            metadata = {"geo": json.dumps(_geo(records))}
        table = Table.from_arrays([values for _, values in columns], schema=Schema([field for field, _ in columns]))
        write_parquet(table, folder / f"{dataset.name}.parquet", compression="zstd(3)", key_value_metadata=metadata)


def _field(name: str, kind: DataType, title: str) -> Field:
    return Field(name, kind, nullable=True, metadata={"title": title})


def _column(records: list[Record], name: str, kind: str) -> Array:
    values = [record[name] for record in records]
    if kind == "date":
        days = [None if v is None else (date.fromisoformat(v) - EPOCH).days for v in values]
        return Array(days, type=DataType.int32()).cast(DataType.date32())
    if kind == "boolean":
        values = [None if v is None else bool(v) for v in values]
    return Array(values, type=TYPES.get(kind, DataType.string()))


def _points(records: list[Record]) -> Array:
    found = (point(record) for record in records)
    return Array([POINT.pack(1, 1, *p) if p else None for p in found], type=DataType.binary())


def _geo(records: list[Record]) -> dict[str, Any]:
    """The `geo` key of GeoParquet. Without `crs` a column is in OGC:CRS84, longitude first, which ours is."""
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    box = bounds(records)
    if box:
        column["bbox"] = box
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
