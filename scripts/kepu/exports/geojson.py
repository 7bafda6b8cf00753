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


def _feature(record: Record) -> str:
    lon, lat = (record.place and record.place.point) or (None, None)
    return geojson.feature(record.id, lon, lat, {"label": record.label, **record.values})
