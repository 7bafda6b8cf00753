"""<dataset>.atom, one file a dataset whose records can have a date."""

from __future__ import annotations

from pathlib import Path

from kepu.exports.addresses import link
from kepu.exports.files import FOLDER
from kepu.formats import atom
from kepu.formats.dating import dated
from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """What is new in each."""
    catalog = library.catalog
    for dataset in catalog:
        if dated(catalog, dataset):
            name = f"{dataset.name}.atom"
            here = f"{FOLDER}/{name}"
            text = atom.feed(dataset, library.records(dataset.name), catalog, link(catalog, "", here), here)
            (folder / name).write_text(text, "utf-8")
