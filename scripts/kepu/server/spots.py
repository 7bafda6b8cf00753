"""Where the rows of an API page lie, and how exactly that is known: the map beside a table draws no more than this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kepu.records import Record
from kepu.server.columns import Columns
from kepu.server.points import pair


@dataclass(frozen=True)
class Spot:
    """A row on the map: `known` is point, wide, county or prefecture, as the portal's own map has them."""

    label: str
    known: str
    at: tuple[float, float] | None = None
    county: str = ""
    prefecture: str = ""
    icon: str = "other"
    tone: str = ""


def spots(columns: Columns, table: str | None, names: list[str], rows: Iterable[Any]) -> list[Spot | None]:
    """One for each row, None where nothing says where it lies."""
    points = pair(columns.catalog, names)
    found = (_values(names, row) for row in rows)
    return [_spot(columns, table, row, points) for row in found]


def _values(names: list[str], row: Any) -> dict[str, Any]:
    """A row by column; a foreign key that Datasette expanded is its value again."""
    return {name: value["value"] if isinstance(value, dict) else value for name, value in zip(names, row, strict=True)}


def _spot(columns: Columns, table: str | None, row: dict[str, Any], points: tuple[str, str] | None) -> Spot | None:
    record = _record(columns, table, row)
    lon, lat = (row[name] for name in points) if points else (None, None)
    if isinstance(lon, float) and isinstance(lat, float) and not (record and record.place and record.place.point == (lon, lat)):
        # A point that a query worked out: it says where, and not how exactly.
        return Spot(record.label if record else _first_text(row), "wide", (lon, lat))
    return _placed(record) if record else None


def _record(columns: Columns, table: str | None, row: dict[str, Any]) -> Record | None:
    """The first record a row is of, or names, that has a place."""
    own = columns.dataset(table)
    if own:
        return columns.library.get(own.name, row.get(own.key))
    found = (columns.target(table, column, value) for column, value in row.items())
    return next((record for record in found if record and record.place), None)


def _placed(record: Record) -> Spot | None:
    place = record.place
    if not place:
        return None
    county, prefecture = (division.id if division else "" for division in (place.county, place.prefecture))
    known = "point" if place.pinned else "county" if county else "prefecture"
    if known == "prefecture" and not prefecture:
        return None
    kind = record.kind or place.kind
    icon, tone = (kind.icon or "other", kind.tone) if kind else ("other", "")
    return Spot(record.label, known, place.point if known == "point" else None, county, prefecture, icon, tone)


def _first_text(row: dict[str, Any]) -> str:
    return next((value for value in row.values() if isinstance(value, str)), "")
