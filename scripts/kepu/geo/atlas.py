"""The drawing under the map application: counties and waters as TopoJSON, which keeps a line two neighbours share once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from kepu import node
from kepu.geo.boundaries import features
from kepu.geo.shapes import parts
from kepu.model import Catalog

# Whole numbers across the whole drawing: some 30 m each, finer than the lines are true.
QUANTA = 20_000
# A river longer than this many degrees keeps a broad line; the rest are drawn as streams.
RIVER = 1.2
# Degrees, Visvalingam: waters are scenery and were drawn for a larger scale than the boundaries.
SCENERY = 0.004

Feature = dict[str, Any]
Names = dict[str, tuple[str, str]]


def atlas(catalog: Catalog, parents: dict[str, str], short_names: dict[str, str]) -> str:
    """What assets/shapes.json holds: counties, the places of the prefectures' names, waters. The map simplifies it by zoom."""
    divisions = catalog.role("divisions")
    levels = {level: features(path) for level, path in divisions.boundaries.items()} if divisions else {}
    waters = list(levels.pop("waters", []))
    inner = max(levels.values(), key=len, default=[])
    if not divisions or not inner:
        return json.dumps(
            {"type": "Topology", "objects": {name: _collection([]) for name in ("counties", "prefectures", "waters")}, "arcs": []}
        )
    names: Names = {str(f["properties"][divisions.key]): _names(f, divisions.key, short_names) for fs in levels.values() for f in fs}
    counties = [_county(str(f["properties"][divisions.key]), shape(f["geometry"]), parents, names) for f in inner]
    layers = {"counties": counties, "prefectures": list(_prefectures(counties, names)), "waters": list(_waters(waters))}
    return _topology(layers, max(divisions.boundaries.values(), key=lambda path: path.name))


def _names(found: Feature, key: str, short_names: dict[str, str]) -> tuple[str, str]:
    name = str(found["properties"]["name"])
    return name, short_names.get(str(found["properties"][key]), name)


def _county(code: str, polygon: BaseGeometry, parents: dict[str, str], names: Names) -> Feature:
    return _feature(
        polygon,
        {"code": code, "name": names[code][0], "short_name": names[code][1], "prefecture": parents.get(code, ""), "label": _label(polygon)},
    )


def _prefectures(counties: list[Feature], names: Names) -> Iterable[Feature]:
    """Their names alone: their lines are those of their counties."""
    groups: dict[str, list[BaseGeometry]] = {}
    for county in counties:
        groups.setdefault(county["properties"]["prefecture"], []).append(shape(county["geometry"]))
    for code, polygons in sorted(groups.items()):
        if code in names:
            label = _label(shapely.coverage_union_all(polygons))
            yield _feature(shapely.Point(label), {"code": code, "name": names[code][0], "short_name": names[code][1], "label": label})


def _label(polygon: BaseGeometry) -> list[float]:
    """Where a name stands: the middle of the widest circle inside."""
    point = shapely.maximum_inscribed_circle(max(parts(polygon), key=lambda p: p.area), 0.02).coords[0]
    return [round(point[0], 3), round(point[1], 3)]


def _waters(found: list[Feature]) -> Iterable[Feature]:
    kinds: dict[str, list[BaseGeometry]] = {}
    for water in found:
        kinds.setdefault(water["properties"]["kind"], []).append(shape(water["geometry"]))
    yield _feature(shapely.union_all(kinds.get("lake", [])).simplify(SCENERY), {"kind": "lake"})
    lines = parts(shapely.simplify(shapely.line_merge(shapely.union_all(kinds.get("river", []))), SCENERY))
    for kind, long in (("river", True), ("stream", False)):
        yield _feature(shapely.MultiLineString([line for line in lines if (line.length >= RIVER) == long]), {"kind": kind})


def _feature(geometry: BaseGeometry, properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def _collection(found: list[Feature]) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": found}


def _topology(layers: dict[str, list[Feature]], about: Path) -> str:
    """By the tool of those who made the format."""
    with TemporaryDirectory() as folder:
        for name, found in layers.items():
            text = json.dumps({"type": "FeatureCollection", "features": found}, ensure_ascii=False)
            (Path(folder) / name).write_text(text, "utf-8")
        return node.run("geo2topo", ["-q", str(QUANTA), *(f"{name}={Path(folder) / name}" for name in layers)], about)
