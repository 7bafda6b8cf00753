"""The finished database, read once: records by dataset and id, and what points at what."""

from __future__ import annotations

import sqlite3
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from kepu.agenda import agenda
from kepu.database import quoted
from kepu.daysoff import DaysOff, days_off
from kepu.model import Catalog, Dataset
from kepu.records import Record


class Library:
    """Read access to a built database. Every dataset is read once, in its own order."""

    def __init__(self, catalog: Catalog, path: Path) -> None:
        self.catalog = catalog
        self.connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        self._records: dict[str, dict[str, Record]] = {}
        self._pointing: dict[tuple[str, str], dict[str, list[Record]]] = {}

    def sql(self, query: str, **params: Any) -> list[sqlite3.Row]:
        """Rows of a query with :named parameters."""
        return self.connection.execute(query, params).fetchall()

    def _all(self, name: str) -> dict[str, Record]:
        if name not in self._records:
            dataset = self.catalog[name]
            order = ", ".join(f"{quoted(s.lstrip('-'))} {'desc' if s.startswith('-') else ''}" for s in dataset.sort)
            rows = self.sql(f"select * from {quoted(dataset.table)} order by {order}, {quoted(dataset.key)}")
            self._records[name] = {str(row[dataset.key]): Record(self, dataset, dict(row)) for row in rows}
        return self._records[name]

    def records(self, name: str) -> list[Record]:
        """All records of a dataset, in its order."""
        return list(self._all(name).values())

    def get(self, name: str, key: Any) -> Record | None:
        """One record; None when there is none."""
        return self._all(name).get(str(key))

    def pointing(self, dataset: Dataset, column: str, key: str) -> list[Record]:
        """The rows of a dataset whose foreign key has this value."""
        if (dataset.name, column) not in self._pointing:
            index: dict[str, list[Record]] = {}
            for record in self.records(dataset.name):
                if record[column] is not None:
                    index.setdefault(str(record[column]), []).append(record)
            self._pointing[(dataset.name, column)] = index
        return self._pointing[(dataset.name, column)].get(key, [])

    @cached_property
    def _pinned(self) -> dict[str, list[Record]]:
        """Per dataset, the records whose own point is known."""
        located = [d.name for d in self.catalog if d.located and d.role_of("accuracy")]
        return {name: [r for r in self.records(name) if r.pinned] for name in located}

    def nearest(self, record: Record, limit: int) -> list[tuple[Record, float]]:
        """The nearest others of its dataset with metres between them; none unless both points are known."""
        return self._by_distance(record)[:limit] if record.pinned else []

    def apart(self, one: Record | None, other: Record | None) -> float | None:
        """Metres in a straight line between two records; None unless the points of both are their own."""
        known = one and other and one.pinned and other.pinned
        return float(great_circle(_latlon(one), _latlon(other)).meters) if one and other and known else None

    @cache  # noqa: B019 - a library lives as long as the build or the server that reads it
    def _by_distance(self, record: Record) -> list[tuple[Record, float]]:
        """Kept, since a record is shown at the address of each of its roles."""
        here = _latlon(record)
        others = [(r, great_circle(here, _latlon(r)).meters) for r in self._pinned[record.dataset.name] if r.id != record.id]
        return sorted(others, key=lambda pair: (pair[1], pair[0].id))

    @cached_property
    def attributions(self) -> dict[tuple[str, str], dict[str, list[Record]]]:
        """(dataset, id) → column → rows saying where that value came from."""
        return self._about("attributions")

    @cached_property
    def disputes(self) -> dict[tuple[str, str], dict[str, list[Record]]]:
        """(dataset, id) → column → rows stating different values."""
        return self._about("disputes")

    def _about(self, role: str) -> dict[tuple[str, str], dict[str, list[Record]]]:
        dataset = self.catalog.role(role)
        found: dict[tuple[str, str], dict[str, list[Record]]] = {}
        for r in self.records(dataset.name) if dataset else []:
            columns = found.setdefault((r.role("dataset"), str(r.role("record"))), {})
            columns.setdefault(r.role("field"), []).append(r)
        return found

    @cached_property
    def dates(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(dataset, id) → the days it came in and last changed, each empty when git cannot say."""
        rows = self.sql("select dataset, record_id, created_on, changed_on from record_dates")
        return {(row[0], row[1]): (row[2] or "", row[3] or "") for row in rows}

    @cached_property
    def days_off(self) -> DaysOff:
        """Which days are off, as far as it is known."""
        return days_off(self.connection)

    @cache  # noqa: B019 - as above
    def agenda(self, hours: str) -> dict[str, Any] | None:
        """Opening hours worked out day by day."""
        return agenda(hours, self.days_off)

    def counts(self) -> dict[str, int]:
        """Dataset → number of records."""
        return {d.name: self.sql(f"select count(*) from {quoted(d.table)}")[0][0] for d in self.catalog}


def _latlon(record: Record) -> tuple[float, float]:
    assert record.point is not None
    return record.point[1], record.point[0]
