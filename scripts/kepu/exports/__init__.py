"""Downloads: one file a format, each `write(library, folder)`. All read the database alone."""

from __future__ import annotations

from pathlib import Path

from kepu.exports import atom, checksums, csv_files, datapackage, geojson, ics, json_files, sqlite
from kepu.library import Library

# Checksums cover the others, so they come last.
EXPORTS = (
    csv_files.write,
    json_files.write,
    geojson.write,
    ics.write,
    atom.write,
    sqlite.write,
    datapackage.write,
    checksums.write,
)


def write_all(library: Library, folder: Path) -> None:
    """Every download into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for write in EXPORTS:
        write(library, folder)
