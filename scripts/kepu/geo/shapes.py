"""Divisions as small drawings: SVG paths in whole numbers, all from one simplification so that neighbours share a line."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kepu.geo.boundaries import features
from kepu.model import Catalog

# Visvalingam tolerance in degrees of latitude; about 1.7 km, the least that reads as a county's own shape in 56 px.
TOLERANCE = 0.015
FRAME = 96  # a locator's box
MARGIN = 3  # room for its stroke


@dataclass(frozen=True)
class Frame:
    """A linear view of the stretched plane: x = (lon·cos − left)·scale, y = (top − lat)·scale."""

    left: float
    top: float
    scale: float
    width: int
    height: int
    cosine: float

    @classmethod
    def around(cls, geometry: BaseGeometry, cosine: float, size: int, margin: int) -> Frame:
        """Fit a geometry into a box `size` wide and at most `size` high, centred."""
        left, bottom, right, top = geometry.bounds
        scale = (size - 2 * margin) / max(right - left, top - bottom)
        dx = ((right - left) * scale + 2 * margin - size) / 2
        dy = ((top - bottom) * scale + 2 * margin - size) / 2
        return cls(left - (margin - dx) / scale, top + (margin - dy) / scale, scale, size, size, cosine)

    @classmethod
    def filling(cls, geometry: BaseGeometry, cosine: float, width: int) -> Frame:
        """Fit a geometry's whole width; the height follows."""
        left, bottom, right, top = geometry.bounds
        scale = (width - 2 * MARGIN) / (right - left)
        height = math.ceil((top - bottom) * scale) + 2 * MARGIN
        return cls(left - MARGIN / scale, top + MARGIN / scale, scale, width, height, cosine)

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Drawing position of a WGS84 point."""
        return round((lon * self.cosine - self.left) * self.scale, 1), round((self.top - lat) * self.scale, 1)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the box in WGS84 degrees."""
        east = (self.left + self.width / self.scale) / self.cosine
        south = self.top - self.height / self.scale
        return round(self.left / self.cosine, 4), round(south, 4), round(east, 4), round(self.top, 4)

    def path(self, geometry: BaseGeometry) -> str:
        """The geometry as one relative whole-number SVG path."""
        return "".join(self._ring(np.asarray(ring.coords), closed) for ring, closed in _rings(geometry))

    def _ring(self, coords: np.ndarray, closed: bool) -> str:
        points = np.rint((coords - [self.left, self.top]) * [self.scale, -self.scale]).astype(int)
        keep = np.concatenate([[True], np.any(np.diff(points, axis=0) != 0, axis=1)])
        points = points[keep][: -1 if closed and keep.sum() > 1 else None]
        if len(points) < (3 if closed else 2):
            return ""
        steps = "".join(_pair(x, y) for x, y in np.diff(points, axis=0))
        return f"M{points[0][0]} {points[0][1]}l{steps.strip()}{'z' if closed else ''}"


def _pair(x: int, y: int) -> str:
    """Two steps, with the space left out where a minus sign separates."""
    return f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}"


def _rings(geometry: BaseGeometry) -> Iterable[tuple[BaseGeometry, bool]]:
    for part in parts(geometry):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            yield part.exterior, True
            yield from ((hole, True) for hole in part.interiors)
        elif part.geom_type == "LineString":
            yield part, False
        elif hasattr(part, "geoms"):
            yield from _rings(part)


@dataclass(frozen=True)
class Drawing:
    """A map as SVG: view box size and the paths of each layer."""

    frame: Frame
    inner: dict[str, str]
    outer: dict[str, str]
    lakes: str
    rivers: str
    outline: str


