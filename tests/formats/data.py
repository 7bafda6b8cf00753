"""What the CSVs say, for comparing the formats with: which rows have points, and which have days."""

from __future__ import annotations

from support import ROOT, rows, schemas, with_role

SCHEMAS = schemas()
DATA = {name: rows(ROOT / "datasets" / f"{name}.csv") for name in SCHEMAS}


def holder(name: str) -> tuple[str, str] | None:
    """(dataset, linking column) of what holds the point of a row: the row itself, or a place it is or names."""
    located = [n for n, s in SCHEMAS.items() if with_role(s, "lon") and "role" not in s["x-kepu"]]
    links = {k["reference"]["resource"]: k["fields"] for k in SCHEMAS[name].get("foreignKeys", [])}
    if with_role(SCHEMAS[name], "lon"):
        return name, SCHEMAS[name]["primaryKey"]
    return next(((target, links[target]) for target in located if target in links), None)


PLACED = {name: found for name in SCHEMAS if (found := holder(name))}
DATED = [
    name
    for name, s in SCHEMAS.items()
    if all(
        _format == "partial-date"
        for _format in (
            next((f["x-kepu"].get("format") for f in s["fields"] if f["x-kepu"].get("role") == role), "") for role in ("start", "end")
        )
    )
]


def point(name: str, row: dict[str, str]) -> tuple[float, float] | None:
    """The point of a row as the CSVs give it."""
    target, column = PLACED[name]
    held = next((r for r in DATA[target] if r[SCHEMAS[target]["primaryKey"]] == row[column]), None)
    lon, lat = with_role(SCHEMAS[target], "lon"), with_role(SCHEMAS[target], "lat")
    return (float(held[lon]), float(held[lat])) if held and held[lon] else None
