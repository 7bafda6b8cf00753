"""<dataset>.atom, one file a dataset, and changes.atom, what is new in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kepu.exports.addresses import link
from kepu.exports.files import FOLDER
from kepu.formats import atom
from kepu.library import Library
from kepu.records import Record

CHANGES = "changes.atom"


def write(library: Library, folder: Path) -> None:
    """What is new in each, and in all."""
    datasets = [dataset for dataset in library.catalog if atom.takes(dataset)]
    for dataset in datasets:
        _save(library, folder, f"{dataset.name}.atom", atom.of(dataset), library.records(dataset.name))
    everything = (record for dataset in datasets for record in library.records(dataset.name))
    _save(library, folder, CHANGES, atom.of_all(library.catalog), everything)


def _save(library: Library, folder: Path, name: str, head: atom.Head, records: Iterable[Record]) -> None:
    here = f"{FOLDER}/{name}"
    text = atom.feed(head, records, library.catalog, link(library.catalog, "", here), here)
    (folder / name).write_text(text, "utf-8")
