"""The drawing under the map application: divisions and waters as short whole-number lines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kepu.geo.boundaries import features
from kepu.geo.shapes import parts
from kepu.model import Catalog

# Degrees, Visvalingam: the whole drawing is then some 40 kB compressed, and no street of it would be true any nearer.
TOLERANCE = 0.01
SCALE = 1000  # whole numbers a degree
# A river longer than this many degrees keeps a broad line; the rest are drawn as streams.
RIVER = 1.2


def atlas(catalog: Catalog, parents: dict[str, str], short_names: dict[str, str]) -> dict[str, Any]:
    """What assets/shapes.json holds. Lines are a first point and then steps, `scale` to a degree."""
    divisions = catalog.role("divisions")
    levels = {level: features(path) for level, path in divisions.boundaries.items()} if divisions else {}
    waters = list(levels.pop("waters", []))
    inner = max(levels.values(), key=len, default=[])
    if not divisions or not inner:
        return {"scale": SCALE, "province": [], "prefectures": [], "counties": [], "waters": []}
    key = divisions.key
    simple = shapely.coverage_simplify([shape(f["geometry"]) for f in inner], TOLERANCE)
    by_code = {str(f["properties"][key]): polygon for f, polygon in zip(inner, simple, strict=True)}
    names = {str(f["properties"][key]): f["properties"]["name"] for fs in levels.values() for f in fs}
    groups: dict[str, list[BaseGeometry]] = {}
    for code, polygon in by_code.items():
        groups.setdefault(parents.get(code, ""), []).append(polygon)
    unions = {code: shapely.coverage_union_all(polygons) for code, polygons in sorted(groups.items())}
    entry = {code: {"code": code, "name": names.get(code, ""), "short_name": short_names.get(code, names.get(code, ""))} for code in names}
    return {
        "scale": SCALE,
        "province": _rings(shapely.coverage_union_all(list(by_code.values()))),
        "prefectures": [entry[code] | _drawn(polygon) for code, polygon in unions.items() if code in entry],
        "counties": [entry[code] | {"prefecture": parents.get(code, "")} | _drawn(polygon) for code, polygon in by_code.items()],
        "waters": list(_waters(waters)),
    }


def _drawn(polygon: BaseGeometry) -> dict[str, Any]:
    point = shapely.maximum_inscribed_circle(max(parts(polygon), key=lambda p: p.area), 0.02).coords[0]
    return {"label": [round(point[0], 3), round(point[1], 3)], "rings": _rings(polygon)}


def _rings(geometry: BaseGeometry) -> list[list[int]]:
    """Outer rings and holes alike: the map fills by the even-odd rule."""
    lines = chain.from_iterable([p.exterior, *p.interiors] for p in parts(geometry))
    return [steps for steps in (_steps(line.coords, closed=True) for line in lines) if steps]


def _steps(line: Iterable[tuple[float, ...]], closed: bool = False) -> list[int]:
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in line]
    points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]][: -1 if closed else None]
    if len(points) < (3 if closed else 2):
        return []
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return list(chain.from_iterable([points[0], *moves]))


def _waters(found: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    kinds: dict[str, list[BaseGeometry]] = {}
    for feature in found:
        kinds.setdefault(feature["properties"]["kind"], []).append(shape(feature["geometry"]))
    lakes = shapely.union_all(kinds.get("lake", []))
    yield {"kind": "lake", "lines": _rings(lakes.simplify(TOLERANCE / 2))}
    merged = shapely.line_merge(shapely.union_all(kinds.get("river", [])))
    lines = parts(shapely.simplify(merged, TOLERANCE))
    for kind, long in (("river", True), ("stream", False)):
        steps = [_steps(line.coords) for line in lines if (line.length >= RIVER) == long]
        yield {"kind": kind, "lines": [s for s in steps if s]}
