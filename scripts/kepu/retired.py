"""Ids that are no longer used: where each leads now, or why nothing is there any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kepu.library import Library
from kepu.model import Dataset
from kepu.records import Record


@dataclass(frozen=True)
class Retired:
    """An id of a dataset that no row has any more, the row of redirects that says so, and the record it leads to, if any."""

    dataset: Dataset
    id: str
    row: Record
    target: Record | None

    @property
    def address(self) -> str:
        """Where the portal showed it, relative to the root."""
        return f"{self.dataset.name}/{self.id}/"


Found = dict[tuple[str, str], Retired]


def retired(library: Library) -> Found:
    """(dataset, id) → what became of it. What added columns to a retired record went with it."""
    found: Found = {}
    for one in _listed(library):
        found[one.dataset.name, one.id] = one
        for other, link in library.catalog.links_to(one.dataset.name):
            if other.extends == link and not library.get(other.name, one.id):
                same = library.get(other.name, one.target.id) if one.target and one.target.dataset == one.dataset else None
                found.setdefault((other.name, one.id), replace(one, dataset=other, target=same or one.target))
    return found


def _listed(library: Library) -> Iterator[Retired]:
    """The rows of redirects, each followed through further ones to a record, or to the reason why there is none."""
    dataset = library.catalog.role("redirects")
    rows = {(str(row.role("dataset")), row.id): row for row in library.records(dataset.name)} if dataset else {}
    for (name, key), row in rows.items():
        last = row
        while (further := _leads(last)) in rows:
            last = rows[further]
        yield Retired(library.catalog[name], key, last, library.get(*_leads(last)) if last.role("target") else None)


def _leads(row: Record) -> tuple[str, str]:
    """(dataset, id) that a row of redirects leads to; the id is empty for a record withdrawn."""
    return str(row.role("target_dataset") or row.role("dataset")), str(row.role("target") or "")
