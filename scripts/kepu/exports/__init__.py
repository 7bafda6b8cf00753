"""Downloads: one file a format, each `write(library, folder)`. All read the database alone."""

from __future__ import annotations

from pathlib import Path

from kepu.exports import (
    atom,
    bundle,
    checksums,
    croissant,
    csv_files,
    datapackage,
    geojson,
    ics,
    json_files,
    jsonld,
    openapi,
    parquet,
    sqlite,
    workbook,
)
from kepu.library import Library

# The data, then what describes it, then the catalogue of all these. Checksums cover the others, so they come last.
DATA = (csv_files.write, json_files.write, geojson.write, ics.write, atom.write, parquet.write, sqlite.write, workbook.write)
ABOUT = (datapackage.write, bundle.write, croissant.write, openapi.write, jsonld.write, checksums.write)


def write_all(library: Library, folder: Path) -> None:
    """Every download into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for write in (*DATA, *ABOUT):
        write(library, folder)
