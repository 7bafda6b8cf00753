"""The rows of a dataset as the form takes them: their names to pick from, and their cells to correct."""

from __future__ import annotations

from kepu.exports.csv_files import by_id
from kepu.formats.cells import text
from kepu.geo.datum import DECIMALS
from kepu.library import Library
from kepu.model import Dataset, Field
from kepu.records import Record


def names(library: Library, dataset: Dataset) -> list[list[str]]:
    """[id, name, what tells it from others of that name, what it lies in] of every row."""
    return [[record.id, record.label, _aside(record), str(record.role("parent") or "")] for record in by_id(library, dataset)]


def _aside(record: Record) -> str:
    place = record.county or record.prefecture
    return place.short if place and place.id != record.id else str(record.role("publisher") or "")


def rows(library: Library, dataset: Dataset) -> dict[str, list[str]]:
    """Id → cells in column order, written as the file holds them."""
    return {record.id: [_cell(field, record) for field in dataset.fields] for record in by_id(library, dataset)}


def _cell(field: Field, record: Record) -> str:
    """A coordinate keeps its decimals: they say how exact it is."""
    value = record[field.name]
    if field.role in ("lon", "lat") and value is not None:
        return f"{value:.{DECIMALS}f}"
    return text(value, field.type)
