"""<dataset>.ics, one file a dataset whose rows go from a date to a date."""

from __future__ import annotations

from pathlib import Path

from kepu.exports.addresses import link
from kepu.exports.csv_files import by_id
from kepu.exports.files import FOLDER
from kepu.formats import ics
from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """Every event, by id."""
    for dataset in filter(ics.takes, library.catalog):
        portal = link(library.catalog, "", f"{FOLDER}/{dataset.name}.ics")
        events = [ics.event(record, portal) for record in by_id(library, dataset)]
        text = "".join([ics.head(library.catalog.name, dataset.title), *events, ics.TAIL])
        (folder / f"{dataset.name}.ics").write_text(text, "utf-8", newline="")
