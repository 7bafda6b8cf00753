"""Administrative divisions as an address names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kepu.model import Catalog, Dataset
from kepu.reading import Row, Table

# After a short name: then it is the name of a road or a river, which may run through other divisions.
NO_DIVISION = re.compile(
    r"[东南西北中上下内外新老大小一二三四五六七八九十]{0,2}(?:路|街|大道|道|巷|桥|江|河|湖|山|村|镇|乡|广场|大厦|寺|庙)"
)


@dataclass(frozen=True)
class Division:
    """One division, with its point if the dataset gives one."""

    code: str
    label: str
    short: str
    parent: str
    level: str
    point: tuple[float, float] | None
    note: str


class Divisions:
    """All divisions of the catalogue, by code and by name."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.by_code = {d.code: d for d in divisions}
        self._points = {d.point for d in self.by_code.values() if d.point}
        self._full = _Names((d.label, d) for d in self.by_code.values())
        self._short = _Names((d.short, d) for d in self.by_code.values())

    @classmethod
    def of(cls, catalog: Catalog, tables: dict[str, Table]) -> Divisions:
        """Those of the dataset that plays the role; none where no dataset does."""
        dataset = catalog.role("divisions")
        return cls(_division(dataset, row) for row in tables[dataset.name].rows) if dataset else cls(())

    def holds(self, lon: str, lat: str) -> bool:
        """True when a point is that of a division."""
        return point(lon, lat) in self._points

    def chain(self, code: str) -> list[Division]:
        """A division and all above it, outermost first; empty for an unknown code."""
        found: list[Division] = []
        while code in self.by_code and self.by_code[code] not in found:
            found.insert(0, self.by_code[code])
            code = found[0].parent
        return found

    def named(self, text: str) -> Division | None:
        """The smallest division that an address names. Where it names two that exclude each other, what holds both."""
        found: list[Division] = []
        for hit in self._hits(text):
            chain = self.chain(hit.code)
            shared = [a for a, b in zip(found, chain, strict=False) if a == b]
            if len(shared) < min(len(found), len(chain)):
                return shared[-1] if shared else None
            found = max(found, chain, key=len)
        return found[-1] if found else None

    def _hits(self, text: str) -> Iterator[Division]:
        """Full names anywhere; short ones only at the start or right after another name."""
        at, adjacent = 0, True
        while at < len(text):
            name, division = self._full.at(text, at) or (adjacent and self._short_at(text, at)) or ("", None)
            if division:
                yield division
            adjacent = bool(name)
            at += len(name) or 1

    def _short_at(self, text: str, at: int) -> tuple[str, Division] | None:
        found = self._short.at(text, at)
        return None if not found or NO_DIVISION.match(text, at + len(found[0])) else found


class _Names:
    """Finds the longest of many names at a place in a text. A name that two divisions share names neither."""

    def __init__(self, pairs: Iterable[tuple[str, Division]]) -> None:
        listed = [(name, division) for name, division in pairs if len(name) > 1]
        often = Counter(name for name, _ in listed)
        self._divisions = {name: division for name, division in listed if often[name] == 1}
        longest = sorted(self._divisions, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def at(self, text: str, at: int) -> tuple[str, Division] | None:
        """(name, division) that begins here."""
        found = self._pattern.match(text, at)
        return (found[0], self._divisions[found[0]]) if found else None


def _division(dataset: Dataset, row: Row) -> Division:
    cells = {f.role: row.cells[f.name] for f in dataset.fields}
    return Division(
        row.cells[dataset.key],
        row.cells[dataset.label],
        cells.get("short_name", ""),
        cells.get("parent", ""),
        cells.get("level", ""),
        point(cells.get("lon", ""), cells.get("lat", "")),
        cells.get("note", ""),
    )


def point(lon: str, lat: str) -> tuple[float, float] | None:
    """Two cells as a point; None when either is empty or no number, which is the check's business."""
    try:
        return float(lon), float(lat)
    except ValueError:
        return None
