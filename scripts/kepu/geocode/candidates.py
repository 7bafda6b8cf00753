"""Which rows to ask about, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kepu.geocode.divisions import Division, Divisions
from kepu.model import Catalog, Dataset
from kepu.reading import Row, Table

NEEDED = ("address", "lon", "lat", "accuracy")


@dataclass(frozen=True)
class Candidate:
    """A row with an address and no point of its own.

    `division`: the code its point must lie in; `present`: the accuracy of its point now, if it has one; `borrowed`: True when
    that point is the point of a division, and so says no more than the division's name.
    """

    key: str
    label: str
    line: int
    query: str
    division: str
    present: str
    borrowed: bool


def suitable(catalog: Catalog) -> list[Dataset]:
    """The datasets whose rows have an address and room for a point."""
    return [d for d in catalog if all(d.role_of(role) for role in NEEDED)]


def candidates(table: Table, divisions: Divisions) -> Iterator[Candidate]:
    """The rows of a table to ask about, in file order."""
    for row in table.rows:
        if _cell(table, row, "address").strip() and not _pinned(table, row):
            yield _candidate(table, row, divisions)


def _candidate(table: Table, row: Row, divisions: Divisions) -> Candidate:
    code = _cell(table, row, "county") or _cell(table, row, "prefecture")
    return Candidate(
        key=row.cells[table.dataset.key],
        label=row.cells[table.dataset.label],
        line=row.line,
        query=query(divisions.chain(code), _cell(table, row, "address")),
        division=code,
        present=_cell(table, row, "accuracy") if _cell(table, row, "lon") else "",
        borrowed=divisions.holds(_cell(table, row, "lon"), _cell(table, row, "lat")),
    )


def query(chain: list[Division], address: str) -> str:
    """The address with the full names of its divisions in front, once: a street name alone is found in any town."""
    names, rest = [division.label for division in chain], " ".join(address.split())
    for name in names:
        rest = rest.removeprefix(name)
    return "".join(names) + rest


def _pinned(table: Table, row: Row) -> bool:
    """True when the row's point is its own, or may be: a point whose accuracy nobody noted is left alone."""
    accuracy = _cell(table, row, "accuracy")
    field = table.dataset.role_of("accuracy")
    return bool(_cell(table, row, "lon") and field and (not accuracy or field.term(accuracy).mark == "solid"))


def _cell(table: Table, row: Row, role: str) -> str:
    field = table.dataset.role_of(role)
    return row.cells[field.name] if field else ""
