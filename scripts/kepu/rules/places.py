"""Points: in the right county, in the right datum, not swapped, not zero, whole, and as precise as they claim."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.geo.boundaries import Boundaries
from kepu.geo.datum import BD09, GCJ02, to_wgs84
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table

# The boundaries are generalised: half their line lies within 124 m of a finer one, 95 % within 610 m
# (measured against a second map). Nearer than this a point is not called wrong.
TOLERANCE_M = 600
# Undoing another datum moves a point 500 to 1,300 m; only one that then lies within that half line is called by its name.
EXPLAINED_M = 124
# Three decimals are a hundred metres: too little for a building, enough for a township.
DECIMALS = 4


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
    wrong = list(_point(table, row, boundaries, lon, lat))
    yield from wrong or _coarse(table, row, texts)


def _coarse(table: Table, row: Row, texts: list[str]) -> Iterator[Problem]:
    """A point said to be the place's own needs the decimals for it."""
    field = table.dataset.role_of("accuracy")
    fewest = min(len(text.strip().partition(".")[2]) for text in texts)
    if field and field.term(row.cells[field.name]).mark == "solid" and fewest < DECIMALS:
        value, label = ",".join(texts), field.term(row.cells[field.name])
        context = {"decimals": fewest, "wanted": DECIMALS, "accuracy": label.label, "accuracy_en": label.label_en}
        yield table.problem("point-coarse", row.line, table.dataset.column("lon"), value, **context)


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
                fixes = _undone(boundaries, code, lon, lat)
                context |= {"datum": " / ".join(fixes), "fixed": "；".join(fixes.values()), "fixed_en": "; ".join(fixes.values())}
                code = "point-datum" if fixes else "point-outside-county"
                yield table.problem(code, row.line, table.dataset.column("lon"), f"{lon},{lat}", **context)
            return


def _undone(boundaries: Boundaries, code: str, lon: float, lat: float) -> dict[str, str]:
    """Datum → the WGS84 point, for each that would put the point into its division."""
    points = {name: to_wgs84(name, lon, lat) for name in (GCJ02, BD09)}
    return {name: f"lon={x:.5f}, lat={y:.5f}" for name, (x, y) in points.items() if boundaries.distance(code, x, y) <= EXPLAINED_M}
