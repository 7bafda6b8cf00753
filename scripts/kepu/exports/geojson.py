"""<dataset>.geojson, one file a dataset whose rows can have a point."""

from __future__ import annotations

from pathlib import Path

from kepu.exports.csv_files import by_id
from kepu.formats import geojson
from kepu.library import Library
from kepu.records import Record


def write(library: Library, folder: Path) -> None:
    """Every record, by id; one whose point is not known keeps a null geometry."""
    for dataset in library.catalog:
        if library.catalog.placed(dataset):
            text = geojson.collection(_feature(record) for record in by_id(library, dataset))
            (folder / f"{dataset.name}.geojson").write_text(text, "utf-8")


def point(record: Record) -> tuple[float, float] | None:
    """(lon, lat) of a record, its own or that of the place it stands for or names."""
    return record.place.point if record.place else None


def _feature(record: Record) -> str:
    lon, lat = point(record) or (None, None)
    return geojson.feature(record.id, lon, lat, {"label": record.label, **record.values})


def bounds(records: list[Record]) -> list[float]:
    """West, south, east, north of the points; empty without one."""
    points = [p for record in records if (p := point(record))]
    if not points:
        return []
    lons, lats = zip(*points, strict=True)
    return [min(lons), min(lats), max(lons), max(lats)]
