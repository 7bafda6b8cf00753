"""<dataset>.csv, as edited; <dataset>.excel.csv, which Excel opens in the right encoding without running it; .empty.csv to fill in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from kepu.library import Library
from kepu.model import Dataset
from kepu.writing import FORMULA


def write(library: Library, folder: Path) -> None:
    """All three files for every dataset, rows by id."""
    for dataset in library.catalog:
        rows = [[text(record[f.name]) for f in dataset.fields] for record in by_id(library, dataset)]
        _plain(folder / f"{dataset.name}.csv", dataset, rows)
        _excel(folder / f"{dataset.name}.excel.csv", dataset, rows)
        _excel(folder / f"{dataset.name}.empty.csv", dataset, [])


def by_id(library: Library, dataset: Dataset) -> list[Any]:
    """A dataset's records in the order of their ids."""
    return sorted(library.records(dataset.name), key=lambda record: record.id)


def text(value: Any) -> str:
    """A database value as a CSV cell; a whole number is written without a point."""
    if value is None:
        return ""
    return format(value, ".10g") if isinstance(value, float) else str(value)


def _plain(path: Path, dataset: Dataset, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(f.name for f in dataset.fields)
        writer.writerows(rows)


def _excel(path: Path, dataset: Dataset, rows: list[list[str]]) -> None:
    """With a byte-order mark and Chinese headings; numbers stay numbers, formulas become text."""
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(f.title for f in dataset.fields)
        for row in rows:
            writer.writerow(_safe(cell, f.type) for cell, f in zip(row, dataset.fields, strict=True))


def _safe(cell: str, kind: str) -> str:
    return "'" + cell if kind == "string" and cell.startswith(FORMULA) else cell
