"""Two trees → the rows removed, emptied, changed and added, by dataset and id; what is lost comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kepu.diff import KINDS, Cell, Change, Diff, Point, Row
from kepu.labels import Labels, Text
from kepu.model import Dataset
from kepu.private import mask
from kepu.problems import Worded, word
from kepu.reading import Table
from kepu.trees import Tree

Cells = dict[str, str]
EAST, NORTH = 180, 90  # where the earth ends, in degrees


def compare(old: Tree, new: Tree) -> Diff:
    """Everything that differs: datasets that lose something first, else in catalogue order."""
    labels = Labels(old), Labels(new)
    changes = [_Pair(name, (old, new), labels).change() for name in dict.fromkeys([*new.tables, *old.tables])]
    return Diff(old, new, sorted((c for c in changes if c.any), key=lambda c: not c.loses))


class _Pair:
    """The two tables of one dataset."""

    def __init__(self, name: str, trees: tuple[Tree, Tree], labels: tuple[Labels, Labels]) -> None:
        self.name, self.trees, self.labels = name, trees, labels
        self.old, self.new = (tree.tables.get(name) for tree in trees)
        kept = self.new or self.old
        assert kept
        self.sides = (self.old or kept).dataset, (self.new or kept).dataset

    def change(self) -> Change:
        """What differs. A table that could not be read whole is not compared: rows that are there would seem removed."""
        both, (before, after) = bool(self.old and self.new), (side.by_name for side in self.sides)
        unread = tuple(self._unread())
        return Change(
            self.sides[1],
            only="" if both else "new" if self.new else "old",
            lost=tuple(f for name, f in before.items() if name not in after),
            gained=tuple(f for name, f in after.items() if name not in before),
            reordered=not unread and [n for n in _header(self.old) if n in after] != [n for n in _header(self.new) if n in before],
            rows=() if unread else tuple(sorted(self._rows(), key=lambda row: KINDS.index(row.kind))),
            unread=unread,
        )

    def _unread(self) -> Iterator[Worded]:
        """What reading stumbled over, in the words of the new tree; the file says which tree it is in."""
        for tree in self.trees:
            table = tree.tables.get(self.name)
            for problem in table.problems if table and not table.whole else ():
                yield word(replace(problem, file=f"{tree.name}:{problem.file}"), self.trees[1].catalog.root)

    def _rows(self) -> Iterator[Row]:
        before, after = _keyed(self.old), _keyed(self.new)
        for key in dict.fromkeys([*before, *after]):
            one, other = before.get(key, {}), after.get(key, {})
            row = self._row(key[0], one, other)
            if row.cells:
                yield row

    def _row(self, key: str, before: Cells, after: Cells) -> Row:
        names = [n for n in {**self.sides[1].by_name, **self.sides[0].by_name} if before.get(n, "") != after.get(n, "")]
        cells = tuple(self._cell(name, before, after) for name in names)
        emptied = any(cell.emptied for cell in cells)
        kind = "removed" if not after else "added" if not before else "emptied" if emptied else "changed"
        lost, gained = self._sources(before, after) if before and after else ((), ())
        return Row(
            kind,
            mask(key),
            self.labels[bool(after)].record(self.sides[bool(after)], key),
            cells,
            _point(self.sides[0], before),
            _point(self.sides[1], after),
            lost,
            gained,
        )

    def _cell(self, name: str, before: Cells, after: Cells) -> Cell:
        texts = []
        for dataset, labels, cells in zip(self.sides, self.labels, (before, after), strict=True):
            field = dataset.by_name.get(name)
            texts.append(labels.cell(dataset, field, cells[name]) if field and cells.get(name) else Text())
        return Cell(self.sides[1].by_name.get(name) or self.sides[0].by_name[name], *texts)

    def _sources(self, before: Cells, after: Cells) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Titles of the sources a row lost and gained; ids decide, since a title may be corrected."""
        ids, titles = [], []
        for dataset, labels, cells in zip(self.sides, self.labels, (before, after), strict=True):
            field = dataset.role_of("sources")
            value = cells.get(field.name, "") if field else ""
            ids.append(field.split(value) if field else [])
            titles.append(labels.sources(field, value) if field else [])
        lost = tuple(t for i, t in zip(ids[0], titles[0], strict=True) if i not in ids[1])
        return lost, tuple(t for i, t in zip(ids[1], titles[1], strict=True) if i not in ids[0])


def _header(table: Table | None) -> list[str]:
    """Columns in the order of the file, as far as a row shows it."""
    return list(table.rows[0].cells) if table and table.rows else []


def _keyed(table: Table | None) -> dict[tuple[str, int], Cells]:
    """(id, how many rows before have it) → cells: a repeated id is the check's business and hides no row here."""
    found: dict[tuple[str, int], Cells] = {}
    seen: Counter[str] = Counter()
    for row in table.rows if table else ():
        key = row.cells[table.dataset.key] if table else ""
        found[key, seen[key]] = row.cells
        seen[key] += 1
    return found


def _point(dataset: Dataset, cells: Cells) -> Point | None:
    """A row's own point, if both numbers are there and lie on earth."""
    lon, lat = dataset.role_of("lon"), dataset.role_of("lat")
    try:
        point = (float(cells[lon.name]), float(cells[lat.name])) if lon and lat and cells else None
    except ValueError:
        return None
    return point if point and abs(point[0]) <= EAST and abs(point[1]) <= NORTH else None
