"""What a diff is made of: datasets that differ, their rows, their cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from geopy.distance import great_circle

from kepu.labels import Text
from kepu.model import Dataset, Field
from kepu.problems import Worded
from kepu.trees import Tree

# In the order they are told. A row is emptied when any cell that held something holds nothing now.
KINDS = ("removed", "emptied", "changed", "added")

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Cell:
    """One cell before and after; a column that one side does not have is empty there."""

    field: Field
    before: Text
    after: Text

    @property
    def emptied(self) -> bool:
        """True when it held something and holds nothing now."""
        return bool(self.before.raw.strip() and not self.after.raw.strip())


@dataclass(frozen=True)
class Row:
    """One record that differs."""

    kind: str
    key: str
    label: str
    cells: tuple[Cell, ...]
    before: Point | None = None
    after: Point | None = None
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()

    @property
    def metres(self) -> float | None:
        """How far its point moved; None when it did not, or was not known before and after."""
        if not (self.before and self.after) or self.before == self.after:
            return None
        return float(great_circle(self.before[::-1], self.after[::-1]).meters)


@dataclass(frozen=True)
class Change:
    """One dataset that differs. `only` is the one side that has it; `unread` says why its rows were not compared.

    `withheld` counts rows that are not shown because the dataset holds something personal, before or after.
    """

    dataset: Dataset
    only: str = ""
    lost: tuple[Field, ...] = ()
    gained: tuple[Field, ...] = ()
    reordered: bool = False
    rows: tuple[Row, ...] = ()
    unread: tuple[Worded, ...] = ()
    withheld: Counter[str] | None = None

    @cached_property
    def counts(self) -> Counter[str]:
        """Kind → how many rows."""
        if self.withheld is not None:
            return self.withheld
        return Counter({kind: sum(row.kind == kind for row in self.rows) for kind in KINDS})

    @property
    def loses(self) -> bool:
        """True when rows, cells or columns are gone."""
        return bool(self.counts["removed"] or self.counts["emptied"] or self.lost or self.only == "old")

    @property
    def any(self) -> bool:
        """True when there is anything to tell."""
        return bool(self.rows or self.withheld or self.unread or self.only or self.lost or self.gained or self.reordered)


@dataclass(frozen=True)
class Diff:
    """Two trees and every dataset that differs."""

    old: Tree
    new: Tree
    changes: list[Change]

    @property
    def counts(self) -> Counter[str]:
        """Kind → how many rows in all datasets."""
        return sum((change.counts for change in self.changes), Counter(dict.fromkeys(KINDS, 0)))
