"""Division boundaries: which one holds a point, and how far outside it lies."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kepu.model import Catalog
from kepu.problems import Problem, Stop

# Length of one degree of latitude, WGS84 mean, metres.
METRES_A_DEGREE = 111_320


@dataclass
class Boundaries:
    """Polygons by division code, in degrees stretched so that a unit is the same length both ways.

    `geometry`: code → polygon; `names`: code → name; `levels`: level → its codes, in file order.
    """

    geometry: dict[str, BaseGeometry]
    names: dict[str, str]
    levels: dict[str, list[str]]
    cosine: float

    @classmethod
    def of(cls, catalog: Catalog) -> Boundaries | None:
        """The boundaries beside the divisions dataset; None when the catalogue has none."""
        divisions = catalog.role("divisions")
        if not divisions or not divisions.boundaries:
            return None
        key = divisions.key
        levels = {level: features(path) for level, path in divisions.boundaries.items()}
        coded = {level: [f for f in fs if key in f["properties"]] for level, fs in levels.items()}
        polygons = {str(f["properties"][key]): shape(f["geometry"]) for fs in coded.values() for f in fs}
        names = {str(f["properties"][key]): str(f["properties"]["name"]) for fs in coded.values() for f in fs}
        codes = {level: [str(f["properties"][key]) for f in fs] for level, fs in coded.items() if fs}
        cosine = math.cos(math.radians(shapely.union_all(list(polygons.values())).centroid.y))
        stretched = {code: _stretch(polygon, cosine) for code, polygon in polygons.items()}
        for polygon in stretched.values():
            shapely.prepare(polygon)
        return cls(stretched, names, codes, cosine)

    def distance(self, code: str, lon: float, lat: float) -> float:
        """Metres from a WGS84 point to a division; 0 inside it."""
        return float(self.geometry[code].distance(self._point(lon, lat))) * METRES_A_DEGREE

    def covers(self, lon: float, lat: float, tolerance: float) -> bool:
        """True when the point lies in, or within `tolerance` metres of, any division."""
        return any(self.distance(code, lon, lat) <= tolerance for code in self.outermost)

    def containing(self, lon: float, lat: float) -> str:
        """Code of the smallest division that holds the point; empty when none does."""
        point = self._point(lon, lat)
        inside = [code for code, polygon in self.geometry.items() if polygon.covers(point)]
        return min(inside, key=lambda code: self.geometry[code].area, default="")

    @property
    def outermost(self) -> list[str]:
        """Codes of the level with the fewest divisions."""
        return min(self.levels.values(), key=len)

    def _point(self, lon: float, lat: float) -> shapely.Point:
        return shapely.Point(lon * self.cosine, lat)


def _stretch(polygon: BaseGeometry, cosine: float) -> BaseGeometry:
    return shapely.transform(polygon, lambda xy: xy * [cosine, 1.0])


def features(path: Path) -> list[dict[str, Any]]:
    """Features of a GeoJSON file; a missing or broken one stops with its name."""
    file = "/".join(path.parts[-3:])
    try:
        return list(json.loads(path.read_text("utf-8"))["features"])
    except FileNotFoundError:
        raise Stop(Problem("file-missing", file=file)) from None
    except (ValueError, KeyError) as error:
        raise Stop(Problem("schema-not-json", file=file, context={"detail": str(error)})) from None
