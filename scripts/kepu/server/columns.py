"""What the columns of an API page mean: a table's own say so; of a view or query, those that every dataset agrees on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from datasette.utils import tilde_encode

from kepu.exports.metadata import OWN
from kepu.library import Library
from kepu.model import Catalog, Dataset, Field
from kepu.records import Record
from kepu.server.api import BASE

# More than there are columns; queries may name what they select as they like, and the oldest are forgotten.
KEPT = 2000


class Columns:
    """Looks up columns by table and name; the table is None for a query."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.catalog: Catalog = library.catalog
        self.tables = {dataset.table: dataset for dataset in self.catalog}

    def dataset(self, table: str | None) -> Dataset | None:
        """The dataset of a table; None for a view, a query or a table of the engine's own."""
        return self.tables.get(table or "")

    def title(self, table: str) -> tuple[str, str]:
        """What a table is called, in Chinese and English; a view by its name."""
        own, dataset = OWN.get(table), self.dataset(table)
        if dataset:
            return dataset.title, dataset.title_en
        return (own["title"], own["title_en"]) if own else (table, table)

    @lru_cache(KEPT)  # noqa: B019  # it lives as long as the server
    def field(self, table: str | None, column: str) -> Field | None:
        """Title, unit and vocabulary of a column, if it is known what it holds."""
        found = [d.by_name[column] for d in self._among(table) if column in d.by_name]
        same = {(f.title, f.title_en, f.unit, tuple(f.vocabulary)) for f in found}
        return found[0] if len(same) == 1 else None

    def target(self, table: str | None, column: str, value: Any) -> Record | None:
        """The record that a value is the id of: what a foreign key points at, or, in a view or query, the record itself."""
        name = self._target(table, column)
        return self.library.get(name, value) if name and value is not None else None

    @lru_cache(KEPT)  # noqa: B019
    def _target(self, table: str | None, column: str) -> str:
        among = self._among(table)
        found = {link.target for d in among for link in d.links if link.field == column}
        if not self.dataset(table):
            found |= {d.name for d in among if d.key == column and not d.extends}
        return found.pop() if len(found) == 1 else ""

    def _among(self, table: str | None) -> list[Dataset]:
        own = self.dataset(table)
        return [own] if own else list(self.catalog)

    def row(self, record: Record) -> str:
        """The address of a record's row."""
        return f"{BASE}{self.catalog.database}/{record.dataset.table}/{tilde_encode(record.id)}"