class Shapes:
    """Simplified outlines by division code, and the drawings made of them."""

    def __init__(self, catalog: Catalog, parents: dict[str, str]) -> None:
        """`parents`: county code → prefecture code."""
        divisions = catalog.role("divisions")
        levels = {level: features(path) for level, path in divisions.boundaries.items()} if divisions else {}
        self._key = divisions.key if divisions else ""
        waters = levels.pop("waters", [])
        inner = max(levels.values(), key=len, default=[])
        latitudes = [shape(f["geometry"]).centroid.y for f in inner]
        self.cosine = math.cos(math.radians(sum(latitudes) / len(latitudes))) if latitudes else 1.0
        self.counties = self._simplified(inner)
        self.parents = parents
        self.waters = [self._stretch(shape(f["geometry"])) for f in waters]
        # Thousands of pages draw the same few shapes.
        self.outline, self.within, self.extent = cache(self._outline), cache(self._within), cache(self._extent)
        self.centre, self.drawing = cache(self._centre), cache(self._drawing)

    def _stretch(self, geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, lambda xy: xy * [self.cosine, 1.0])

    def _simplified(self, found: list[dict[str, Any]]) -> dict[str, BaseGeometry]:
        if not found:
            return {}
        polygons = [self._stretch(shape(f["geometry"])) for f in found]
        simple = shapely.coverage_simplify(polygons, TOLERANCE)
        return {str(f["properties"][self._key]): polygon for f, polygon in zip(found, simple, strict=True)}

    @cached_property
    def groups(self) -> dict[str, BaseGeometry]:
        """Prefectures: the union of their simplified counties."""
        members: dict[str, list[BaseGeometry]] = {}
        for code, polygon in self.counties.items():
            members.setdefault(self.parents.get(code, ""), []).append(polygon)
        return {code: shapely.union_all(polygons) for code, polygons in sorted(members.items())}

    @cached_property
    def whole(self) -> BaseGeometry:
        """The outline of everything."""
        return shapely.union_all(list(self.counties.values()))

    def geometry(self, code: str) -> BaseGeometry | None:
        """The simplified polygon of a county or prefecture."""
        return self.counties.get(code) or self.groups.get(code)

    @cached_property
    def frames(self) -> dict[str, Frame]:
        """The locator box of each prefecture."""
        return {code: Frame.around(polygon, self.cosine, FRAME, MARGIN) for code, polygon in self.groups.items()}

    def _outline(self, code: str) -> str:
        """A division alone in a locator box: the stamp."""
        polygon = self.geometry(code)
        return Frame.around(polygon, self.cosine, FRAME, MARGIN).path(polygon) if polygon else ""

    def _within(self, code: str) -> str:
        """A county in the locator box of its prefecture."""
        frame = self.frames.get(self.parents.get(code, ""))
        return frame.path(self.counties[code]) if frame and code in self.counties else ""

    def _extent(self, code: str) -> float:
        """Longer side of a county in its prefecture's box, in units: too small to hatch below about 12."""
        frame = self.frames.get(self.parents.get(code, ""))
        if not frame or code not in self.counties:
            return 0.0
        left, bottom, right, top = self.counties[code].bounds
        return max(right - left, top - bottom) * frame.scale

    def _centre(self, code: str, frame: Frame) -> tuple[float, float]:
        """A point inside a division, in a frame's units; where its name is written."""
        polygon = self.geometry(code)
        point = shapely.maximum_inscribed_circle(max(parts(polygon), key=lambda p: p.area), 0.02).coords[0]
        return frame.xy(point[0] / self.cosine, point[1])

    def _drawing(self, code: str = "", width: int = 900) -> Drawing:
        """The whole map, or one prefecture with its counties."""
        polygon = self.groups.get(code, self.whole)
        frame = Frame.filling(polygon, self.cosine, width)
        inside = {c: frame.path(p) for c, p in self.counties.items() if not code or self.parents.get(c) == code}
        outer = {} if code else {c: frame.path(p) for c, p in self.groups.items()}
        return Drawing(
            frame, inside, outer, self._water("Polygon", polygon, frame), self._water("LineString", polygon, frame), frame.path(polygon)
        )

    def _water(self, kind: str, polygon: BaseGeometry, frame: Frame) -> str:
        parts = [shapely.simplify(g, TOLERANCE / 2) for g in self.waters if g.geom_type.removeprefix("Multi") == kind]
        return "".join(frame.path(shapely.intersection(part, polygon)) for part in parts)


def parts(geometry: BaseGeometry | None) -> list[Any]:
    """The polygons or lines a geometry is made of; the caller knows which."""
    return list(getattr(geometry, "geoms", [geometry]))
