"""How a cell reads: names in place of codes and ids, and no personal number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kepu.model import Dataset, Field
from kepu.private import mask
from kepu.trees import Tree


@dataclass(frozen=True)
class Text:
    """A cell as it stands, and as it reads in each language. Personal numbers are masked in all three."""

    raw: str = ""
    zh: str = ""
    en: str = ""

    def read(self, lang: str) -> str:
        """The words in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


class Labels:
    """Looks up names in the tables of one tree."""

    def __init__(self, tree: Tree) -> None:
        self.catalog = tree.catalog
        self.tables = tree.tables

    @cached_property
    def _cells(self) -> dict[str, dict[str, dict[str, str]]]:
        """Dataset → id → cells."""
        return {name: {row.cells[table.dataset.key]: row.cells for row in table.rows} for name, table in self.tables.items()}

    def record(self, dataset: Dataset, key: str) -> str:
        """The name of a record, masked; its id when it has none."""
        return mask(self._name(dataset, key, set()))

    def _name(self, dataset: Dataset, key: str, seen: set[str]) -> str:
        """Where the naming column is a foreign key, the name of what it points at; `seen` ends a circle."""
        value = self._cells[dataset.name].get(key, {}).get(dataset.label, "")
        link = next((link for link in dataset.links if link.field == dataset.label), None)
        if value and link and dataset.name not in seen:
            return self._name(self.catalog[link.target], value, seen | {dataset.name})
        return value or key

    def cell(self, dataset: Dataset, field: Field, value: str) -> Text:
        """A cell with vocabulary values and keys spoken."""
        link = next((link for link in dataset.links if link.field == field.name), None)
        if field.vocabulary:
            terms = [field.term(part) for part in field.split(value)]
            return _masked(value, "、".join(t.label for t in terms), ", ".join(t.label_en for t in terms))
        if link and value:
            name = self._name(self.catalog[link.target], value, set())
            return _masked(value, f"{name}（{value}）", f"{name} ({value})") if name != value else _masked(value, value, value)
        if field.role == "sources":
            return _masked(value, "；".join(self.sources(field, value)), "; ".join(self.sources(field, value)))
        return _masked(value, value, value)

    def sources(self, field: Field, value: str) -> list[str]:
        """The titles of the sources in a cell, in its order."""
        registry = self.catalog.role("sources")
        return [self.record(registry, part) if registry else mask(part) for part in field.split(value)]


def _masked(raw: str, zh: str, en: str) -> Text:
    return Text(mask(raw), mask(zh), mask(en))
