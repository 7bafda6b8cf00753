"""<dataset>.geojson (RFC 7946): records with a point, their own or that of the place they are a role of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kepu.exports.csv_files import by_id
from kepu.library import Library
from kepu.model import Catalog, Dataset
from kepu.records import Record


def write(library: Library, folder: Path) -> None:
    """One file a dataset that has places; a record without a point keeps a null geometry."""
    for dataset in library.catalog:
        if placed(library.catalog, dataset):
            features = ",\n".join(json.dumps(_feature(r), ensure_ascii=False) for r in by_id(library, dataset))
            text = f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'
            (folder / f"{dataset.name}.geojson").write_text(text, "utf-8")


def placed(catalog: Catalog, dataset: Dataset) -> bool:
    """True when rows have a point, their own or through the record they extend."""
    return dataset.located or bool(dataset.extends and catalog[dataset.extends.target].located)


def point(record: Record) -> tuple[float, float] | None:
    """(lon, lat) of a record, its own or that of what it is a role of."""
    return record.point or (record.base.point if record.base else None)


def _feature(record: Record) -> dict[str, Any]:
    at = point(record)
    geometry = {"type": "Point", "coordinates": list(at)} if at else None
    own = {"label": record.label, **record.values}
    return {"type": "Feature", "id": record.id, "geometry": geometry, "properties": own}


def bounds(records: list[Record]) -> list[float]:
    """West, south, east, north of the points; empty without one."""
    points = [p for record in records if (p := point(record))]
    if not points:
        return []
    lons, lats = zip(*points, strict=True)
    return [min(lons), min(lats), max(lons), max(lats)]
