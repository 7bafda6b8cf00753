"""<dataset>.csv, as edited; <dataset>.excel.csv, which Excel opens in the right encoding without running it; .empty.csv to fill in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from kepu.formats import excel
from kepu.formats.cells import text
from kepu.library import Library
from kepu.model import Dataset


def write(library: Library, folder: Path) -> None:
    """All three files for every dataset, rows by id."""
    for dataset in library.catalog:
        rows = [[record[f.name] for f in dataset.fields] for record in by_id(library, dataset)]
        _plain(folder / f"{dataset.name}.csv", dataset, rows)
        head = excel.head(f.title for f in dataset.fields)
        (folder / f"{dataset.name}.excel.csv").write_text(head + excel.lines(rows, [f.type for f in dataset.fields]), "utf-8", newline="")
        (folder / f"{dataset.name}.empty.csv").write_text(head, "utf-8", newline="")


def by_id(library: Library, dataset: Dataset) -> list[Any]:
    """A dataset's records in the order of their ids."""
    return sorted(library.records(dataset.name), key=lambda record: record.id)


def _plain(path: Path, dataset: Dataset, rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(f.name for f in dataset.fields)
        writer.writerows([text(value, f.type) for value, f in zip(row, dataset.fields, strict=True)] for row in rows)
