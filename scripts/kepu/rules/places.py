"""Points: in the right county, not swapped, not zero, whole."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.geo.boundaries import Boundaries
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table

# The boundaries are generalised: half their line lies within 124 m of a finer one, 95 % within 610 m
# (measured against a second map). Nearer than this a point is not called wrong.
TOLERANCE_M = 600


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every point of every dataset with coordinates of its own."""
    boundaries = Boundaries.of(catalog)
    if not boundaries:
        return
    for table in tables.values():
        if table.dataset.located:
            for row in table.rows:
                yield from _row(table, row, boundaries)


def _row(table: Table, row: Row, boundaries: Boundaries) -> Iterator[Problem]:
    names = [table.dataset.column("lon"), table.dataset.column("lat")]
    texts = [row.cells[name] for name in names]
    if not any(texts):
        return
    if not all(texts):
        empty = names[texts.index("")]
        yield table.problem("point-half", row.line, empty, "", other=next(filter(None, texts)))
        return
    try:
        lon, lat = (float(text) for text in texts)
    except ValueError:
        return  # a coordinate that is no number is the type rule's business
    yield from _point(table, row, boundaries, lon, lat)


def _point(table: Table, row: Row, boundaries: Boundaries, lon: float, lat: float) -> Iterator[Problem]:
    column = table.dataset.column("lon")
    value, also = f"{lon},{lat}", [table.dataset.column("lat")]
    if lon == 0 and lat == 0:
        yield table.problem("point-zero", row.line, column, value, also=also)
    elif not boundaries.covers(lon, lat, TOLERANCE_M):
        swapped = boundaries.covers(lat, lon, TOLERANCE_M)
        yield table.problem("point-swapped" if swapped else "point-outside", row.line, column, value, lon=lat, lat=lon, also=also)
    else:
        yield from _division(table, row, boundaries, lon, lat)


def _division(table: Table, row: Row, boundaries: Boundaries, lon: float, lat: float) -> Iterator[Problem]:
    """Against the county, or the prefecture where no county is known."""
    for role in ("county", "prefecture"):
        field = table.dataset.role_of(role)
        code = row.cells[field.name] if field else ""
        if field and code in boundaries.names:
            metres = boundaries.distance(code, lon, lat)
            if metres > TOLERANCE_M:
                actual = boundaries.containing(lon, lat)
                context = {"name": boundaries.names[code], "actual": boundaries.names.get(actual, ""), "metres": round(metres)}
                yield table.problem("point-outside-county", row.line, table.dataset.column("lon"), f"{lon},{lat}", **context)
            return
