"""<dataset>.atom, one file a dataset whose records can have a date."""

from __future__ import annotations

from pathlib import Path

from kepu.exports.address import base
from kepu.formats import atom
from kepu.formats.dating import dated
from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """What is new in each."""
    catalog = library.catalog
    for dataset in catalog:
        if dated(catalog, dataset):
            name = f"{dataset.name}.atom"
            text = atom.feed(dataset, library.records(dataset.name), catalog, base(catalog), f"downloads/{name}")
            (folder / name).write_text(text, "utf-8")
